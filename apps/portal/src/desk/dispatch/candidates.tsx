import { Radio } from 'antd';
import type { Candidate } from './dispatch-data';
import { d } from './dispatch-words';

interface CandidatesProps {
  candidates: Candidate[];
  chosen: string | undefined;
  /** Whose row of the board it is: seen first, whatever the rank. */
  first: string | undefined;
  choose: (workerId: string) => void;
}

/** What the tag and the figures of the line say already is not said again. */
const isShown = ({ code }: Candidate['reasons'][number], distanceKm: Candidate['distanceKm']): boolean =>
  ['free', 'busy', 'familiar'].includes(code) ||
  (typeof distanceKm === 'number' && ['near', 'far'].includes(code));

export function Candidates({ candidates, chosen, first, choose }: CandidatesProps) {
  if (candidates.length === 0) return <p>{d.noCandidates()}</p>;
  const isFirst = ({ workerId }: Candidate): number => (workerId === first ? 0 : 1);
  return (
    <fieldset className="candidates">
      <legend>
        {d.who()} <span className="faint">{d.candidatesHint()}</span>
      </legend>
      <Radio.Group value={chosen} onChange={({ target }) => choose(String(target.value))}>
        {[...candidates]
          .sort((a, b) => isFirst(a) - isFirst(b))
          .map(({ workerId, name, isFree, visitsBefore, distanceKm, reasons }) => (
            <Radio key={workerId} value={workerId}>
              <b>{name}</b>{' '}
              <span className={isFree ? 'tag tag-good' : 'tag tag-bad'}>{isFree ? d.free() : d.busy()}</span>{' '}
              <span className="faint">
                {[
                  visitsBefore > 0 && d.before({ count: visitsBefore }),
                  typeof distanceKm === 'number' && d.distance({ km: distanceKm }),
                  ...reasons.filter((reason) => !isShown(reason, distanceKm)).map(({ message }) => message),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </Radio>
          ))}
      </Radio.Group>
    </fieldset>
  );
}
