import { inCapitals, outcomeOf } from '@songbai/billing';
import { Money as Amount } from '@songbai/contracts';
import { Button } from 'antd';
import { useParams } from 'react-router';
import { listedLong } from '../../shared/lists';
import { useLanguage } from '../../shared/words';
import { Loaded, Money, Quantity, useRegister } from '../kit';
import { type Bill, type BillLine, useBill } from './bill-data';
import { t } from './bills-words';
import { codeText, Reasons } from './code-words';
import { type BillVisit, LineWhat, LineWho, visitsOf } from './line-who';
import { type Group, groupsOf, waterfallOf } from './lines';
import { cutOfBill, OutcomeTag } from './outcome-bar';
import { p } from './print-words';
import './print.css';

/** The settlement of one bill as it is printed: summary, why it was cut, every line, and where people sign. */
export function BillPrint() {
  useLanguage();
  const { id = '' } = useParams();
  const bill = useBill(id);
  return (
    <article className="page paper-page">
      <div className="page-actions no-print">
        <Button type="primary" onClick={() => window.print()}>
          {t.print()}
        </Button>
      </div>
      <Loaded read={bill}>{(data) => <BillPaper bill={data} />}</Loaded>
    </article>
  );
}

/** The same figures as the server's statement, which carries the hash and the seals. */
export function BillPaper({ bill }: { bill: Bill }) {
  const { byId: providers } = useRegister('providers');
  const { byId: contracts } = useRegister('contracts');
  const provider = providers.get(bill.providerId);
  const visits = visitsOf(bill);
  return (
    <>
      <section className="paper">
        <h1>{p.settlement({ month: bill.month })}</h1>
        <p className="paper-head">
          <span>
            {t.number()} {bill.number}
          </span>
          <span>
            {t.contract()} {contracts.get(bill.contractId)?.number}
          </span>
          <span>
            {t.provider()} {provider?.name}
          </span>
        </p>
        <SummaryTable bill={bill} />
        <p>
          {t.inCapitals()} <b lang="zh-CN">{inCapitals(Amount.of(bill.payable))}</b>
        </p>
        <Signatures />
      </section>
      <section className="paper">
        <h1>{p.whyCut()}</h1>
        <CutTable bill={bill} visits={visits} />
      </section>
      <section className="paper">
        <h1>{p.allLines()}</h1>
        <LinesTable lines={bill.lines} visits={visits} />
      </section>
    </>
  );
}

const StepName = ({ name }: { name: string }) => {
  const own: Record<string, () => string> = {
    declared: t.declared,
    undeclared: t.undeclared,
    claimed: t.claimed,
    approved: t.approved,
    payable: t.payable,
    deduct: t.deduct,
    supplement: t.supplement,
    recover: t.recover,
    '': t.rest,
  };
  return own[name]?.() ?? codeText(name);
};

function SummaryTable({ bill }: { bill: Bill }) {
  const cut = cutOfBill(bill);
  return (
    <table className="paper-table">
      <tbody>
        {waterfallOf(bill).map(({ key, amount, isSum }) => (
          <tr key={key}>
            <th scope="row">
              {isSum ? (
                <b>
                  <StepName name={key} />
                </b>
              ) : (
                <StepName name={key} />
              )}
            </th>
            <td className="is-number">
              <Money value={amount} strong={isSum} />
            </td>
          </tr>
        ))}
        <tr>
          <th scope="row">{t.cut()}</th>
          <td className="is-number">
            <Money value={cut || null} />
          </td>
        </tr>
      </tbody>
    </table>
  );
}

type Visits = ReadonlyMap<string, BillVisit>;

/** Columns of the table of what was cut. */
const CUT_COLUMNS = 6;

function CutTable({ bill, visits }: { bill: Bill; visits: Visits }) {
  const groups = groupsOf(bill.lines);
  if (groups.length === 0) return <p>{t.noDifferences()}</p>;
  return (
    <table className="paper-table is-cuts">
      <thead>
        <tr>
          {[t.line(), t.who(), t.whatAndWhen(), t.amount(), t.approved(), t.reason()].map((title) => (
            <th key={title} scope="col">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      {groups.map((group) => (
        <tbody key={group.key}>
          <GroupHead group={group} />
          {group.lines.map((line) => (
            <tr key={line.line}>
              <LineCells line={line} visits={visits} />
              <td className="is-number">
                <Money value={line.amount} />
              </td>
              <td className="is-number">
                <Money value={line.approvedAmount} />
              </td>
              <td>{line.findings.map(({ message }) => message).join(' ')}</td>
            </tr>
          ))}
        </tbody>
      ))}
    </table>
  );
}

/** What these lines have in common, said once: why, how many, what was cut, and by which clauses. */
function GroupHead({ group: { codes, lines, cut } }: { group: Group<BillLine> }) {
  const bases = new Set(lines[0]?.findings.map(({ basis }) => basis));
  return (
    <tr className="paper-group">
      <th scope="rowgroup" colSpan={CUT_COLUMNS}>
        <b>{codes.length > 0 ? <Reasons codes={codes} /> : t.noCode()}</b> ·{' '}
        {t.lineCount({ count: lines.length })} · {t.cut()} <Money value={cut} strong />
        <div>{listedLong([...bases])}</div>
      </th>
    </tr>
  );
}

const LineCells = ({ line, visits }: { line: BillLine; visits: Visits }) => (
  <>
    <td className="is-whole">{line.line}</td>
    <td>
      <LineWho line={line} visit={visits.get(line.visitNumber)} />
    </td>
    <td>
      <LineWhat line={line} visit={visits.get(line.visitNumber)} />
    </td>
  </>
);

function LinesTable({ lines, visits }: { lines: readonly BillLine[]; visits: Visits }) {
  const titles = [
    t.line(),
    t.who(),
    t.whatAndWhen(),
    t.quantity(),
    t.unitPrice(),
    t.amount(),
    t.approved(),
    t.outcome(),
  ];
  return (
    <table className="paper-table">
      <thead>
        <tr>
          {titles.map((title) => (
            <th key={title} scope="col">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.line}>
            <LineCells line={line} visits={visits} />
            <td className="is-number">
              <Quantity value={line.quantity} />
            </td>
            <td className="is-number">
              <Money value={line.unitPrice} />
            </td>
            <td className="is-number">
              <Money value={line.amount} />
            </td>
            <td className="is-number">
              <Money value={line.approvedAmount} />
            </td>
            <td>
              <OutcomeTag outcome={outcomeOf(line)} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Where those sign who answer for it, and where the seals of both sides go. */
export const Signatures = () => (
  <table className="signatures">
    <tbody>
      <tr>
        {[p.handledBy(), p.checkedBy(), p.leader()].map((title) => (
          <td key={title}>{title}</td>
        ))}
      </tr>
      <tr>
        {[p.sealOfBureau(), p.sealOfProvider(), p.date()].map((title) => (
          <td key={title}>{title}</td>
        ))}
      </tr>
    </tbody>
  </table>
);
