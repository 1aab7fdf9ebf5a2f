import { type ChangeEvent, useState } from 'react';
import { Button, Notice, Sheet } from './kit';
import { PhotoItem } from './photo-item';
import { addPhoto, removePhoto } from './recording';
import { isNoRoom } from './room';
import { type KeptVisit, type Photo, store, useStored } from './store';
import { w } from './visit-words';

/** Takes photos with the telephone's own camera; each is made small at once and kept here until the server has it. */
export function Photos({ visit: { id } }: { visit: KeptVisit }) {
  const photos = useStored(() => store.blobs.where('visitId').equals(id).toArray(), id) ?? [];
  const [state, setState] = useState<'ready' | 'busy' | 'bad'>('ready');
  const take = async ({ target }: ChangeEvent<HTMLInputElement>): Promise<void> => {
    const files = [...(target.files ?? [])];
    setState('busy');
    try {
      for (const file of files) await addPhoto(id, file);
      setState('ready');
    } catch (error) {
      setState(isNoRoom(error) ? 'ready' : 'bad');
      if (isNoRoom(error)) throw error;
    } finally {
      // The same picture again is a change as well.
      target.value = '';
    }
  };
  return (
    <section className="proof">
      <h2>{w.photos()}</h2>
      <ul className="photos">
        {photos.map((photo, i) => (
          <Picture key={photo.sha256} photo={photo} n={i + 1} />
        ))}
      </ul>
      <label className="button plain take">
        <input type="file" accept="image/*" capture="environment" onChange={(event) => void take(event)} />
        {photos.length > 0 ? w.photoMore() : w.photoAdd()}
      </label>
      {state === 'busy' && <Notice tone="grey">{w.photoBusy()}</Notice>}
      {state === 'bad' && <Notice tone="red">{w.photoBad()}</Notice>}
    </section>
  );
}

function Picture({ photo: { file, visitId, sha256 }, n }: { photo: Photo; n: number }) {
  const [isAsking, setAsking] = useState(false);
  return (
    <PhotoItem {...{ file, n }} onRemove={() => setAsking(true)}>
      {(picture) =>
        isAsking && (
          <Sheet title={w.photoRemoveTitle()} onClose={() => setAsking(false)}>
            {picture}
            <Button look="danger" onClick={() => void removePhoto(visitId, sha256)}>
              {w.photoRemoveNow()}
            </Button>
          </Sheet>
        )
      }
    </PhotoItem>
  );
}
