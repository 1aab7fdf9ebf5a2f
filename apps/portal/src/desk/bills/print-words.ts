import { words } from '../../shared/words';

/** What stands on printed papers. */
export const p = words({
  settlement: ['{month} 居家服务结算表', 'Settlement of home care, {month}'],
  proposal: [
    '试算稿：按规则试算，财务尚未核定，不作结算依据。',
    'A draft: what the rules propose. Finance has not decided, and nothing is settled by it.',
  ],
  whyCut: ['核减说明', 'Why it was cut'],
  allLines: ['结算明细', 'All lines'],
  handledBy: ['经办：', 'Handled by:'],
  checkedBy: ['审核：', 'Checked by:'],
  leader: ['领导：', 'Signed by:'],
  sealOfBureau: ['甲方（盖章）：', 'Buyer (seal):'],
  sealOfProvider: ['乙方（盖章）：', 'Provider (seal):'],
  date: ['日期：', 'Date:'],
});
