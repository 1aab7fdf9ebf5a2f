import { PlusOutlined } from '@ant-design/icons';
import { type DragEvent, useState } from 'react';
import { CadreName, dayText, EmptyBox, momentText, useRegister } from '../kit';
import type { Visit } from './dispatch-data';
import { d } from './dispatch-words';
import { cellKey, cellsOf, conflictsOf } from './week';

interface BoardTableProps {
  days: string[];
  visits: Visit[];
  today: string;
  open: (visit: Visit) => void;
  add: (workerId: string, day: string, orderId?: string) => void;
}

const DEFAULT_MINUTES = 60;

/** People by days. A cell takes what is dropped on it; its plus does the same without a mouse. */
export function BoardTable({ days, visits, today, open, add }: BoardTableProps) {
  const { rows: workers } = useRegister('workers');
  const items = useRegister('items').byCode;
  const conflicts = conflictsOf(visits, (code) => items.get(code)?.standardMinutes ?? DEFAULT_MINUTES);
  const cells = cellsOf(visits);
  const load = new Map<string, number>();
  for (const { workerId } of visits) load.set(workerId ?? '', (load.get(workerId ?? '') ?? 0) + 1);
  const loadOf = ({ id }: { id: string }): number => load.get(id) ?? 0;
  const present = [...new Map(workers.map((worker) => [worker.id, worker])).values()]
    .filter(({ leftOn }) => !leftOn || leftOn >= (days[0] ?? ''))
    .sort((a, b) => loadOf(b) - loadOf(a) || (a.code < b.code ? -1 : 1));
  if (present.length === 0) return <EmptyBox title={d.emptyWorkers()} />;
  return (
    <div className="board-scroll">
      {conflicts.size > 0 && <p className="tag tag-bad">▲ {d.conflicts({ count: conflicts.size })}</p>}
      <table className="board-table">
        <thead>
          <tr>
            <th scope="col">{d.worker()}</th>
            {days.map((day) => (
              <th key={day} scope="col" className={day === today ? 'is-today' : ''}>
                {dayText(day, true).replace(/^\d{4}-/, '')}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {present.map(({ id, name }) => (
            <tr key={id}>
              <th scope="row">{name}</th>
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
    <button type="button" className={kinds.filter(Boolean).join(' ')} onClick={open}>
      <b>{at ? momentText(at).slice(11) : ''}</b>{' '}
      <span className="chip-name">
        <CadreName id={visit.cadreId} />
      </span>
      <span className="chip-item">{item?.name ?? visit.itemCode}</span>
      {isConflict && <span className="chip-conflict">▲ {d.conflict()}</span>}
    </button>
  );
}
