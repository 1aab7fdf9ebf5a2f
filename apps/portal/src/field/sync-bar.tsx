import { lineWords as w } from './field-words';
import type { Tone } from './kit';
import { type Line, useLine } from './line';
import { clockOf } from './moments';
import { roomSeen, useNoRoom } from './room';
import { go } from './route';
import { sendSoon } from './sender';
import { readUnsent, useStored } from './store';

/** Grey is no fault: so it is without a network, and so it is when all is sent. */
const TONES: Record<Line['phase'], Tone> = {
  ...{ offline: 'grey', idle: 'grey', syncing: 'blue', done: 'grey', failed: 'yellow' },
};

const SIGNS: Record<Line['phase'], string> = {
  offline: '○',
  idle: '○',
  syncing: '↑',
  done: '✓',
  failed: '!',
};

/** On every screen: one of the five states, and what it waits for. */
export function SyncBar() {
  const line = useLine();
  const hasNoRoom = useNoRoom();
  const unsent = useStored(readUnsent);
  const records = unsent?.records ?? [];
  const waiting = records.filter(({ step }) => step === 'waiting').length + (unsent?.photos.length ?? 0);
  const refused = records.filter(({ step }) => step === 'refused').length;
  const isWaiting = waiting > 0 && (line.phase === 'done' || line.phase === 'idle');
  const tone = isWaiting ? 'grey' : TONES[line.phase];
  return (
    <div className="sync">
      <div className={`line ${tone}`} role="status" data-phase={isWaiting ? 'waiting' : line.phase}>
        <span className="sign" aria-hidden="true">
          {isWaiting ? SIGNS.idle : SIGNS[line.phase]}
        </span>
        <span className="said">{isWaiting ? w.waiting({ n: waiting }) : said(line, waiting, refused)}</span>
        <LineAction line={line} isWaiting={isWaiting} />
      </div>
      {hasNoRoom && (
        <div className="line red" role="alert">
          <span className="sign" aria-hidden="true">
            !
          </span>
          <span className="said">{w.notKept()}</span>
          <button type="button" onClick={roomSeen}>
            {w.understood()}
          </button>
        </div>
      )}
      {refused > 0 && (
        <button type="button" className="line red" onClick={() => go('outbox')}>
          <span className="sign" aria-hidden="true">
            !
          </span>
          <span className="said">{w.refused({ n: refused })}</span>
        </button>
      )}
    </div>
  );
}

function LineAction({ line, isWaiting }: { line: Line; isWaiting: boolean }) {
  if (line.phase === 'failed' && line.why === 'sign-in')
    return (
      <button type="button" onClick={() => go('sign-in')}>
        {w.signIn()}
      </button>
    );
  if (line.phase !== 'failed' && !isWaiting) return null;
  return (
    <button type="button" onClick={sendSoon}>
      {w.now()}
    </button>
  );
}

function said(line: Line, waiting: number, refused: number): string {
  switch (line.phase) {
    case 'offline':
      return waiting > 0 ? w.offlineWaiting({ n: waiting }) : w.offline();
    case 'failed':
      return line.detail && line.why === 'server' ? `${w.server()} ${line.detail}` : w[line.why]();
    case 'done':
      return (refused > 0 ? w.doneRest : w.done)({ time: clockOf(line.at) });
    default:
      return w[line.phase]();
  }
}
