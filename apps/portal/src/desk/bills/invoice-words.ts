import { words } from '../../shared/words';

/** What the tax invoice of a bill says. */
export const n = words({
  expectedTotal: ['应付（元）', 'Payable (yuan)'],
  totalFits: ['与应付相符', 'fits what is payable'],
  totalDiffers: ['与应付相差 {difference} 元', 'differs by {difference} yuan from what is payable'],
  copyFromPaper: [
    '号码和金额照发票填写，系统与应付金额核对。',
    'Copy the number and the total from the invoice; they are checked against what is payable.',
  ],
  invoiceFits: ['发票与应付金额、双方代码相符', 'The invoice fits the amount and both parties'],
  notTwenty: [
    '号码现有 {length} 个字符，须为 {needed} 位数字。',
    'The number has {length} characters; it must be {needed} digits.',
  ],
  usedOn: ['同一号码还登记在：', 'The same number is entered on:'],
  usedElsewhere: [
    '同一号码还登记在一张您看不到的账单上。',
    'The same number is entered on a bill that is not yours to see.',
  ],
  invoiceNumber: ['发票号码', 'Invoice number'],
  issuedOn: ['开票日期', 'Issued on'],
  issuedLater: ['开票日期不能晚于今天', 'An invoice cannot be issued later than today'],
  buyerCode: ['购方信用代码', 'Buyer code'],
  sellerCode: ['销方信用代码', 'Seller code'],
  enterInvoice: ['登记发票', 'Enter the invoice'],
  replaceInvoice: ['更换发票', 'Replace the invoice'],
});
