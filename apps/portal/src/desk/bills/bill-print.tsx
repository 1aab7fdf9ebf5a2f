import { inCapitals, outcomeOf } from '@songbai/billing';
import { Money as Amount } from '@songbai/contracts';
import { useParams } from 'react-router';
import { listedLong } from '../../shared/lists';
import { useLanguage } from '../../shared/words';
import { Loaded, Money, messageOf, Quantity, useRegister } from '../kit';
import { type Bill, type BillLine, useBill } from './bill-data';
import { t } from './bills-words';
import { Reasons } from './code-words';
import { capitalsWord, figureWords, isDecided } from './figure-words';
import { type BillVisit, LineWhat, LineWho, visitsOf } from './line-who';
import { type Group, groupsOf, waterfallOf } from './lines';
import { cutOfBill, OutcomeTag } from './outcome-bar';
import { PrintNow } from './print-now';
import { p } from './print-words';
import { SigningPlaces } from './signing-places';
import { stepText } from './step-words';
import './print.css';

/** The settlement of one bill as it is printed: summary, why it was cut, every line, and where people sign. */
export function BillPrint() {
  useLanguage();
  const { id = '' } = useParams();
  const bill = useBill(id);
  return (
    <article className="page paper-page">
      <PrintNow />
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
        {!isDecided(bill) && <p className="paper-warning">{p.proposal()}</p>}
        <SummaryTable bill={bill} />
        <p>
          {capitalsWord(bill)} <b lang="zh-CN">{inCapitals(Amount.of(bill.payable))}</b>
        </p>
        <Signatures />
      </section>
      <section className="paper">
        <h1>{p.whyCut()}</h1>
        <CutTable bill={bill} visits={visits} />
      </section>
      <section className="paper">
        <h1>{p.allLines()}</h1>
        <LinesTable bill={bill} visits={visits} />
      </section>
    </>
  );
}

function SummaryTable({ bill }: { bill: Bill }) {
  const cut = cutOfBill(bill);
  return (
    <table className="paper-table">
      <tbody>
        {waterfallOf(bill).map(({ key, amount, isSum }) => (
          <tr key={key}>
            <th scope="row">{isSum ? <b>{stepText(key, bill)}</b> : stepText(key, bill)}</th>
            <td className="is-number">
              <Money value={amount} strong={isSum} />
            </td>
          </tr>
        ))}
        <tr>
          <th scope="row">{figureWords(bill).cut()}</th>
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
  const its = figureWords(bill);
  if (groups.length === 0) return <p>{t.noDifferences()}</p>;
  return (
    <table className="paper-table is-cuts">
      <thead>
        <tr>
          {[t.line(), t.who(), t.whatAndWhen(), t.amount(), its.approved(), t.reason()].map((title) => (
            <th key={title} scope="col">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      {groups.map((group) => (
        <tbody key={group.key}>
          <GroupHead group={group} cutWord={its.cut()} />
          {group.lines.map((line) => (
            <tr key={line.line}>
              <LineCells line={line} visits={visits} />
              <td className="is-number">
                <Money value={line.amount} />
              </td>
              <td className="is-number">
                <Money value={line.approvedAmount} />
              </td>
              <td>{line.findings.map(messageOf).join(' ')}</td>
            </tr>
          ))}
        </tbody>
      ))}
    </table>
  );
}

/** What these lines have in common, said once: why, how many, what was cut, and by which clauses. */
function GroupHead({ group, cutWord }: { group: Group<BillLine>; cutWord: string }) {
  const { codes, lines, cut } = group;
  const bases = new Set(lines[0]?.findings.map(({ basis }) => basis));
  return (
    <tr className="paper-group">
      <th scope="rowgroup" colSpan={CUT_COLUMNS}>
        <b>{codes.length > 0 ? <Reasons codes={codes} /> : t.noCode()}</b> ·{' '}
        {t.lineCount({ count: lines.length })} · {cutWord} <Money value={cut} strong />
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

function LinesTable({ bill, visits }: { bill: Bill; visits: Visits }) {
  const titles = [
    t.line(),
    t.who(),
    t.whatAndWhen(),
    t.quantity(),
    t.unitPrice(),
    t.amount(),
    figureWords(bill).approved(),
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
        {bill.lines.map((line) => (
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

/** Those who answer for a bill, and the seals of both sides. */
const Signatures = () => (
  <SigningPlaces
    rows={[
      [p.handledBy(), p.checkedBy(), p.leader()],
      [p.sealOfBureau(), p.sealOfProvider(), p.date()],
    ]}
  />
);
