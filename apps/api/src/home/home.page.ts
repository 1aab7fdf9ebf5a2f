import { escaped } from '../http/html';
import type { BureauFigures } from './home.service';

const STYLE = `
  :root { color-scheme: light dark; --ink: #1f2a24; --soft: #5c6b63; --line: #dfe5e1; --paper: #fff; --pine: #1f6b4a; }
  @media (prefers-color-scheme: dark) {
    :root { --ink: #e6ece8; --soft: #9fb0a6; --line: #2f3a34; --paper: #151a17; --pine: #6fc39b; }
  }
  * { box-sizing: border-box; }
  body { margin: 0; background: var(--paper); color: var(--ink);
    font: 16px/1.7 "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif; }
  main { max-width: 960px; margin: 0 auto; padding: 56px 24px 72px; }
  h1 { margin: 0; font-size: 40px; line-height: 1.2; letter-spacing: .08em; }
  h1 small { font-size: 17px; letter-spacing: .02em; color: var(--soft); font-weight: 400; margin-left: 12px; }
  .lead { font-size: 18px; max-width: 42em; margin: 16px 0 40px; }
  h2 { font-size: 20px; margin: 40px 0 4px; overflow-wrap: anywhere; }
  .of { color: var(--soft); margin: 0 0 12px; }
  dl { display: grid; grid-template-columns: repeat(auto-fill, minmax(128px, 1fr)); gap: 0 24px; margin: 0; }
  dl div { border-top: 1px solid var(--line); padding: 10px 0 12px; }
  dt { color: var(--soft); font-size: 14px; }
  dd { margin: 0; font-size: 20px; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
  .money dd { color: var(--pine); }
  .empty { border: 1px dashed var(--line); border-radius: 8px; padding: 24px; color: var(--soft); }
  code { font-family: ui-monospace, Menlo, Consolas, monospace; font-size: 14px; overflow-wrap: anywhere; }
  footer { margin-top: 56px; color: var(--soft); font-size: 14px; }`;

const LEAD =
  '老干部局用财政资金为离休干部购买居家养老服务：签合同、下订单、占用经费、核验每一次服务、' +
  '逐行核对账单、付款、关账、听取评价。每一分钱都有一次核实过的服务、一个当日的合同单价和一个没有经手的人。';

/** The first page as HTML: no script, no other address. */
export function homePage(figures: readonly BureauFigures[]): string {
  const body = figures.length === 0 ? EMPTY : figures.map(section).join('');
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>松柏 Songbai</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>松柏<small>Songbai</small></h1>
<p class="lead">${LEAD}</p>
${body}
<footer>结算一个月 settle a month:
<code>npm run songbai -- month &lt;folder&gt; --month YYYY-MM --out &lt;folder&gt;</code></footer>
</main>
</body>
</html>
`;
}

const EMPTY = `<p class="empty">这里还没有任何单位的数据。用下面的命令结算第一个月。<br>
No bureau is here yet. Settle a first month with the command below.</p>`;

function section({ bureau, months, waiting, counts, allotted, reserved, expended }: BureauFigures): string {
  const settled = months.length === 0 ? '尚未结算' : `已结算 ${months.join('、')}`;
  const open = waiting.length === 0 ? '' : ` · 账单待核定 ${waiting.join('、')}`;
  const numbers: [string, string][] = [
    ['离休干部 cadres', grouped(counts.cadres)],
    ['服务商 providers', grouped(counts.providers)],
    ['合同 contracts', grouped(counts.contracts)],
    ['订单 orders', grouped(counts.orders)],
    ['服务记录 visits', grouped(counts.visits)],
    ['账单 bills', grouped(counts.bills)],
  ];
  const money: [string, string][] = [
    ['指标 allotted', yuan(allotted.toFixed(2))],
    ['已占用 reserved', yuan(reserved.toFixed(2))],
    ['已列支 expended', yuan(expended.toFixed(2))],
    ['可用 available', yuan(allotted.minus(reserved).minus(expended).toFixed(2))],
  ];
  return `<section>
<h2>${escaped(bureau.name)}</h2>
<p class="of">${escaped(bureau.creditCode)} · ${settled}${open}</p>
<dl>${numbers.map(figure).join('')}</dl>
<dl class="money">${money.map(figure).join('')}</dl>
</section>`;
}

const figure = ([name, value]: [string, string]): string => `<div><dt>${name}</dt><dd>${value}</dd></div>`;

const grouped = (count: number | string): string => String(count).replace(/\B(?=(\d{3})+(?!\d))/g, ',');

function yuan(amount: string): string {
  const [whole = '0', fen = '00'] = amount.split('.');
  return `¥${grouped(whole)}.${fen}`;
}
