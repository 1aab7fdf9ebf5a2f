import { words } from '../../shared/words';

export const t = words({
  cards: ['长辈卡', 'Cards for the fridge'],
  none: [
    '还没有发过卡。卡上有电话和二维码，贴在冰箱上。',
    'No card yet. A card has the telephone and a QR code, for the fridge.',
  ],
  number: ['卡号', 'Card'],
  contact: ['联络人', 'Contact'],
  phone: ['电话', 'Telephone'],
  notPhone: ['电话应为 5～20 位数字，可带空格、- 或 +', '5 to 20 digits, with spaces, - or +'],
  issued: ['发卡时间', 'Issued'],
  revoked: ['收回时间', 'Revoked'],
  issue: ['发卡', 'Issue a card'],
  replaces: [
    '收回原卡 {number}：丢了、旧了，从此不能用',
    'Revoke the card {number}, lost or worn out: it opens nothing from now on',
  ],
  issueMany: ['给所选干部发卡', 'Issue cards to those chosen'],
  issuedMany: [
    '所选干部现在都有卡了，共 {count} 张；已有卡的没有另发。',
    'All chosen have a card now, {count} in all; those who had one keep it.',
  ],
  hint: [
    '印在卡上最显眼的地方；没有填电话的，卡上留空手写。',
    'Printed largest on the card; without a number the card has a line to write it on.',
  ],
  revoke: ['收回', 'Revoke'],
  revokeHint: [
    '这张卡马上不能用了；扫码的人会看到请打电话换卡。',
    'The card opens nothing from now on; who scans it is asked to ring for a new one.',
  ],
  onlyHere: [
    '先别打印：二维码指向 {address}，手机扫不开。请系统管理员设好 SONGBAI_PUBLIC_URL。',
    'Do not print yet: no telephone can open {address}. Ask the administrator to set SONGBAI_PUBLIC_URL.',
  ],
  printAnyway: ['仍要打印', 'Print all the same'],
  printNot: ['先不打印', 'Do not print yet'],
  printA5: ['打印 A5', 'Print A5'],
  printA4: ['打印 A4', 'Print A4'],
  printAll: ['打印全部长辈卡', 'Print all cards'],
  printFailed: ['没有可以打印的卡，或服务器没有回应。', 'No card to print, or no answer.'],
});
