import { useInstall, useUpdate } from './install';
import { Button, Notice } from './kit';
import type { Meta } from './store';
import { w } from './today-words';

const WRONG_CLOCK_MS = 3 * 60_000;

/** What is to be known before anything is begun. Nothing here interrupts a visit. */
export function Notices({ meta: { skew = 0 }, isVisitOpen }: { meta: Meta; isVisitOpen: boolean }) {
  const update = useUpdate();
  const install = useInstall();
  const minutes = Math.round(Math.abs(skew) / 60_000);
  return (
    <>
      {!isSecureContext && <Notice tone="yellow">{w.insecure()}</Notice>}
      {Math.abs(skew) > WRONG_CLOCK_MS && (
        <Notice tone="yellow">{w.skew({ n: minutes, way: skew > 0 ? w.ahead() : w.behind() })}</Notice>
      )}
      {update && !isVisitOpen && (
        <Notice tone="blue">
          {w.update()} <Button onClick={update}>{w.updateNow()}</Button>
        </Notice>
      )}
      {install && !isVisitOpen && (
        <Notice tone="grey">
          {w.install()} <Button onClick={install}>{w.installNow()}</Button>
        </Notice>
      )}
    </>
  );
}
