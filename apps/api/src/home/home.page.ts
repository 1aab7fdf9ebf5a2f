import type { Language, Word } from '@songbai/contracts';

const STYLE = `
  :root { color-scheme: light dark; --ink: #1f2a24; --soft: #5c6b63; --paper: #fff; --pine: #1f6b4a; }
  @media (prefers-color-scheme: dark) {
    :root { --ink: #e6ece8; --soft: #9fb0a6; --paper: #151a17; --pine: #6fc39b; }
  }
  * { box-sizing: border-box; }
  body { margin: 0; background: var(--paper); color: var(--ink);
    font: 16px/1.7 "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif; }
  main { max-width: 960px; margin: 0 auto; padding: 56px 24px 72px; }
  h1 { margin: 0; font-size: 40px; line-height: 1.2; letter-spacing: .08em; }
  h1 small { font-size: 17px; letter-spacing: .02em; color: var(--soft); font-weight: 400; margin-left: 12px; }
  .lead { font-size: 18px; max-width: 42em; margin: 16px 0 16px; }
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
} satisfies Record<string, Word>;

/** The first page as HTML: no script, no other address, and nothing of any bureau, since anybody may read it. */
export function homePage(language: Language): string {
  const t = (word: keyof typeof WORDS): string => WORDS[word][language];
  const other = language === 'zh' ? 'en' : 'zh';
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
</main>
</body>
</html>
`;
}
