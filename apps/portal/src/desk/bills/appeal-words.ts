import { words } from '../../shared/words';

/** What appeals, their proof and their answers say. */
export const a = words({
  appealLines: ['对 {count} 行一并申诉', 'Appeal {count} lines together'],
  appealHint: [
    '不同意的行可以勾选，一并申诉。',
    'Tick the lines you do not agree with, and appeal them together.',
  ],
  appealTicked: ['已勾选 {count} 行，核减合计（元）', '{count} lines ticked; cut together (yuan)'],
  appealCut: ['所申诉的核减（元）', 'Cut that is appealed (yuan)'],
  appealed: ['申诉中', 'appealed'],
  tickLine: ['勾选第 {line} 行', 'Tick line {line}'],
  tickGroup: ['本组可申诉的 {count} 行', 'All {count} of this group that can be appealed'],
  evidenceExample: ['例如：签字单 2026-10-08', 'such as: signed sheet of 2026-10-08'],
  proofFile: ['凭证文件', 'File'],
  proofFileHint: [
    '照片或 PDF，10 MB 以内；各行共用。',
    'A picture or a PDF up to 10 MB; for all these lines.',
  ],
  chooseFile: ['选择文件', 'Choose a file'],
  dropFile: ['不用这份', 'Without it'],
  turnsDone: ['已提交 {sent}/{total} 行', '{sent} of {total} lines sent'],
  turnsFailed: ['{count} 行没有成功', '{count} did not get through'],
  turnsLines: ['第 {lines} 行：', 'Lines {lines}: '],
  turnsAgain: ['重试未成功的 {count} 行', 'Try the {count} again'],
  answerMany: ['一并答复 {count} 项', 'Answer {count} together'],
  answerNone: ['勾选要一并答复的申诉', 'Tick the appeals to answer together'],
  tickAll: ['全选待答复的', 'All without an answer'],
  fileTooLarge: [
    '{name} 为 {size} MB，超过 10 MB，未选用。',
    '{name} has {size} MB, which is more than 10 MB, and was not taken.',
  ],
  fileNotTaken: [
    '{name} 不是照片（JPEG、PNG、WebP、HEIC）或 PDF，未选用。',
    '{name} is no picture (JPEG, PNG, WebP, HEIC) and no PDF, and was not taken.',
  ],
  openFile: ['下载 {name}', 'Save {name}'],
  decidedByRules: ['按规则核定，未逐条复核', 'Decided by the rules; not looked at one by one'],
  decidedPartly: [
    '{total} 处差异中，{open} 处按规则核定，未逐条复核',
    '{open} of {total} were decided by the rules and not looked at one by one',
  ],
  deedFiled: ['申诉 {count} 行，{cut} 元', 'Appealed {count} lines, {cut} yuan'],
  deedUpheld: ['申诉成立 {count} 行，{cut} 元', 'Upheld the appeals of {count} lines, {cut} yuan'],
  deedRejected: ['维持核定 {count} 行，{cut} 元', 'Rejected the appeals of {count} lines, {cut} yuan'],
  deedWithdrawn: ['撤回申诉 {count} 行，{cut} 元', 'Withdrew the appeals of {count} lines, {cut} yuan'],
  appealsSent: ['已提交 {count} 行申诉，由财务答复', 'Appealed {count} lines; finance will answer'],
  answersSent: ['已答复 {count} 项申诉', 'Answered {count} appeals'],
  owedTitle: ['申诉已成立，金额还没有改', 'Appeals were upheld, and the amount is still what it was'],
  owedSupplement: [
    '{lines} 应补付 {sum} 元：财务在“调整”里补付，再由服务商确认。',
    '{lines}: {sum} yuan are to be supplemented by finance, under “Adjustments”; then the provider confirms.',
  ],
  owedAnew: [
    '{lines}（{sum} 元）原为不予支付：由服务商用补报账单重新申报。',
    '{lines} ({sum} yuan) were refused: the provider bills them anew, on a supplementary bill.',
  ],
  billedAnewOn: ['已重新申报：', 'Billed anew on'],
  upheldHint: [
    '答复本身不改金额：部分核减的行，答复后在“调整”里补付；不予支付的行，由服务商用补报账单重新申报。',
    'The answer changes no amount: a line that was cut is supplemented under “Adjustments” afterwards; a refused ' +
      'one is billed anew by the provider, on a supplementary bill.',
  ],
  upheldReason: ['申诉成立', 'appeal upheld'],
  withdrawAsk: [
    '{count} 项申诉尚未答复，涉及 {cut} 元；确认后全部撤回，不再答复。',
    '{count} appeals about {cut} yuan have no answer yet; all are withdrawn by it, and get none.',
  ],
  withdrawDo: ['确认金额，撤回 {count} 项申诉', 'Confirm, and withdraw {count} appeals'],
});
