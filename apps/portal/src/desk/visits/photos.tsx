import { Picture } from '../kit';
import type { Visit } from './visit-data';
import { v } from './visits-words';

/** What proves the visit to the eye: the signature and the photos; also those that are still to come. */
export function VisitPictures({
  visit,
}: {
  visit: Pick<Visit, 'id' | 'signed' | 'photos' | 'missingPhotos'>;
}) {
  const { id, signed, photos, missingPhotos } = visit;
  if (!signed && photos.length === 0) return null;
  const of = `/api/v1/visits/${id}`;
  return (
    <div className="below">
      {missingPhotos.length > 0 && (
        <p className="faint">
          {v.photos()} {v.missing({ count: missingPhotos.length })}
        </p>
      )}
      <div className="row-wrap">
        {signed && <Picture path={`${of}/signature`} label={v.signed()} isDrawing />}
        {photos.map((sha256, i) => (
          <Picture
            key={sha256}
            path={missingPhotos.includes(sha256) ? undefined : `${of}/photos/${sha256}`}
            label={v.photo({ n: i + 1 })}
          />
        ))}
      </div>
    </div>
  );
}
