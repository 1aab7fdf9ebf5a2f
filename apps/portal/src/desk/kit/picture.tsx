import { Modal } from 'antd';
import { useEffect, useState } from 'react';
import { fetchAs } from '../../shared/session';
import { k } from './kit-words';

/** `none`: there is none; `broken`: there is something that is no picture, or it cannot be had. */
type Look = { url: string } | 'loading' | 'none' | 'broken';

interface PictureProps {
  path?: string;
  label: string;
  /** Shown whole on white, and not cut to the frame. */
  isDrawing?: boolean;
}

/**
 * A picture behind the sign-in, small, and large when it is clicked. `path` is that of the interface; without one, or
 * where nothing comes that is a picture, a frame says so.
 */
export function Picture({ path, label, isDrawing }: PictureProps) {
  const [look, setLook] = usePicture(path);
  const [isLarge, setLarge] = useState(false);
  if (look === 'loading') return <span className="picture is-waiting" role="status" aria-label={label} />;
  if (typeof look === 'string') {
    const why = path === undefined ? k.notUploaded() : look === 'none' ? k.noPicture() : k.brokenPicture();
    return (
      <span className="picture is-none">
        {label}
        <small>{why}</small>
      </span>
    );
  }
  const image = <img src={look.url} alt={label} onError={() => setLook('broken')} />;
  return (
    <>
      <button
        type="button"
        className={isDrawing ? 'picture is-drawing' : 'picture'}
        onClick={() => setLarge(true)}
        title={k.large()}
      >
        {image}
      </button>
      <Modal
        {...{ open: isLarge, title: label, footer: null, width: 'min(92vw, 1100px)', destroyOnHidden: true }}
        onCancel={() => setLarge(false)}
      >
        <img src={look.url} alt={label} className="picture-large" />
      </Modal>
    </>
  );
}

/** An img tag alone would not get it: the token travels in a header. */
function usePicture(path: string | undefined) {
  const [look, setLook] = useState<Look>(path === undefined ? 'none' : 'loading');
  useEffect(() => {
    if (path === undefined) return;
    let made: string | undefined;
    let isGone = false;
    void fetchAs(path)
      .then(async (response) => {
        // Read to its end also where it is refused: the browser keeps the request open otherwise.
        const body = await response.blob();
        const blob = response.ok ? body : undefined;
        if (isGone) return;
        if (blob === undefined) return setLook(response.status === 404 ? 'none' : 'broken');
        made = URL.createObjectURL(blob);
        setLook({ url: made });
      })
      .catch(() => isGone || setLook('broken'));
    return () => {
      isGone = true;
      if (made) URL.revokeObjectURL(made);
    };
  }, [path]);
  return [look, setLook] as const;
}
