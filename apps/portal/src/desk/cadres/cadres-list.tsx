import { SETTLEMENTS } from '@songbai/contracts';
import { useLanguage } from '../../shared/words';
import { BUREAU, CLERK, useMay } from '../app/access';
import { IssueCards, PrintAllCards } from '../cards';
import { NewLink } from '../forms';
import { type Column, type Filter, ListPage, useRegister, wordOf } from '../kit';
import { useAreas } from '../registers/areas';
import { useUnitChoices } from '../registers/choices';
import { ExportButtons } from '../tables';
import { ageOf, type Cadre, fetchCadres, stateOf, tagsText } from './cadre-data';
import { cadreRoom } from './cadre-room';
import { c } from './cadres-words';

export function StateTag({ cadre }: { cadre: Cadre }) {
  const { text, isFine } = stateOf(cadre);
  return <span className={isFine ? 'tag' : 'tag tag-waits'}>{text}</span>;
}

export function CadresList() {
  useLanguage();
  const units = useRegister('units');
  const isClerk = useMay()(...CLERK);
  const columns: Column<Cadre>[] = [
    { key: 'code', title: c.code(), width: 100, text: ({ code }) => code },
    { key: 'name', title: c.name(), text: ({ name }) => name },
    { key: 'gender', title: c.gender(), text: ({ gender }) => (gender === '男' ? c.men() : c.women()) },
    { key: 'age', title: c.age(), isNumber: true, text: (cadre) => String(ageOf(cadre)) },
    {
      key: 'unit',
      title: c.unit(),
      text: ({ responsibleUnitId }) => units.byId.get(responsibleUnitId ?? '')?.name ?? '',
    },
    { key: 'area', title: c.area(), text: ({ area }) => area },
    { key: 'settlement', title: c.settlement(), text: ({ settlement }) => wordOf(SETTLEMENTS, settlement) },
    { key: 'ability', title: c.ability(), isNumber: true, text: ({ abilityLevel }) => String(abilityLevel) },
    { key: 'phone', title: c.phone(), text: ({ phone }) => phone },
    {
      ...{ key: 'state', title: c.status(), text: (cadre) => stateOf(cadre).text },
      render: (cadre) => <StateTag cadre={cadre} />,
    },
    { key: 'tags', title: c.tags(), text: ({ tags }) => tagsText(tags), isExtra: true },
    { key: 'address', title: c.address(), text: ({ address }) => address, isExtra: true },
  ];
  return (
    <ListPage
      {...{ title: c.title(), queryKey: ['cadres'], fetchPage: fetchCadres, columns }}
      filters={useCadreFilters()}
      rowKey={({ id }) => id}
      rowLink={({ id }) => `/cadres/${id}`}
      toolbar={
        <>
          {isClerk && <PrintAllCards />}
          <ExportButtons table="cadres" title={c.title()} />
          <NewLink room={cadreRoom} />
        </>
      }
      {...(isClerk && {
        batch: (rows: Cadre[], clear: () => void) => (
          <IssueCards cadreIds={rows.map(({ id }) => id)} clear={clear} />
        ),
      })}
    />
  );
}

/** Everybody of one unit, in one area, or who is still to be cared for. */
function useCadreFilters(): Filter[] {
  const units = useUnitChoices();
  const search = useMay()(...BUREAU) ? c.search() : c.searchByName();
  const areas = useAreas();
  const states = [
    { value: 'living', label: c.living() },
    { value: 'deceased', label: c.dead() },
  ];
  return [
    { key: 'query', label: search, kind: 'search' },
    { key: 'unitId', label: c.unit(), kind: 'select', options: units },
    { key: 'area', label: c.area(), kind: 'select', options: areas },
    { key: 'state', label: c.status(), kind: 'select', options: states },
  ];
}
