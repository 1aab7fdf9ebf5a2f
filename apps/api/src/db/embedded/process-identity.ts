import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

/** A process told apart from a later one that was given the same number. */
export interface ProcessIdentity {
  pid: number;
  /** Opaque; on Linux the boot and the tick the process began at. */
  start: string;
}

const hasProc = existsSync('/proc/self/stat');

/** Who runs under `pid` now; null when nobody does (a zombie is nobody). */
export function identify(pid: number): ProcessIdentity | null {
  const start = hasProc ? startFromProc(pid) : startFromPs(pid);
  return start === null ? null : { pid, start };
}

/** This very process. */
export function self(): ProcessIdentity {
  return identify(process.pid) ?? { pid: process.pid, start: 'unknown' };
}

/** True while the same process still runs, not merely one of the same number. */
export function isRunning(who: ProcessIdentity): boolean {
  return identify(who.pid)?.start === who.start;
}

function startFromProc(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in parentheses may hold spaces and parentheses itself, so count from the last one.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return fields[0] === 'Z' ? null : `${boot}:${fields[19]}`;
  } catch {
    return null;
  }
}

function startFromPs(pid: number): string | null {
  try {
    const line = execFileSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], {
      encoding: 'utf8',
      env: { ...process.env, LC_ALL: 'C' },
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
    const [state = 'Z', ...began] = line.split(/\s+/);
    return state.startsWith('Z') ? null : began.join(' ');
  } catch {
    return null;
  }
}
