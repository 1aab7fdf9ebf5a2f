import { SETTLEMENTS } from '@songbai/contracts';
import { Link, useNavigate, useParams } from 'react-router';
import { spotText } from '../../shared/place';
import { useLanguage } from '../../shared/words';
import { BUREAU, ORDERING, useMay } from '../app/access';
import { Cards } from '../cards';
import { EditLink, Versions } from '../forms';
import { DetailsPage, type Fact, Loaded, useHotkeys, useRegister, wordOf } from '../kit';
import { LastVisits, LimitsLeft } from '../orders/cadre-aside';
import { ageOf, type Cadre, relativeText, tagsText, useCadrePage } from './cadre-data';
import { CadreOrders } from './cadre-orders';
import { cadreRoom } from './cadre-room';
import { StateTag } from './cadres-list';
import { c } from './cadres-words';
import { LifeEvents } from './life-events';
import { Needs } from './needs-part';
import { NotDead } from './not-dead';
import { Reveal } from './reveal';

export function CadrePage() {
  useLanguage();
  const { id = '' } = useParams();
  return <Loaded read={useCadrePage(id)}>{(cadre) => <CadreView cadre={cadre} />}</Loaded>;
}

/** The person: how they are, what they may still use, what was ordered and done, what they need. */
function CadreView({ cadre }: { cadre: Cadre }) {
  const { id } = cadre;
  const may = useMay();
  const navigate = useNavigate();
  const canOrder = may(...ORDERING) && !cadre.deceasedOn;
  useHotkeys({ n: canOrder ? () => void navigate(`/orders/new?cadreId=${id}`) : undefined });
  return (
    <DetailsPage
      title={cadre.name}
      status={<StateTag cadre={cadre} />}
      facts={useFacts(cadre)}
      actions={
        <>
          {may('bureau-clerk', 'bureau-approver', 'bureau-finance', 'liaison') && <Reveal cadreId={id} />}
          <EditLink room={cadreRoom} id={id} />
          {may('bureau-clerk') && cadre.deceasedOn && <NotDead cadre={cadre} />}
          {canOrder && (
            <Link to={`/orders/new?cadreId=${id}`} className="button is-main">
              {c.order()} (N)
            </Link>
          )}
        </>
      }
      aside={
        <>
          <LimitsLeft cadreId={id} />
          <LastVisits cadreId={id} count={5} />
        </>
      }
    >
      <CadreOrders cadreId={id} />
      <LifeEvents cadreId={id} />
      <Needs cadreId={id} />
      <Cards cadreId={id} />
      <Versions room={cadreRoom} row={cadre} />
    </DetailsPage>
  );
}

/** With the other codes of the same number, whose limits are counted apart. */
function IdNumber({ cadre: { idNumber, sameIdAs = [] } }: { cadre: Cadre }) {
  if (sameIdAs.length === 0) return idNumber;
  return (
    <>
      {idNumber}
      {sameIdAs.map(({ id, code, name }) => (
        <Link key={id} to={`/cadres/${id}`} className="tag tag-bad">
          {c.sameId({ code, name })}
        </Link>
      ))}
    </>
  );
}

function useFacts(cadre: Cadre): (Fact | null)[] {
  const units = useRegister('units');
  const may = useMay();
  const unitName = (unitId: string | null | undefined): string => units.byId.get(unitId ?? '')?.name ?? '';
  return [
    { label: c.code(), value: cadre.code },
    { label: c.age(), value: `${ageOf(cadre)} · ${cadre.gender === '男' ? c.men() : c.women()}` },
    { label: c.unit(), value: unitName(cadre.responsibleUnitId) },
    cadre.unitId !== cadre.responsibleUnitId
      ? { label: c.originalUnit(), value: unitName(cadre.unitId) }
      : null,
    { label: c.settlement(), value: wordOf(SETTLEMENTS, cadre.settlement) },
    { label: c.ability(), value: cadre.abilityLevel },
    { label: c.idNumber(), value: <IdNumber cadre={cadre} /> },
    { label: c.phone(), value: cadre.phone },
    { label: c.address(), value: `${cadre.area} ${cadre.address}` },
    // Who sees the home and finds none can mend that, or tell the clerk.
    may(...BUREAU) ? { label: c.place(), value: spotText(cadre) || <i>{c.placeUnknown()}</i> } : null,
    { label: c.tags(), value: tagsText(cadre.tags) },
    cadre.family === undefined ? null : { label: c.family(), value: relativeText(cadre) },
  ];
}
