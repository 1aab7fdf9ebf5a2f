import { answerOf, api } from '../../shared/session';
import { useRead } from '../kit';
import { a } from './audit-words';
import { CopyButton, Hash } from './hash';
import { KeptPart } from './kept-part';

/** The end of the chain in one line, to be kept outside the platform. */
export function HeadPart() {
  const { data } = useRead(['audit', 'head'], () => answerOf(api.GET('/api/v1/audit/head', {})));
  if (!data) return null;
  return (
    <section className="section audit-head" aria-label={a.head()}>
      <div className="row-wrap">
        <b>{a.head()}</b>
        {data.seq === 0 ? (
          <span>{a.headEmpty()}</span>
        ) : (
          <>
            <span>{a.headLine({ seq: data.seq })}</span>
            <Hash value={data.hash} />
            <CopyButton text={`${data.seq} ${data.hash}`} />
          </>
        )}
      </div>
      <p>{a.inShort()}</p>
      <p className="faint">{a.headHint()}</p>
      {data.seq > 0 && <KeptPart />}
    </section>
  );
}
