import { listed } from '../../shared/lists';
import { ONLOOKERS, UNIT, useMay } from '../app/access';
import { Moment, Picture, Section, Timeline } from '../kit';
import { added } from './added-words';
import type { Visit } from './visit-data';

type Added = Visit['addedProofs'][number];

const HASH_SHOWN = 16;

/** What came after the visit was held, apart from what was given at the time: who added it, when, and what. */
export function AddedProofs({ visit }: { visit: Visit }) {
  const isHidden = useMay()(...UNIT, ...ONLOOKERS);
  if (visit.addedProofs.length === 0) return null;
  const entries = visit.addedProofs.map((proof, i) => ({
    key: proof.sha256,
    title: added.turn({ n: i + 1 }),
    by: proof.byName ?? proof.by,
    at: <Moment value={proof.at} />,
    note: <Given visitId={visit.id} {...{ proof, isHidden }} />,
    ...(proof.usedOn.length > 0 && { tone: 'bad' as const }),
  }));
  return (
    <Section title={added.title()}>
      <p className="faint">{added.hint()}</p>
      <Timeline entries={entries} />
    </Section>
  );
}

function Given({ visitId, proof, isHidden }: { visitId: string; proof: Added; isHidden: boolean }) {
  const { note, photos, signed, usedOn, sha256 } = proof;
  const of = `/api/v1/visits/${visitId}`;
  return (
    <>
      {isHidden ? <div className="faint">{added.noteHidden()}</div> : note && <div>{note}</div>}
      {usedOn.length > 0 && <div className="is-negative">{added.usedOn({ visits: listed(usedOn) })}</div>}
      <div className="row-wrap">
        {signed && (
          <Picture path={`${of}/added-proofs/${sha256}/signature`} label={added.signature()} isDrawing />
        )}
        {photos.map((photo, i) => (
          <Picture key={photo} path={`${of}/photos/${photo}`} label={added.photo({ n: i + 1 })} />
        ))}
      </div>
      <div className="faint" title={sha256}>
        {added.hash({ hash: sha256.slice(0, HASH_SHOWN) })}
      </div>
    </>
  );
}
