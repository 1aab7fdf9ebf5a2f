import { Button } from 'antd';
import { useEffect, useRef } from 'react';
import { momentText, useRead } from '../kit';
import { type FormField, isSame, type Values } from './fields';
import { f } from './form-words';
import type { Room, Stored } from './room';
import { saidOrNothing } from './text-of';

interface ConflictProps<Row extends Stored> {
  room: Room<Row>;
  fields: readonly FormField[];
  start: Values;
  mine: Values;
  theirs: Values;
  row: Row;
  takeTheirs: () => void;
  keepMine: () => void;
}

/** Somebody changed the row meanwhile: what they changed beside what was entered here. Nothing is lost by itself. */
export function Conflict<Row extends Stored>(props: ConflictProps<Row>) {
  const { room, fields, start, mine, theirs, row, takeTheirs, keepMine } = props;
  // Whoever saved looks at the button below: nothing seems to have happened there.
  const box = useRef<HTMLElement>(null);
  useEffect(() => {
    box.current?.focus();
    box.current?.scrollIntoView({ block: 'start' });
  }, []);
  const shown = fields.filter(
    ({ name }) => !isSame(start[name], theirs[name]) || !isSame(start[name], mine[name]),
  );
  return (
    <section ref={box} className="conflict" role="alert" tabIndex={-1}>
      <h2>{f.conflictTitle()}</h2>
      <p>
        <WhoWasFaster room={room} row={row} />
      </p>
      <table>
        <thead>
          <tr>
            <th scope="col">{f.field()}</th>
            <th scope="col">{f.before()}</th>
            <th scope="col">{f.theirs()}</th>
            <th scope="col">{f.mine()}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((field) => (
            <ConflictRow key={field.name} {...{ field, start, mine, theirs }} />
          ))}
        </tbody>
      </table>
      <div className="row-wrap">
        <Button type="primary" onClick={keepMine}>
          {f.keepMine()}
        </Button>
        <Button onClick={takeTheirs}>{f.takeTheirs()}</Button>
      </div>
    </section>
  );
}

function ConflictRow({
  field,
  start,
  mine,
  theirs,
}: {
  field: FormField;
  start: Values;
  mine: Values;
  theirs: Values;
}) {
  const { name, label } = field;
  const say = (values: Values) =>
    isSame(values[name], start[name]) ? (
      <span className="faint">{f.asBefore()}</span>
    ) : (
      saidOrNothing(field, values[name])
    );
  const isOther = !isSame(theirs[name], start[name]);
  return (
    <tr>
      <th scope="row">{label}</th>
      <td>{saidOrNothing(field, start[name])}</td>
      <td className={isOther ? 'is-other' : ''}>{say(theirs)}</td>
      <td>{say(mine)}</td>
    </tr>
  );
}

function WhoWasFaster<Row extends Stored>({ room, row }: { room: Room<Row>; row: Row }) {
  const { id, version } = row;
  const { versions } = room;
  const read = useRead([room.name, id, 'versions', version], () => versions?.(id) ?? Promise.reject(), {
    enabled: versions !== undefined,
  });
  const last = read.data?.items.find((each) => each.version === version);
  if (last === undefined) return f.conflictPlain({ version });
  return f.conflictBy({ version, by: last.recordedByName, at: momentText(last.recordedAt) });
}
