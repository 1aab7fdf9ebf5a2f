import { Select } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { searchText } from '../../shared/plain';
import { answerOf, api, type Schemas } from '../../shared/session';
import { BUREAU, useMay } from '../app/access';
import { todayText, useRead, useRegister } from '../kit';
import { useSettled } from './order-data';
import { o } from './orders-words';

type Cadre = Schemas['CadreAnswer'];

interface CadreSearchProps {
  id: string;
  value: Cadre | undefined;
  onPick: (cadre: Cadre) => void;
  autoFocus?: boolean;
}

/** Name or code, as one types; Enter takes the first, also where the answer is still on its way. */
export function CadreSearch({ id, value, onPick, autoFocus }: CadreSearchProps) {
  const [text, setText] = useState('');
  const may = useMay();
  const { byId: units } = useRegister('units');
  const asked = useSettled(searchText(text), 150);
  const isWanted = useRef(false);
  const found = useRead(
    ['cadres', 'search', asked],
    () => answerOf(api.GET('/api/v1/cadres', { params: { query: { query: asked, limit: 20 } } })),
    { enabled: asked !== '' },
  );
  const rows = asked === searchText(text) ? (found.data?.items ?? []) : [];
  const first = rows[0];
  const pick = (cadre: Cadre | undefined): void => {
    isWanted.current = false;
    if (cadre === undefined) return;
    setText('');
    onPick(cadre);
  };
  useEffect(() => {
    if (isWanted.current && first) pick(first);
  });
  const shown = rows.length > 0 || value === undefined ? rows : [value];
  return (
    <Select
      id={id}
      aria-label={o.cadre()}
      autoFocus={autoFocus}
      value={value?.id}
      placeholder={may(...BUREAU) ? o.searchCadre() : o.searchCadreByName()}
      showSearch={{ filterOption: false, onSearch: setText, searchValue: text }}
      notFoundContent={asked === '' || found.isFetching ? null : o.noCadre()}
      options={shown.map((cadre) => ({
        value: cadre.id,
        label: labelOf(cadre, units.get(unitOf(cadre))?.name),
      }))}
      onSelect={(picked) => pick(shown.find((cadre) => cadre.id === picked))}
      onInputKeyDown={(event) => {
        const isComposing = event.nativeEvent.isComposing;
        if (event.key === 'Enter' && !isComposing && text.trim() !== '' && rows.length === 0)
          isWanted.current = true;
      }}
      style={{ width: '100%' }}
    />
  );
}

const unitOf = ({ unitId, responsibleUnitId }: Cadre): string => unitId ?? responsibleUnitId ?? '';

/** Two of one name are told apart by their unit and their age. */
function labelOf({ code, name, birthYear }: Cadre, unit: string | undefined): string {
  const age = o.age({ years: Number(todayText().slice(0, 4)) - birthYear });
  return [name, code, unit, age].filter(Boolean).join(' · ');
}
