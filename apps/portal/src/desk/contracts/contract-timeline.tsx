import { AUDIT_ACTS } from '@songbai/contracts';
import {
  Loaded,
  Moment,
  momentText,
  Section,
  Timeline,
  type TimelineEntry,
  todayText,
  useRegister,
  wordOf,
} from '../kit';
import { changeText } from './change-text';
import { type Contract, type Deed, useHistory } from './contract-data';
import { c } from './contracts-words';

const TONES: Record<string, TimelineEntry['tone']> = {
  'contract.approve': 'good',
  'contract.resume': 'good',
  'amendment.approve': 'good',
  'contract.return': 'bad',
  'contract.suspend': 'bad',
  'contract.terminate': 'bad',
  'amendment.refuse': 'bad',
};

/** Who did what to the contract and its amendments, when and why; what the calendar does; what is waited for. */
export function ContractTimeline({ contract }: { contract: Contract }) {
  const items = useRegister('items').byCode;
  const read = useHistory(contract.id);
  const nameOf = (itemCode: string): string => items.get(itemCode)?.name ?? '';
  return (
    <Section title={c.timeline()}>
      <Loaded read={read}>{({ deeds }) => <Timeline entries={entriesOf(contract, deeds, nameOf)} />}</Loaded>
    </Section>
  );
}

type NameOf = (itemCode: string) => string;

const entriesOf = (contract: Contract, deeds: readonly Deed[], nameOf: NameOf): TimelineEntry[] => [
  ...[...deeds.map((deed, i) => deedEntry(contract, deed, i, nameOf)), ...calendarOf(contract, deeds)]
    .sort((a, b) => (a.when < b.when ? -1 : a.when > b.when ? 1 : 0))
    .map(({ when: _, ...entry }) => entry),
  ...waitingOf(contract),
];

type Dated = TimelineEntry & { when: string };

/** The acts are the middle of a sentence in English, and begin one here. */
const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function deedEntry(contract: Contract, deed: Deed, i: number, nameOf: NameOf): Dated {
  const { act, at, byName, by, reason, amendmentId } = deed;
  const amendment = contract.amendments.find(({ id }) => id === amendmentId);
  const change = amendment && changeText(amendment, contract, nameOf);
  const note = [change, reason && c.because({ reason })].filter(Boolean);
  return {
    ...{
      key: `${i} ${act}`,
      when: momentText(at),
      title: sentence(wordOf(AUDIT_ACTS, act)),
      by: byName ?? by,
    },
    ...{ at: <Moment value={at} />, tone: TONES[act] },
    note: note.length > 0 && note.map((line) => <div key={line}>{line}</div>),
  };
}

const BEGINS: Contract['status'][] = ['approved', 'active', 'suspended', 'expired'];

/** The first day and the last turn a contract without anybody's doing. */
function calendarOf({ status, startsOn, endsOn }: Contract, deeds: readonly Deed[]): Dated[] {
  const agreed = deeds.find(({ act }) => act === 'contract.approve')?.at;
  const later = agreed !== undefined && momentText(agreed) < startsOn;
  const begins: Dated = {
    ...{ key: 'begins', when: startsOn, title: c.termBegins(), at: startsOn },
    ...(startsOn > todayText() && { tone: 'waits' as const }),
  };
  const ends: Dated = { key: 'ends', when: `${endsOn} 24:00`, title: c.termEnded(), at: endsOn };
  return [...(later && BEGINS.includes(status) ? [begins] : []), ...(status === 'expired' ? [ends] : [])];
}

const waitingOf = ({ status, amendments }: Contract): TimelineEntry[] => [
  ...(status === 'submitted' ? [{ key: 'waits', title: c.waitsApproval(), tone: 'waits' as const }] : []),
  ...amendments
    .filter((amendment) => amendment.status === 'submitted')
    .map(({ id }) => ({ key: id, title: c.waitsAmendment(), tone: 'waits' as const })),
];
