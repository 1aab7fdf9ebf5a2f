import type { Schemas } from '../../shared/session';
import { useLanguage } from '../../shared/words';
import { useMay } from '../app/access';
import { Loaded, Moment, Section, Timeline, useRead } from '../kit';
import { f } from './form-words';
import type { Room, Stored } from './room';
import { columnText, contentText } from './version-words';
import './forms.css';

type Version = Schemas['VersionAnswer'];

interface Change {
  column: string;
  was: string | null;
  is: string | null;
}

/** Who changed what, when and why, newest first. */
export function Versions<Row extends Stored>({ room, row }: { room: Room<Row>; row: Row }) {
  useLanguage();
  const { versions, historians = [], name } = room;
  const may = useMay()(...historians);
  const read = useRead(
    [name, row.id, 'versions', row.version],
    () => versions?.(row.id) ?? Promise.reject(new Error(name)),
    { enabled: may && versions !== undefined },
  );
  if (!may || versions === undefined) return null;
  return (
    <Section title={f.versions()}>
      <div className="versions">
        <Loaded read={read}>
          {({ items }) => (
            <Timeline
              entries={items.map((version, i) => ({
                key: String(version.version),
                title: f.version({ version: version.version }),
                by: version.recordedByName,
                at: <Moment value={version.recordedAt} />,
                note: <Note version={version} before={items[i + 1]} />,
              }))}
            />
          )}
        </Loaded>
      </div>
    </Section>
  );
}

function Note({ version, before }: { version: Version; before: Version | undefined }) {
  const reason = [version.reason, version.effectiveOn && f.restsOn({ day: version.effectiveOn })]
    .filter(Boolean)
    .join(' · ');
  if (before === undefined)
    return (
      <>
        {f.entered()}
        {reason && ` · ${reason}`}
      </>
    );
  const changes = changesBetween(before.content, version.content);
  return (
    <>
      {reason}
      <div className="changes">
        {changes.map(({ column, was, is }) => (
          <div key={column}>
            {columnText(column)} <span className="change-was">{said(was)}</span> → <b>{said(is)}</b>
          </div>
        ))}
        {changes.length === 0 && <div>{f.personalChanged()}</div>}
      </div>
    </>
  );
}

const said = (text: string | null): string => (text === null ? f.nothing() : contentText(text));

function changesBetween(before: Version['content'], after: Version['content']): Change[] {
  const columns = [...new Set([...Object.keys(after), ...Object.keys(before)])];
  return columns
    .map((column) => ({ column, was: before[column] ?? null, is: after[column] ?? null }))
    .filter(({ was, is }) => was !== is);
}
