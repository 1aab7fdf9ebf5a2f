import { effectOf, type Finding as Found } from '@songbai/contracts';
import type { Finding } from '../kit';
import type { Visit } from './visit-data';

/** The reasons of a held visit that a person may still settle. */
export function openReasons({ status, decision, resolutions }: Visit): Finding[] {
  if (status !== 'held' || !decision) return [];
  const settled = new Set(resolutions.map(({ code }) => code));
  const isHold = ({ code }: Finding): boolean => effectOf({ code, facts: {} } as Found) === 'hold';
  return decision.findings.filter((finding) => isHold(finding) && !settled.has(finding.code));
}
