import type { Word } from '@songbai/contracts';

/** What each table is for, and how its rows are understood. */
export const ABOUT: Readonly<Record<string, Word>> = {
  cadres: {
    zh: '一行一位老干部，以干部编号认人；编号已有的，只改表中写了的格。名册没有编号的，先加一列自己编，如 G0301、G0302。',
    en:
      'A row per cadre, known by code. Of a known one only the cells that say something are changed. A list without ' +
      'codes needs a column of them first: make your own, such as G0301, G0302.',
  },
  units: {
    zh: '一行一个单位，以单位编码认；主管部门可写编码或全称。',
    en: 'A row per unit, known by code. The unit above may be named by code or by name.',
  },
  providers: {
    zh: '一行一家服务商，以服务商编码认。',
    en: 'A row per provider, known by code.',
  },
  workers: {
    zh: '一行一位服务人员，以人员编号认；服务商自己导入时不必写服务商。',
    en: 'A row per care worker, known by code. A provider need not name itself.',
  },
  items: {
    zh: '一行一个服务项目，以项目编码认。',
    en: 'A row per service item, known by code.',
  },
  limits: {
    zh: '一行一条使用限额，以限额编号认。',
    en: 'A row per usage limit, known by code.',
  },
  funds: {
    zh: '一行一项经费当年的指标；已有的经费，按与现有指标的差额追加或收回。',
    en: 'A row per fund of a year. For a known fund the difference to its allotment is posted.',
  },
  orders: {
    zh:
      '一行一单，如单位报来的“这些人、每人 8 小时”。人写姓名、编号或身份证号，同名的加写单位或出生年月；单价按合同，不取表中的价。' +
      '各行按先后占用限额和经费。同一人、同一合同、同一项目、同一服务期的订单已有的，不会再下一次。导入后待审批。',
    en:
      'A row an order, e.g. what a unit asks for its people. People by name, code or ID number; with unit or birth ' +
      'where two have one name. Prices are the contract’s. Rows use up limits and funds in their order. An order for ' +
      'the same person, contract, item and days is not placed again. What is taken in waits for approval.',
  },
  visits: {
    zh: '按我们的编号补录服务记录，一行一次；逐行核对，结果写在“留意”中。',
    en: 'Visits entered by our numbers, one a row. Each is judged at once, and the notes say how.',
  },
  'visit-log': {
    zh:
      '服务商平时的登记表：日期、起止时间分列，人和项目写名字即可；没有订单号的，按老干部、项目和日期查找。' +
      '同名的两人、合适的两个订单，都不会代您选。',
    en:
      'The log that providers keep: day and times apart, people and items by name. Without a number the order is ' +
      'found by cadre, item and day. Of two people of one name, or two orders that fit, none is chosen for you.',
  },
  'bill-lines': {
    zh:
      '服务商自己的结算表，一行一笔；记录号可以不写，按老干部、项目和日期查找。一张账单有一行有误，整张都不导入。' +
      '导入后是待提交的账单。',
    en:
      'The provider’s own bill, a line a row. Without the number of a visit it is found by cadre, item and day. ' +
      'If a row is wrong the whole bill is left out. What is taken in is a bill that still has to be submitted.',
  },
  plans: {
    zh: '谁哪天几点去谁家，一行一次；同一人同一时间两处、老干部住院外出、超出订单日期的，逐行写明。',
    en:
      'Who goes to whom and when, a visit a row. Two places at one hour, a stay away and days outside of the order ' +
      'are told row by row.',
  },
};
