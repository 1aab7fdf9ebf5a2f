import { inCapitals, outcomeOf } from '@songbai/billing';
import { Money as Amount } from '@songbai/contracts';
import { Button } from 'antd';
import { useParams } from 'react-router';
import { useLanguage } from '../../shared/words';
import { Loaded, Money, Quantity, useRegister } from '../kit';
import { type Bill, type BillLine, useBill } from './bill-data';
import { t } from './bills-words';
import { codeText } from './code-words';
import { groupsOf, waterfallOf } from './lines';
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
        <CutTable bill={bill} />
      </section>
      <section className="paper">
        <h1>{p.allLines()}</h1>
        <LinesTable lines={bill.lines} />
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

function CutTable({ bill }: { bill: Bill }) {
  const groups = groupsOf(bill.lines);
  if (groups.length === 0) return <p>{t.noDifferences()}</p>;
  return (
    <table className="paper-table">
      <thead>
        <tr>
          {[t.line(), t.visit(), t.amount(), t.approved(), t.reason()].map((title) => (
            <th key={title} scope="col">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {groups.flatMap(({ lines }) =>
          lines.map(({ line, visitNumber, amount, approvedAmount, findings }) => (
            <tr key={line}>
              <td>{line}</td>
              <td>{visitNumber}</td>
              <td className="is-number">
                <Money value={amount} />
              </td>
              <td className="is-number">
                <Money value={approvedAmount} />
              </td>
              <td>
                {findings.map(({ code, message, basis }) => `${code} ${message}（${basis}）`).join(' ')}
              </td>
            </tr>
          )),
        )}
      </tbody>
    </table>
  );
}

function LinesTable({ lines }: { lines: readonly BillLine[] }) {
  const titles = [
    t.line(),
    t.visit(),
    t.item(),
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
            <td>{line.line}</td>
            <td>{line.visitNumber}</td>
            <td>{line.itemCode}</td>
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
