import { Button, Table } from 'antd';
import type { ColumnType } from 'antd/es/table';
import { useNavigate } from 'react-router';
import type { Schemas } from '../../shared/session';
import { EmptyBox, Findings, KeyCap, moneyText, Section, useHotkeys } from '../kit';
import { type Bill, type BillLine, useDraft, useSubmission } from './bill-data';
import { t } from './bills-words';
import { useLeftOut } from './left-out';
import { StillLeftOut } from './left-out-notice';
import { visitsOf } from './line-who';
import { totalOf } from './lines';
import { LineWhy, lineColumns, manyLines, moneyColumn } from './lines-part';

const WIDE = 780;

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

interface ProposedProps {
  bill: Bill;
  filing: Filing;
}

/** Everything is ticked; what shall wait for another bill is unticked, and stays so when the lines are asked anew. */
export function Proposed({ bill, filing }: ProposedProps) {
  const { leftOut } = filing;
  const isLeft = ({ visitNumber }: BillLine): boolean => leftOut.numbers.has(visitNumber);
  const ticked = bill.lines.filter((line) => !isLeft(line));
  const send = (isSubmitted: boolean): void => void filing.send(ticked, isSubmitted);
  useHotkeys({ 'ctrl+Enter': () => send(true) });
  if (bill.lines.length === 0) return <EmptyBox title={t.draftNothing()} />;
  return (
    <Section>
      <Findings findings={bill.findings} />
      {leftOut.wasKept && (
        <StillLeftOut lines={bill.lines.filter(isLeft)} tickAll={() => leftOut.leaveOut([])} />
      )}
      <Table<BillLine>
        size="small"
        rowKey="visitNumber"
        columns={columnsFor(bill)}
        dataSource={bill.lines}
        pagination={false}
        {...manyLines(bill.lines.length, WIDE)}
        rowSelection={{
          selectedRowKeys: ticked.map(({ visitNumber }) => visitNumber),
          onChange: (kept) =>
            leftOut.leaveOut(bill.lines.flatMap(({ visitNumber: v }) => (kept.includes(v) ? [] : [v]))),
          columnWidth: 40,
        }}
      />
      <div className="decide">
        <span className="grow" role="status">
          {t.ticked({ count: ticked.length, amount: moneyText(totalOf(ticked, 'amount')) })}
        </span>
        <Button disabled={ticked.length === 0} loading={filing.isRunning} onClick={() => send(false)}>
          {t.fileBill()}
        </Button>
        <Button
          type="primary"
          disabled={ticked.length === 0}
          loading={filing.isRunning}
          onClick={() => send(true)}
        >
          {t.fileAndSubmit()}
          <KeyCap name="ctrl+Enter" />
        </Button>
      </div>
    </Section>
  );
}

interface Filing {
  send: (ticked: readonly BillLine[], isSubmitted: boolean) => Promise<void>;
  leftOut: ReturnType<typeof useLeftOut>;
  problem: unknown;
  isRunning: boolean;
}

/**
 * What is ticked is filed as it is shown, or nothing is: in another window a line may have been billed, or a visit
 * decided, meanwhile. Where the server says no, what is offered is asked anew.
 */
export function useFiling(asked: Schemas['NewBill'], askAgain: () => void): Filing {
  const draft = useDraft();
  const submission = useSubmission();
  const navigate = useNavigate();
  const leftOut = useLeftOut(asked);
  const send = async (ticked: readonly BillLine[], isSubmitted: boolean): Promise<void> => {
    if (ticked.length === 0 || draft.isRunning || submission.isRunning) return;
    const offered = ticked.map(({ visitNumber, amount }) => ({ visitNumber, amount }));
    const filed = await draft.run({ ...asked, offered });
    if (filed === undefined) return askAgain();
    leftOut.forget();
    const { onBehalfOf } = asked;
    if (isSubmitted) await submission.run({ id: filed.id ?? '', onBehalfOf });
    void navigate(`/bills/${filed.id}`);
  };
  return {
    send,
    leftOut,
    problem: draft.problem ?? submission.problem,
    isRunning: draft.isRunning || submission.isRunning,
  };
}
