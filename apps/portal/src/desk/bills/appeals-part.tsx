import { Button, Checkbox } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { useMay } from '../app/access';
import { DownloadButton, Moment, Money, Picture, Section } from '../kit';
import { AnswerDialog } from './answer-dialog';
import { appealGroups } from './appeal-groups';
import { a } from './appeal-words';
import type { Bill } from './bill-data';
import { t } from './bills-words';
import { Reasons } from './code-words';
import { type BillVisit, LineWhat, LineWho, visitsOf } from './line-who';
import { cutOf } from './lines';

type Appeal = Bill['appeals'][number];

const said: Record<string, () => string> = {
  upheld: t.upheld,
  rejected: t.rejected,
  withdrawn: t.withdrawn,
};

/** What the provider appealed, and what it was told; answered one by one, or those that are ticked together. */
export function AppealsPart({ bill }: { bill: Bill }) {
  const may = useMay();
  const [wanted, want] = useState<ReadonlySet<number>>(new Set());
  const [answered, answer] = useState<readonly number[]>();
  if (bill.appeals.length === 0) return null;
  const canAnswer = may('bureau-finance') && bill.status === 'disputed';
  const open = canAnswer ? bill.appeals.flatMap(({ line, answer: told }) => (told ? [] : [line])) : [];
  const ticked = open.filter((line) => wanted.has(line));
  const tick = (line: number, isOn: boolean): void =>
    want(new Set(isOn ? [...ticked, line] : ticked.filter((each) => each !== line)));
  return (
    <Section
      title={t.appeals()}
      actions={
        open.length > 1 && (
          <>
            <Checkbox
              checked={ticked.length === open.length}
              indeterminate={ticked.length > 0 && ticked.length < open.length}
              onChange={({ target }) => want(new Set(target.checked ? open : []))}
            >
              {a.tickAll()}
            </Checkbox>
            <Button type="primary" disabled={ticked.length === 0} onClick={() => answer(ticked)}>
              {ticked.length === 0 ? a.answerNone() : a.answerMany({ count: ticked.length })}
            </Button>
          </>
        )
      }
    >
      <AppealsTable
        bill={bill}
        isTicked={open.length > 1 ? (line) => wanted.has(line) : undefined}
        isOpen={(line) => open.includes(line)}
        {...{ tick, answer: (line) => answer([line]) }}
      />
      {answered && (
        <AnswerDialog {...{ billId: bill.id ?? '', lines: answered }} onClose={() => answer(undefined)} />
      )}
    </Section>
  );
}

interface AppealsTableProps {
  bill: Bill;
  /** Absent where nothing is ticked. */
  isTicked?: (line: number) => boolean;
  isOpen: (line: number) => boolean;
  tick: (line: number, isOn: boolean) => void;
  answer: (line: number) => void;
}

function AppealsTable({ bill, ...rest }: AppealsTableProps) {
  const visits = visitsOf(bill);
  const lines = new Map(bill.lines.map((line) => [line.line, line]));
  return (
    <table className="plain-table">
      <thead>
        <tr>
          {rest.isTicked && <td />}
          <th scope="col">{t.line()}</th>
          <th scope="col">{t.who()}</th>
          <th scope="col">{t.whatAndWhen()}</th>
          <th scope="col">{t.codes()}</th>
          <th scope="col" className="is-number">
            {t.cut()}
          </th>
          <th scope="col">{t.answerAppeal()}</th>
        </tr>
      </thead>
      {appealGroups(bill.appeals).map(({ key, first, appeals }) => (
        <tbody key={key}>
          <tr className="appeal-head">
            <td colSpan={rest.isTicked ? COLUMNS + 1 : COLUMNS}>
              <ProofOf billId={bill.id ?? ''} appeal={first} />
            </td>
          </tr>
          {appeals.map((appeal) => {
            const line = lines.get(appeal.line);
            const visit = line && visits.get(line.visitNumber);
            return (
              <AppealRow key={`${appeal.line} ${appeal.at}`} {...{ bill, appeal, line, visit, ...rest }} />
            );
          })}
        </tbody>
      ))}
    </table>
  );
}

const COLUMNS = 6;

interface AppealRowProps extends AppealsTableProps {
  appeal: Appeal;
  line: Bill['lines'][number] | undefined;
  visit: BillVisit | undefined;
}

function AppealRow({ bill, appeal, line, visit, isTicked, isOpen, tick, answer }: AppealRowProps) {
  const canAnswer = isOpen(appeal.line) && !appeal.answer;
  return (
    <tr>
      {isTicked && (
        <td>
          {canAnswer && (
            <Checkbox
              checked={isTicked(appeal.line)}
              onChange={({ target }) => tick(appeal.line, target.checked)}
              aria-label={a.tickLine({ line: appeal.line })}
            />
          )}
        </td>
      )}
      <td>
        <Link to={`/bills/${bill.id}/lines/${appeal.line}`}>#{appeal.line}</Link>
      </td>
      <td>{line && <LineWho line={line} visit={visit} />}</td>
      <td>{line && <LineWhat line={line} visit={visit} />}</td>
      <td>{line && line.codes.length > 0 && <Reasons codes={line.codes} />}</td>
      <td className="is-number">{line && <Money value={cutOf(line)} />}</td>
      <td>
        {canAnswer ? (
          <Button size="small" onClick={() => answer(appeal.line)}>
            {t.answerAppeal()}
          </Button>
        ) : (
          <>
            <b>{appeal.answer ? (said[appeal.answer]?.() ?? appeal.answer) : t.unanswered()}</b>{' '}
            {/* Why all of them were withdrawn at once stands in the bill's history. */}
            {appeal.answer !== 'withdrawn' && appeal.answerReason}
            <BilledAnew on={appeal.billedAnewOn} />
          </>
        )}
      </td>
    </tr>
  );
}

/** A refused line whose visit the provider has billed anew since. */
const BilledAnew = ({ on }: { on: Appeal['billedAnewOn'] }) =>
  on ? (
    <div>
      {a.billedAnewOn()} <Link to={`/bills/${on.id}`}>{on.number}</Link>
    </div>
  ) : null;

/** Why, since when, and what is shown for it: a picture to look at, a PDF to save. */
function ProofOf({ billId, appeal: { reason, evidence, file, at } }: { billId: string; appeal: Appeal }) {
  const path = file ? `/api/v1/bills/${billId}/files/${file.sha256}` : '';
  return (
    <div className="row-wrap">
      {file?.mediaType === 'image/jpeg' && <Picture path={path} label={file.name} />}
      <span className="stack-tight">
        <b>{reason}</b>
        {evidence && <span>{evidence}</span>}
        <span className="faint">
          <Moment value={at} />
        </span>
      </span>
      {file?.mediaType === 'application/pdf' && (
        <DownloadButton path={path} name={file.name} label={a.openFile({ name: file.name })} />
      )}
    </div>
  );
}
