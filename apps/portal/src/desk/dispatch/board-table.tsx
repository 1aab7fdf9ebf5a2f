import { PlusOutlined } from '@ant-design/icons';
import { Input } from 'antd';
import { type DragEvent, type ReactNode, useState } from 'react';
import { CadreName, dayText, EmptyBox, momentText, shortDayText, useRegister } from '../kit';
import type { Visit } from './dispatch-data';
import { d } from './dispatch-words';
import { cellKey, cellsOf, conflictsOf, isStanding } from './week';

interface BoardTableProps {
  days: string[];
  visits: Visit[];
  today: string;
  open: (visit: Visit) => void;
  add: (workerId: string, day: string, orderId?: string) => void;
}

const DEFAULT_MINUTES = 60;

/** From so many visits a week on each takes one line; from so many people on one of them can be looked for. */
const MANY = 150;
const FEW = 10;

interface BoardHeadProps {
  days: readonly string[];
  today: string;
  visits: readonly Visit[];
  children: ReactNode;
}

/** The days, each with how many visits it has. */
const BoardHead = ({ days, today, visits, children }: BoardHeadProps) => (
  <thead>
    <tr>
      <th scope="col">
        {d.worker()}
        {children}
      </th>
      {days.map((day) => (
        <th key={day} scope="col" className={day === today ? 'is-today' : ''}>
          {shortDayText(day, today)}
          <div className="faint">
            {d.times({ count: visits.filter((visit) => visit.day === day && isStanding(visit)).length })}
          </div>
        </th>
      ))}
    </tr>
  </thead>
);

const WorkerHead = ({ name, count }: { name: string; count: number }) => (
  <th scope="row" title={name}>
    <span className="board-name">{name}</span>
    <span className="faint">{d.times({ count })}</span>
  </th>
);

/** People by days. A cell takes what is dropped on it; its plus does the same without a mouse. */
export function BoardTable({ days, visits, today, open, add }: BoardTableProps) {
  const [sought, seek] = useState('');
  const { rows: workers } = useRegister('workers');
  const items = useRegister('items').byCode;
  const conflicts = conflictsOf(visits, (code) => items.get(code)?.standardMinutes ?? DEFAULT_MINUTES);
  const cells = cellsOf(visits);
  const load = new Map<string, number>();
  for (const { workerId } of visits.filter(isStanding))
    load.set(workerId ?? '', (load.get(workerId ?? '') ?? 0) + 1);
  const loadOf = ({ id }: { id: string }): number => load.get(id) ?? 0;
  const present = [...new Map(workers.map((worker) => [worker.id, worker])).values()]
    .filter(({ leftOn }) => !leftOn || leftOn >= (days[0] ?? ''))
    .sort((a, b) => loadOf(b) - loadOf(a) || (a.code < b.code ? -1 : 1));
  if (present.length === 0) return <EmptyBox title={d.emptyWorkers()} />;
  const shown = present.filter(({ name, code }) => `${name} ${code}`.includes(sought.trim()));
  return (
    <div className="board-scroll">
      {conflicts.size > 0 && <p className="tag tag-bad">▲ {d.conflicts({ count: conflicts.size })}</p>}
      <table className={visits.length > MANY ? 'board-table is-dense' : 'board-table'}>
        <BoardHead {...{ days, today, visits }}>
          {present.length > FEW && (
            <Input
              size="small"
              allowClear
              value={sought}
              onChange={({ target }) => seek(target.value)}
              placeholder={d.search()}
              aria-label={d.findWorker()}
            />
          )}
        </BoardHead>
        <tbody>
          {shown.map(({ id, name }) => (
            <tr key={id}>
              <WorkerHead name={name} count={load.get(id) ?? 0} />
              {days.map((day) => (
                <Cell
                  key={day}
                  {...{ name, day, conflicts, open, today }}
                  visits={cells.get(cellKey(id, day)) ?? []}
                  add={(orderId) => add(id, day, orderId)}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface CellProps {
  name: string;
  day: string;
  today: string;
  visits: Visit[];
  conflicts: ReadonlySet<string>;
  open: (visit: Visit) => void;
  add: (orderId?: string) => void;
}

function Cell({ name, day, today, visits, conflicts, open, add }: CellProps) {
  const [isOver, setOver] = useState(false);
  const canAdd = day >= today;
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    add(event.dataTransfer.getData('text/plain') || undefined);
  };
  const over = (event: DragEvent): void => {
    event.preventDefault();
    setOver(true);
  };
  return (
    <td
      className={isOver ? 'is-over' : ''}
      {...(canAdd && { onDragOver: over, onDragLeave: () => setOver(false), onDrop: drop })}
    >
      {visits.map((visit) => (
        <Chip key={visit.id} visit={visit} isConflict={conflicts.has(visit.id)} open={() => open(visit)} />
      ))}
      {canAdd && (
        <button
          type="button"
          className="board-add"
          aria-label={d.addTo({ worker: name, day: dayText(day, true) })}
          onClick={() => add()}
        >
          <PlusOutlined aria-hidden="true" />
        </button>
      )}
    </td>
  );
}

interface ChipProps {
  visit: Visit;
  isConflict: boolean;
  open: () => void;
}

function Chip({ visit, isConflict, open }: ChipProps) {
  const item = useRegister('items').byCode.get(visit.itemCode);
  const at = visit.startedAt ?? visit.plannedAt;
  const kinds = ['chip', `chip-${visit.status}`, isConflict && 'is-conflict'];
  return (
    <button type="button" className={kinds.filter(Boolean).join(' ')} onClick={open} title={item?.name}>
      <b>{at ? momentText(at).slice(11) : ''}</b>{' '}
      <span className="chip-name">
        <CadreName id={visit.cadreId} />
      </span>
      <span className="chip-item">{item?.name ?? visit.itemCode}</span>
      {isConflict && <span className="chip-conflict">▲ {d.conflict()}</span>}
    </button>
  );
}
