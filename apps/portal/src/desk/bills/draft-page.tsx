import { Input, Select } from 'antd';
import type { Schemas } from '../../shared/session';
import { useLanguage } from '../../shared/words';
import { useMay } from '../app/access';
import {
  type Filters,
  Loaded,
  PlainPage,
  ProblemBox,
  type Read,
  todayText,
  useFilters,
  useRegister,
} from '../kit';
import { type Bill, usePreview, usePreviewsAgain, useUnbilled } from './bill-data';
import { t } from './bills-words';
import { isNothingToBill, NothingToBill } from './draft-empty';
import { Proposed, useFiling } from './draft-lines';
import { firstToBill, monthsAgo, monthsToBill, waitingBy } from './unbilled';
import './bills.css';

interface Option {
  value: string;
  label: string;
}

/** How much waits behind a choice is said with it. */
const withCounts = (options: Option[], counts: ReadonlyMap<string, number>): Option[] =>
  options.map(({ value, label }) => {
    const count = counts.get(value);
    return { value, label: count === undefined ? label : t.unbilledOf({ label, count }) };
  });

/** What a bill begins with: known once it is known what waits, or where the address says it all. */
function useBeginning(filters: Filters) {
  const { data, isLoading } = useUnbilled();
  const waiting = data?.items ?? [];
  const lastMonth = monthsAgo(todayText(), 1);
  const chosen = {
    ...(filters.contractId && { contractId: filters.contractId }),
    ...(filters.month && { month: filters.month }),
  };
  const { contractId, month = lastMonth } = firstToBill(waiting, lastMonth, chosen);
  return { waiting, contractId, month, isBegun: !isLoading || Boolean(chosen.contractId && chosen.month) };
}

/** What waits is counted anew; where that was looked at is kept, or it would lead to another month now. */
function useAgain(
  keep: ReturnType<typeof useFilters>[1],
): (place: Record<string, string | undefined>) => void {
  const ask = usePreviewsAgain();
  return (place) => {
    keep(place);
    ask();
  };
}

/** The provider's bill of a month, made from what was verified: ticked, not typed. */
export function DraftPage() {
  useLanguage();
  const [filters, change] = useFilters();
  const { rows: contracts } = useRegister('contracts');
  const { waiting, isBegun, contractId = contracts[0]?.id, month } = useBeginning(filters);
  const kind: 'regular' | 'supplementary' = filters.kind === 'supplementary' ? 'supplementary' : 'regular';
  const may = useMay();
  const isClerk = may('bureau-clerk');
  const { behalf } = filters;
  const isKnown = isBegun && contractId !== undefined && (!isClerk || Boolean(behalf));
  const asked = isKnown ? { contractId, month, kind, ...(isClerk && { onBehalfOf: behalf }) } : undefined;
  const preview = usePreview(asked);
  const again = useAgain(change);
  return (
    <PlainPage title={t.draftTitle()}>
      <div className="filters">
        <Choice
          label={t.chooseContract()}
          value={contractId}
          onChange={(value) => change({ contractId: value })}
          options={withCounts(
            contracts.map(({ id, number }) => ({ value: id, label: number })),
            waitingBy(waiting, 'contractId', {}),
          )}
        />
        <Choice
          label={t.month()}
          value={month}
          onChange={(value) => change({ month: value })}
          options={withCounts(
            monthsToBill(waiting, todayText()).map((each) => ({ value: each, label: each })),
            waitingBy(waiting, 'month', { contractId }),
          )}
        />
        <KindChoice kind={kind} onChange={(value) => change({ kind: value })} />
      </div>
      {isClerk && <Behalf value={behalf} onChange={(value) => change({ behalf: value })} />}
      <p className="faint">{t.draftHint()}</p>
      {asked && (
        <Answered
          key={`${contractId} ${month} ${kind}`}
          {...{ preview, asked }}
          askAgain={() => again({ contractId, month })}
        />
      )}
    </PlainPage>
  );
}

interface AnsweredProps {
  preview: Read<Bill>;
  asked: Schemas['NewBill'];
  askAgain: () => void;
}

/** A refusal takes the place of the lines that were offered before it: they are on a bill by now. */
function Answered({ preview, asked, askAgain }: AnsweredProps) {
  const { error } = preview;
  // What the server said no to stays in sight beside what is offered after it.
  const filing = useFiling(asked, askAgain);
  const isNothing = isNothingToBill(error);
  return (
    <>
      <ProblemBox error={filing.problem} />
      {isNothing && <NothingToBill {...asked} />}
      {!isNothing && (
        <Loaded read={error ? { ...preview, data: undefined } : preview}>
          {(bill) => <Proposed {...{ bill, filing }} />}
        </Loaded>
      )}
    </>
  );
}

interface BehalfProps {
  value: string | undefined;
  onChange: (value: string) => void;
}

/** For a provider that does not click: who of it asked the clerk to. */
const Behalf = ({ value, onChange }: BehalfProps) => (
  <Input
    className="behalf"
    defaultValue={value}
    maxLength={100}
    placeholder={t.behalf()}
    aria-label={t.behalf()}
    onBlur={({ target }) => onChange(target.value.trim())}
    onPressEnter={({ currentTarget }) => onChange(currentTarget.value.trim())}
  />
);

interface KindProps {
  kind: 'regular' | 'supplementary';
  onChange: (kind: string) => void;
}

const KindChoice = ({ kind, onChange }: KindProps) => (
  <Choice
    label={t.kind()}
    value={kind}
    onChange={onChange}
    options={[
      { value: 'regular', label: t.regular() },
      { value: 'supplementary', label: t.supplementary() },
    ]}
  />
);

interface ChoiceProps {
  label: string;
  value: string | undefined;
  options: { value: string; label: string }[];
  onChange: (value: string) => void;
}

const Choice = ({ label, value, options, onChange }: ChoiceProps) => (
  <div className="filter">
    <span className="filter-label">{label}</span>
    <Select
      value={value}
      options={options}
      onChange={onChange}
      aria-label={label}
      popupMatchSelectWidth={false}
    />
  </div>
);
