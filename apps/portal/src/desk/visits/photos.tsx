import { useEffect, useState } from 'react';
import { fetchAs } from '../../shared/session';
import type { Visit } from './visit-data';
import { v } from './visits-words';

/** What the worker photographed; each opens in full. */
export function VisitPhotos({ visit }: { visit: Visit }) {
  const { photos, missingPhotos } = visit;
  if (photos.length === 0) return null;
  const stored = photos.filter((sha256) => !missingPhotos.includes(sha256));
  return (
    <div className="below">
      <span className="faint">
        {v.photos()} {missingPhotos.length > 0 && v.missing({ count: missingPhotos.length })}
      </span>
      <div className="row-wrap">
        {stored.map((sha256, i) => (
          <Photo
            key={sha256}
            path={`/api/v1/visits/${visit.id}/photos/${sha256}`}
            label={v.photo({ n: i + 1 })}
          />
        ))}
      </div>
    </div>
  );
}

/** Photos are behind the sign-in, so an img tag alone would not get them. */
function Photo({ path, label }: { path: string; label: string }) {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    let made: string | undefined;
    let isGone = false;
    void fetchAs(path)
      .then((response) => (response.ok ? response.blob() : undefined))
      .then((blob) => {
        if (blob === undefined || isGone) return;
        made = URL.createObjectURL(blob);
        setUrl(made);
      })
      .catch(() => undefined);
    return () => {
      isGone = true;
      if (made) URL.revokeObjectURL(made);
    };
  }, [path]);
  if (url === undefined) return <span className="tag">{label}</span>;
  return (
    <a href={url} target="_blank" rel="noreferrer">
      <img src={url} alt={label} className="photo" />
    </a>
  );
}
