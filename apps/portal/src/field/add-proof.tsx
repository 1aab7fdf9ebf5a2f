import { type ChangeEvent, useEffect, useRef, useState } from 'react';
import { listed } from '../shared/lists';
import { newId } from '../shared/new-id';
import { sendPhoto } from '../shared/send-file';
import { answerOf, api, type Schemas, SongbaiProblem } from '../shared/session';
import { Button, Notice, Sheet } from './kit';
import { clockOf, dateOf } from './moments';
import { shrink, type Taken } from './photo';
import { PhotoItem } from './photo-item';
import { p } from './proof-words';
import { SignaturePad } from './signature-pad';
import { w } from './visit-words';

type Visit = Schemas['VisitAnswer'];

/**
 * What the worker can still give for a visit that is held: asked of the server, because only there stands whether
 * somebody has decided. Without a network it is not offered, and nothing of it waits on this telephone.
 */
export function AddProof({ id }: { id: string }) {
  const [visit, setVisit] = useState<Visit>();
  const [isShown, setShown] = useState(false);
  useEffect(() => {
    let isGone = false;
    const params = { path: { id } };
    void answerOf(api.GET('/api/v1/visits/{id}', { params }))
      .then((found) => isGone || setVisit(found))
      .catch(() => undefined);
    return () => {
      isGone = true;
    };
  }, [id]);
  if (visit === undefined) return null;
  const close = (): void => setShown(false);
  return (
    <>
      <AddedProofs visit={visit} />
      {visit.takesProof && <Button onClick={() => setShown(true)}>{p.title()}</Button>}
      {isShown && (
        <ProofSheet
          id={id}
          onClose={close}
          onDone={(after) => {
            setVisit(after);
            close();
          }}
        />
      )}
    </>
  );
}

/** What stands on record already; the pictures are the bureau's to look at. */
function AddedProofs({ visit: { addedProofs } }: { visit: Visit }) {
  return addedProofs.map(({ sha256, at, note, photos, signed }) => {
    const count = photos.length;
    const things = [...(count > 0 ? [p.count({ count })] : []), ...(signed ? [w.signed()] : [])];
    return (
      <Notice key={sha256} tone="grey">
        <strong>{p.done({ at: `${dateOf(at)} ${clockOf(at)}` })}</strong>
        <br />
        {note} {listed(things)}
      </Notice>
    );
  });
}

interface Given {
  note: string;
  photos: Taken[];
  signature: string | null;
}

interface SheetProps {
  id: string;
  onClose: () => void;
  onDone: (visit: Visit) => void;
}

function ProofSheet({ id, onClose, onDone }: SheetProps) {
  const [given, setGiven] = useState<Given>({ note: '', photos: [], signature: null });
  const { state, send } = useSending(id, given, onDone);
  const isBusy = state === 'busy';
  const change = (part: Partial<Given>): void => setGiven((now) => ({ ...now, ...part }));
  return (
    // What is on its way can no longer be changed, nor be taken back.
    <Sheet title={p.title()} onClose={() => isBusy || onClose()}>
      <p className="quiet">{p.hint()}</p>
      <fieldset className="bare" disabled={isBusy}>
        <label className="field">
          <span>{p.note()}</span>
          <textarea
            rows={3}
            maxLength={2000}
            value={given.note}
            onChange={({ target }) => change({ note: target.value })}
          />
        </label>
        <MorePhotos photos={given.photos} keep={(photos) => change({ photos })} />
        <SignaturePad signature={given.signature} keep={(signature) => change({ signature })} />
      </fieldset>
      {typeof state === 'object' && <Notice tone="red">{state.said}</Notice>}
      <Button look="main" disabled={isBusy} onClick={() => void send()}>
        {isBusy ? p.busy() : p.send()}
      </Button>
    </Sheet>
  );
}

type State = 'ready' | 'busy' | { said: string };

/** The same things under the same key: an answer that was lost costs a second press, and adds nothing twice. */
function useSending(id: string, given: Given, onDone: SheetProps['onDone']) {
  const [state, setState] = useState<State>('ready');
  const attempt = useRef<{ of: Given; key: string }>(undefined);
  const send = async (): Promise<void> => {
    const note = given.note.trim();
    if (note === '' && given.photos.length === 0 && given.signature === null)
      return setState({ said: p.needed() });
    if (attempt.current?.of !== given) attempt.current = { of: given, key: newId() };
    setState('busy');
    try {
      for (const { file } of given.photos) await sendPhoto(file, 'photo.jpg');
      const photos = given.photos.map(({ sha256 }) => sha256);
      const { signature } = given;
      const body = { ...(note && { note }), photos, ...(signature && { signature }) };
      const params = { path: { id }, header: { 'Idempotency-Key': attempt.current.key } };
      onDone(await answerOf(api.POST('/api/v1/visits/{id}/add-proof', { params, body })));
    } catch (error) {
      setState({ said: error instanceof SongbaiProblem ? error.problem.detail : p.offline() });
    }
  };
  return { state, send };
}

interface PhotosProps {
  photos: readonly Taken[];
  keep: (photos: Taken[]) => void;
}

function MorePhotos({ photos, keep }: PhotosProps) {
  const [isBad, setBad] = useState(false);
  const add = async ({ target }: ChangeEvent<HTMLInputElement>): Promise<void> => {
    const [file] = target.files ?? [];
    const taken = file && (await shrink(file).catch(() => undefined));
    setBad(file !== undefined && taken === undefined);
    if (taken && !photos.some(({ sha256 }) => sha256 === taken.sha256)) keep([...photos, taken]);
    // The same picture again is a change as well.
    target.value = '';
  };
  return (
    <section className="proof">
      <h2>{w.photos()}</h2>
      <ul className="photos">
        {photos.map((photo, i) => (
          <PhotoItem
            key={photo.sha256}
            {...{ file: photo.file, n: i + 1, onRemove: () => keep(photos.filter((each) => each !== photo)) }}
          />
        ))}
      </ul>
      <label className="button plain take">
        <input type="file" accept="image/*" onChange={(event) => void add(event)} />
        {photos.length > 0 ? w.photoMore() : w.photoAdd()}
      </label>
      {isBad && <Notice tone="red">{w.photoBad()}</Notice>}
    </section>
  );
}
