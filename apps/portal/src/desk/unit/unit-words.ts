import { words } from '../../shared/words';

export const u = words({
  title: ['本单位', 'My unit'],
  funds: ['本单位经费', 'The unit’s funds'],
  noFunds: ['本单位这一年没有登记经费', 'The unit has no fund of this year'],
  noFundsHint: [
    '用老干部局的经费，请局里的经办下单，本单位不用审批；要用本单位的经费，请老干部局财务先登记。',
    'What the bureau pays, its clerk orders, and you approve nothing. For money of yours its finance enters a fund.',
  ],
  noFundsYours: [
    '用老干部局的经费，请局里的经办下单，本单位不用审批；要用本单位的经费，请先在“经费”中设立。',
    'What the bureau pays, its clerk orders, and you approve nothing. Money of yours you enter yourself under Funds.',
  ],
  sum: ['合计', 'Sum'],
  fundTitle: ['{code} · {type} · {year}', '{code} · {type} · {year}'],
  cadres: ['{year} 年老干部：订单、服务与花费', 'Cadres in {year}: orders, visits, spending'],
  hint: [
    '花费是账单上已核定的，不论由哪项经费承担；单位：元。',
    'Spending is what was approved on bills, whichever fund bears it; in yuan.',
  ],
  name: ['姓名', 'Name'],
  orders: ['在执行的订单', 'Open orders'],
  visits: ['已核实服务', 'Visits in order'],
  spent: ['花费', 'Spent'],
  byUnit: ['其中本单位列支', 'Expended by the unit'],
  noCadres: ['没有本单位负责的老干部', 'The unit is responsible for no cadre'],
  exportCsv: ['导出 CSV', 'Export CSV'],
  chooseYear: ['选择年度', 'Choose a year'],
  newOrder: ['下单', 'New order'],
});
