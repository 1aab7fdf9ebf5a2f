import { Money as YuanSum } from '@songbai/contracts';
import { Button, Skeleton } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { Link } from 'react-router';
import type { Schemas } from '../../shared/session';
import { codeText } from '../bills/code-words';
import type { SaidStep } from '../bills/lines';
import { type Column, EmptyBox, Money, moneyText, Section, SmallTable, saveCsv } from '../kit';
import type { Overview } from './overview-data';
import { v } from './overview-words';

type Cut = Schemas['CutAnswer'];

const WaterfallChart = lazy(async () => ({
  default: (await import('../bills/waterfall-chart')).WaterfallChart,
}));

const reasonOf = ({ code }: Cut): string => (code ? codeText(code) : v.noCode());

/** More reasons than this no picture of half a page can name; the table has all of them. */
const MOST_DRAWN = 3;

function stepsOf({ now, cuts }: Overview): SaidStep[] {
  const [drawn, rest] = [cuts.slice(0, MOST_DRAWN), cuts.slice(MOST_DRAWN)];
  const others = rest.length > 0 ? [{ label: v.others({ count: rest.length }), cuts: rest }] : [];
  const bars = [...drawn.map((cut) => ({ label: reasonOf(cut), cuts: [cut] })), ...others];
  return [
    { key: 'claimed', label: v.claimed(), amount: now.claimed, isSum: true },
    ...bars.map(({ label, cuts: those }) => ({
      ...{ key: label, label, isSum: false },
      amount: YuanSum.ZERO.minus(YuanSum.sum(those.map(({ amount }) => YuanSum.of(amount)))).toString(),
    })),
    { key: 'approved', label: v.approved(), amount: now.approved, isSum: true },
  ];
}

/** That heads of bills declare another sum than their lines come to: by how much, and which bills those are. */
function Misstated({ now }: Pick<Overview, 'now'>) {
  if (now.misstatedBills === 0) return null;
  const sum = (...parts: string[]): YuanSum => YuanSum.sum(parts.map((part) => YuanSum.of(part)));
  const declared = sum(now.declared, now.undecidedDeclared);
  const claimed = sum(now.claimed, now.undecided);
  const said = (amount: YuanSum): string => moneyText(amount.toString());
  return (
    <p className="is-negative">
      {v.misstated({
        ...{ count: now.misstatedBills, declared: said(declared), claimed: said(claimed) },
        difference: said(declared.minus(claimed)),
      })}{' '}
      <Link to={`/bills?month=${now.month}&declared=differs`}>{v.seeThem()}</Link>
    </p>
  );
}

/** What the lines claim → cut by reason → approved, as a picture or as its table. */
export function CutsPart({ overview }: { overview: Overview }) {
  const { now, cuts } = overview;
  const [isTable, setTable] = useState(false);
  if (now.claimed === '0.00') {
    const { undecidedBills: count, undecided, undecidedDeclared } = now;
    const facts = { count, amount: moneyText(undecided), declared: moneyText(undecidedDeclared) };
    return (
      <Section title={v.settled()}>
        <EmptyBox title={count > 0 ? v.nothingDecided(facts) : v.noBills()}>
          {count > 0 && <Link to={`/bills?month=${now.month}&status=submitted`}>{v.seeThem()}</Link>}
        </EmptyBox>
        <Misstated now={now} />
      </Section>
    );
  }
  return (
    <Section
      title={v.waterfall({ cut: moneyText(now.cut) })}
      actions={
        <Button size="small" onClick={() => setTable(!isTable)}>
          {isTable ? v.viewPicture() : v.viewData()}
        </Button>
      }
    >
      <p className="faint">{v.byReason({ month: now.month })}</p>
      <Misstated now={now} />
      {isTable ? (
        <CutsTable cuts={cuts} month={now.month} />
      ) : (
        <Suspense fallback={<Skeleton active paragraph={{ rows: 6 }} />}>
          <WaterfallChart steps={stepsOf(overview)} />
        </Suspense>
      )}
    </Section>
  );
}

function CutsTable({ cuts, month }: { cuts: Cut[]; month: string }) {
  const columns: Column<Cut>[] = [
    { key: 'reason', title: v.reason(), text: reasonOf },
    { key: 'lines', title: v.lines(), isNumber: true, text: ({ lines }) => String(lines) },
    {
      ...{ key: 'amount', title: v.cut(), isNumber: true, text: ({ amount }) => amount },
      render: ({ amount }) => <Money value={amount} />,
    },
  ];
  return (
    <>
      <SmallTable rows={cuts} columns={columns} rowKey={({ code }) => code ?? ''} />
      <p className="no-print">
        <Button size="small" onClick={() => saveCsv(`${v.cut()}-${month}`, columns, cuts)}>
          {v.exportCsv()}
        </Button>
      </p>
    </>
  );
}
