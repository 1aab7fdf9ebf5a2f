import type { Schemas } from '../../shared/session';
import { useLanguage } from '../../shared/words';
import { dayText, momentText, useRegister } from '../kit';
import type { Bill, BillLine } from './bill-data';
import { t } from './bills-words';

export type BillVisit = Schemas['BillVisitAnswer'];

/** The visits behind the lines, by their number; without those that the reader may not see. */
export const visitsOf = ({ visits = [] }: Pick<Bill, 'visits'>): ReadonlyMap<string, BillVisit> =>
  new Map(visits.map((visit) => [visit.number, visit]));

const TIME = 11;
const YEAR = 5;
const clock = (moment: string): string => momentText(moment).slice(TIME);

type When = Pick<BillVisit, 'day' | 'startedAt' | 'endedAt'>;

/** Of a visit that ended on another day, the end with its day: "10-22 10:42". */
function endOf(day: string, endedAt: string): string {
  const end = momentText(endedAt);
  return end.startsWith(day) ? clock(endedAt) : end.slice(YEAR);
}

/** "2026-10-08 周四 09:00–10:30"; as much of it as is known. */
export function whenText({ day, startedAt, endedAt }: When): string {
  const hours = startedAt ? `${clock(startedAt)}–${endedAt ? endOf(day, endedAt) : ''}` : '';
  return `${dayText(day, true)} ${hours}`.trim();
}

type Named = Pick<BillLine, 'visitNumber' | 'itemCode'>;

/** Who was served with what, and small below: the visit's number. */
export function LineWho({ line, visit }: { line: Named; visit: BillVisit | undefined }) {
  useLanguage();
  return (
    <span className="line-who">
      <b>{visit?.cadreName ?? t.whoUnknown()}</b>
      <small>{line.visitNumber}</small>
    </span>
  );
}

/** What was done, and small below: the day, the hours and the worker. */
export function LineWhat({ line, visit }: { line: Named; visit: BillVisit | undefined }) {
  const item = useRegister('items').byCode.get(line.itemCode);
  const said = visit && [whenText(visit), visit.workerName].filter(Boolean).join(' · ');
  return (
    <span className="line-who">
      <span>
        {item?.name ?? line.itemCode} <span className="code-behind">{item && line.itemCode}</span>
      </span>
      {said && <small>{said}</small>}
    </span>
  );
}
