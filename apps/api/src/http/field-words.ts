import type { FieldFault, Language, Word } from '@songbai/contracts';

/** What a field must be, by the name of its rule. `{limit}` is the rule's number or list. */
export const FIELD_WORDS = {
  unknown: { zh: '没有这个字段', en: 'there is no such field' },
  'unknown-column': { zh: '这张表没有这一列', en: 'the table has no such column' },
  object: { zh: '应为 JSON 对象', en: 'must be a JSON object' },
  list: { zh: '应为列表，最多 {limit} 项', en: 'must be a list of at most {limit}' },
  unique: { zh: '列表中不能重复', en: 'must not repeat itself' },
  'not-empty': { zh: '列表不能为空', en: 'must not be empty' },
  money: { zh: '应为金额，如 "1234.50"', en: 'must be an amount such as "1234.50"' },
  'signed-money': { zh: '应为金额，可为负，如 "-1234.50"', en: 'must be an amount such as "-1234.50"' },
  quantity: { zh: '应为数量，如 "1.50"', en: 'must be a quantity such as "1.50"' },
  'some-money': {
    zh: '应为大于零的金额，如 "1234.50"',
    en: 'must be an amount above zero such as "1234.50"',
  },
  'some-signed-money': {
    zh: '应为不等于零的金额，可为负，如 "-1234.50"',
    en: 'must be an amount other than zero such as "-1234.50"',
  },
  'some-quantity': { zh: '应为大于零的数量，如 "1.50"', en: 'must be a quantity above zero such as "1.50"' },
  'too-long': {
    zh: '小数点前最多 {limit} 位',
    en: 'must have at most {limit} digits before the point',
  },
  'too-much': {
    zh: '按合同单价计算，金额超过 {limit} 位数，无法登记',
    en: 'makes an amount of more than {limit} digits at the contract’s price, which cannot be kept',
  },
  day: { zh: '应为日期，如 "2026-10-31"', en: 'must be a day such as "2026-10-31"' },
  month: { zh: '应为月份，如 "2026-10"', en: 'must be a month such as "2026-10"' },
  year: { zh: '应为年度，如 "2026"', en: 'must be a year such as "2026"' },
  instant: {
    zh: '应为带时区的时间，如 "2026-10-31T09:00:00+08:00"',
    en: 'must be a time with its offset such as "2026-10-31T09:00:00+08:00"',
  },
  code: {
    zh: '应为编码，1 至 {limit} 个字符，无空格',
    en: 'must be a code of 1 to {limit} characters, no spaces',
  },
  text: {
    zh: '应为文字，1 至 {limit} 个字符，无控制字符',
    en: 'must be a text of 1 to {limit} characters, no control characters',
  },
  id: { zh: '应为 UUID', en: 'must be a UUID' },
  word: { zh: '应为其中之一：{limit}', en: 'must be one of: {limit}' },
  integer: { zh: '应为整数，范围 {limit}', en: 'must be a whole number within {limit}' },
  number: { zh: '应为数字，范围 {limit}', en: 'must be a number within {limit}' },
  flag: { zh: '应为 true 或 false', en: 'must be true or false' },
  page: { zh: '应为 1 至 200 的整数', en: 'must be a whole number from 1 to 200' },
  cursor: { zh: '不是本列表给出的 cursor', en: 'is not a cursor that this list gave' },
  'credit-code': {
    zh: '应为校验正确的 18 位统一社会信用代码',
    en: 'must be a credit code of 18 characters with its check digit',
  },
  'id-number': { zh: '应为校验正确的身份证号', en: 'must be an ID number with its check digit' },
  characters: { zh: '含有不允许的字符', en: 'has characters that are not allowed' },
  deep: { zh: '嵌套过深', en: 'is nested too deeply' },
  // The parser gives both the same code.
  json: {
    zh: '不是合法的 JSON，或含有保留的字段名（__proto__、constructor）',
    en: 'is not valid JSON, or has a reserved name (__proto__, constructor)',
  },
  future: { zh: '不能早于今天', en: 'must not be before today' },
  'until-today': {
    zh: '不能晚于今天 {limit}：变更自登记时起生效，请到那一天再来登记',
    en: 'must not be after today, {limit}: a change counts from when it is recorded, so record it on that day',
  },
  key: { zh: '应为 1 至 200 个可见字符', en: 'must be 1 to 200 printable characters' },
  order: { zh: '不能早于 {limit}', en: 'must not be before {limit}' },
  sha256: {
    zh: '应为原文件的 SHA-256（64 位十六进制）',
    en: 'must be the SHA-256 of the original file, 64 hexadecimal digits',
  },
  signature: {
    zh: '应为完整 PNG 图片的 data URL，每边不超过 4096 像素',
    en: 'must be the data URL of a whole PNG image of at most 4096 pixels a side',
  },
  photo: { zh: '应为一个文件', en: 'must be one file' },
  'known-code': { zh: '没有这个编码：{limit}', en: 'no such code: {limit}' },
  'password-short': { zh: '至少 {limit} 个字符', en: 'must have {limit} characters or more' },
  'password-name': { zh: '不能含用户名', en: 'must not have the user name in it' },
  'password-same': { zh: '不能与原密码相同', en: 'must differ from the old one' },
  'known-id': { zh: '没有这一项', en: 'there is no such thing' },
  'for-whom': { zh: '须写明代谁办理', en: 'must say for whom you do it' },
  'reason-needed': {
    zh: '更正性别、身份证号或误登的去世，须写明原因',
    en: 'must be given: gender, ID number and a death entered by mistake are put right with a reason',
  },
  'own-party': { zh: '您本人办理时不填', en: 'must be left out where you act for yourself' },
  'whose-visit': {
    zh: '须写明是哪位服务人员的记录（已登记的 id 或编号）',
    en: 'must name the worker whose visit it is, by an id or code of the register',
  },
  'some-proof': {
    zh: '说明、照片、签名至少要有一样',
    en: 'must come with words, a photo or a signature: at least one of them',
  },
  'sent-photos': {
    zh: '有照片还没有上传：先上传照片，再提交',
    en: 'names a photo that was not uploaded yet: upload the photos first',
  },
  request: { zh: '请求无法读取', en: 'cannot be read' },
} as const satisfies Record<string, Word>;
export type FieldRule = keyof typeof FIELD_WORDS;

export function sayField({ rule, limit }: FieldFault, language: Language): string {
  const words = FIELD_WORDS[rule as FieldRule] ?? FIELD_WORDS.request;
  return words[language].replace('{limit}', limit ?? '');
}
