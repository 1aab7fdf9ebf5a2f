import { Button, Input, Select, Table } from 'antd';
import type { ColumnType } from 'antd/es/table';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { Schemas } from '../../shared/session';
import { useLanguage } from '../../shared/words';
import { useMay } from '../app/access';
import {
  EmptyBox,
  type Filters,
  Findings,
  KeyCap,
  Loaded,
  PlainPage,
  ProblemBox,
  type Read,
  Section,
  todayText,
  useFilters,
  useHotkeys,
  useRegister,
} from '../kit';
import { type Bill, type BillLine, useDraft, usePreview, useSubmission, useUnbilled } from './bill-data';
import { t } from './bills-words';
import { isNothingToBill, NothingToBill } from './draft-empty';
import { visitsOf } from './line-who';
import { totalOf } from './lines';
import { LineWhy, lineColumns, manyLines, moneyColumn } from './lines-part';
import { firstToBill, monthsAgo, monthsToBill, waitingBy } from './unbilled';
import './bills.css';

const WIDE = 780;

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
        <Choice
          label={t.kind()}
          value={kind}
          onChange={(value) => change({ kind: value })}
          options={[
            { value: 'regular', label: t.regular() },
            { value: 'supplementary', label: t.supplementary() },
          ]}
        />
      </div>
      {isClerk && <Behalf value={behalf} onChange={(value) => change({ behalf: value })} />}
      <p className="faint">{t.draftHint()}</p>
      {asked && <Answered preview={preview} asked={asked} />}
    </PlainPage>
  );
}

/** A refusal takes the place of the lines that were offered before it: they are on a bill by now. */
function Answered({ preview, asked }: { preview: Read<Bill>; asked: NonNullable<Asked> }) {
  const { error } = preview;
  if (isNothingToBill(error)) return <NothingToBill {...asked} />;
  return (
    <Loaded read={error ? { ...preview, data: undefined } : preview}>
      {(bill) => (
        <Proposed key={`${bill.number} ${asked.kind}`} {...{ bill, asked }} askAgain={preview.again} />
      )}
    </Loaded>
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

type Asked = Schemas['NewBill'] | undefined;

const columnsFor = (bill: Bill): ColumnType<BillLine>[] => [
  { title: t.line(), dataIndex: 'line', key: 'line', width: 60 },
  ...lineColumns(visitsOf(bill)),
  moneyColumn(t.unitPrice(), 'unitPrice'),
  moneyColumn(t.amount(), 'amount'),
  {
    ...{ title: t.codes(), key: 'codes', width: 150 },
    render: (_, { codes }) => codes.length > 0 && <LineWhy codes={codes} />,
  },
];

/** Everything is ticked; what shall wait for another bill is unticked. */
function Proposed({ bill, asked, askAgain }: { bill: Bill; asked: Asked; askAgain: () => void }) {
  const [ticked, setTicked] = useState<BillLine[]>(bill.lines);
  const { send, problem, isRunning } = useFiling(bill, ticked, asked, askAgain);
  useHotkeys({ 'ctrl+Enter': () => void send(true) });
  if (bill.lines.length === 0) return <EmptyBox title={t.draftNothing()} />;
  return (
    <Section>
      <Findings findings={bill.findings} />
      <Table<BillLine>
        size="small"
        rowKey="line"
        columns={columnsFor(bill)}
        dataSource={bill.lines}
        pagination={false}
        {...manyLines(bill.lines.length, WIDE)}
        rowSelection={{
          selectedRowKeys: ticked.map(({ line }) => line),
          onChange: (_, rows) => setTicked(rows),
          columnWidth: 40,
        }}
      />
      <div className="decide">
        <span className="grow" role="status">
          {t.ticked({ count: ticked.length, amount: totalOf(ticked, 'amount') })}
        </span>
        <ProblemBox error={problem} />
        <Button disabled={ticked.length === 0} loading={isRunning} onClick={() => void send(false)}>
          {t.fileBill()}
        </Button>
        <Button
          type="primary"
          disabled={ticked.length === 0}
          loading={isRunning}
          onClick={() => void send(true)}
        >
          {t.fileAndSubmit()}
          <KeyCap name="ctrl+Enter" />
        </Button>
      </div>
    </Section>
  );
}

/** With everything ticked the server drafts by itself; else exactly the ticked lines are filed. */
function bodyOf(bill: Bill, ticked: readonly BillLine[], asked: NonNullable<Asked>): Schemas['NewBill'] {
  if (ticked.length === bill.lines.length) return asked;
  const lines = ticked.map(({ visitNumber, itemCode, quantity, unitPrice, amount }) => ({
    ...{ visitNumber, itemCode, quantity, unitPrice, amount },
  }));
  return { ...asked, lines, declared: totalOf(ticked, 'amount') };
}

/** Where the server says no, another window may have billed these lines: what is offered is asked anew. */
function useFiling(bill: Bill, ticked: readonly BillLine[], asked: Asked, askAgain: () => void) {
  const draft = useDraft();
  const submission = useSubmission();
  const navigate = useNavigate();
  const send = async (isSubmitted: boolean): Promise<void> => {
    if (asked === undefined || ticked.length === 0 || draft.isRunning) return;
    const filed = await draft.run(bodyOf(bill, ticked, asked));
    if (filed === undefined) return askAgain();
    const { onBehalfOf } = asked;
    if (isSubmitted) await submission.run({ id: filed.id ?? '', onBehalfOf });
    void navigate(`/bills/${filed.id}`);
  };
  return {
    send,
    problem: draft.problem ?? submission.problem,
    isRunning: draft.isRunning || submission.isRunning,
  };
}
