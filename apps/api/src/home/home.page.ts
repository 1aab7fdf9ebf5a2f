import type { Language, Word } from '@songbai/contracts';
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
  .lead { font-size: 18px; max-width: 42em; margin: 16px 0 16px; }
  h2 { font-size: 20px; margin: 40px 0 4px; overflow-wrap: anywhere; }
  .of { color: var(--soft); margin: 0 0 12px; }
  dl { display: grid; grid-template-columns: repeat(auto-fill, minmax(128px, 1fr)); gap: 0 24px; margin: 0; }
  dl div { border-top: 1px solid var(--line); padding: 10px 0 12px; }
  dt { color: var(--soft); font-size: 14px; }
  dd { margin: 0; font-size: 20px; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
  .money dd { color: var(--pine); }
  .empty { border: 1px dashed var(--line); border-radius: 8px; padding: 24px; color: var(--soft); }
  nav { display: flex; flex-wrap: wrap; gap: 12px 24px; margin: 0 0 48px; }
  a { color: var(--pine); }`;

const WORDS = {
  name: { zh: '松柏', en: 'Songbai' },
  lead: {
    zh:
      '老干部局用财政资金为离休干部购买居家养老服务：签合同、下订单、占用经费、核验每一次服务、' +
      '逐行核对账单、付款、关账、听取评价。每一分钱都有一次核实过的服务、一个当日的合同单价和一个没有经手的人。',
    en:
      'Veteran-cadre bureaus buy home care for retired cadres with public money: contracts, orders, reservations, ' +
      'every visit verified, bills matched line by line, payment, closing, ratings. Behind every cent stand a ' +
      'verified visit, the contract price of that day, and somebody who had no hand in it.',
  },
  desk: { zh: '登录工作台', en: 'Sign in to the desk' },
  field: { zh: '服务人员手机端', en: 'Care workers, on the telephone' },
  other: { zh: 'English', en: '中文' },
  empty: {
    zh: '这里还没有任何单位的数据。由系统管理员建立第一个单位后，数字会显示在这里。',
    en: 'No bureau is here yet. Once an administrator has set up the first one, its figures stand here.',
  },
  none: { zh: '尚未结算', en: 'no month settled yet' },
  settled: { zh: '已结算 ', en: 'settled: ' },
  waiting: { zh: '账单待核定 ', en: 'bills to adjudicate: ' },
  cadres: { zh: '离休干部', en: 'Cadres' },
  providers: { zh: '服务商', en: 'Providers' },
  contracts: { zh: '合同', en: 'Contracts' },
  orders: { zh: '订单', en: 'Orders' },
  visits: { zh: '服务记录', en: 'Visits' },
  bills: { zh: '账单', en: 'Bills' },
  allotted: { zh: '指标', en: 'Allotted' },
  reserved: { zh: '已占用', en: 'Reserved' },
  expended: { zh: '已列支', en: 'Expended' },
  available: { zh: '可用', en: 'Available' },
} satisfies Record<string, Word>;

/** The first page as HTML: no script, no other address. */
export function homePage(figures: readonly BureauFigures[], language: Language): string {
  const t = (word: keyof typeof WORDS): string => WORDS[word][language];
  const other = language === 'zh' ? 'en' : 'zh';
  const body =
    figures.length === 0
      ? `<p class="empty">${t('empty')}</p>`
      : figures.map((each) => section(each, language)).join('');
  return `<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>松柏 Songbai</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${t('name')}${language === 'zh' ? '<small lang="en">Songbai</small>' : '<small lang="zh">松柏</small>'}</h1>
<p class="lead">${t('lead')}</p>
<nav><a href="/">${t('desk')}</a><a href="/field/">${t('field')}</a>
<a href="/about?language=${other}" lang="${other}">${t('other')}</a></nav>
${body}
</main>
</body>
</html>
`;
}

const COUNTS = ['cadres', 'providers', 'contracts', 'orders', 'visits', 'bills'] as const;

function section(figures: BureauFigures, language: Language): string {
  const t = (word: keyof typeof WORDS): string => WORDS[word][language];
  const listed = (months: readonly string[]): string => months.join(language === 'zh' ? '、' : ', ');
  const { bureau, months, waiting, counts, allotted, reserved, expended } = figures;
  const settled = months.length === 0 ? t('none') : t('settled') + listed(months);
  const open = waiting.length === 0 ? '' : ` · ${t('waiting')}${listed(waiting)}`;
  const money = { allotted, reserved, expended, available: allotted.minus(reserved).minus(expended) };
  const sums = Object.entries(money).map(([word, sum]) =>
    figure(t(word as keyof typeof money), yuan(sum.toFixed(2))),
  );
  return `<section>
<h2>${escaped(bureau.name)}</h2>
<p class="of">${escaped(bureau.creditCode)} · ${settled}${open}</p>
<dl>${COUNTS.map((word) => figure(t(word), grouped(counts[word]))).join('')}</dl>
<dl class="money">${sums.join('')}</dl>
</section>`;
}

const figure = (name: string, value: string): string => `<div><dt>${name}</dt><dd>${value}</dd></div>`;

const grouped = (count: number | string): string => String(count).replace(/\B(?=(\d{3})+(?!\d))/g, ',');

function yuan(amount: string): string {
  const [whole = '0', fen = '00'] = amount.split('.');
  return `¥${grouped(whole)}.${fen}`;
}
