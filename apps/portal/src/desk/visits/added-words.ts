import { words } from '../../shared/words';

export const added = words({
  title: ['事后补交的凭证和说明', 'Proof added afterwards'],
  hint: [
    '由服务商在记录待核实之后补交；服务时的凭证在上面，没有改动。',
    'Added by the provider while the visit was held; what was given at the time stands above, unchanged.',
  ],
  turn: ['第 {n} 份，事后补交', 'No. {n}, added afterwards'],
  photo: ['补交的照片 {n}', 'Added photo {n}'],
  signature: ['补交的签名', 'Added signature'],
  usedOn: [
    '其中的照片此前已在 {visits} 中用过，请核对是不是这一次的。',
    'One of these photos was shown before, on {visits}: is it of this visit?',
  ],
  noteHidden: [
    '说明可能写到身体情况，不向单位、监督和审计显示',
    'Words are not shown to units, supervisors and auditors, since they may tell of somebody’s health',
  ],
  hash: ['校验码 {hash}…', 'Hash {hash}…'],
  add: ['补交凭证或说明', 'Add proof or words'],
  addHint: [
    '老干部局认定之前可以补交，可补多次；补交的写明何人何时，不能撤回，原有凭证不变。',
    'Until the bureau decides, as often as needed. It is kept with who and when and cannot be taken back; the first ' +
      'proof stays as it is.',
  ],
  note: ['说明', 'Words'],
  photos: ['照片', 'Photos'],
  choose: ['选照片…', 'Choose photos…'],
  chosen: ['已选 {count|1 张|# 张}', '{count|1 photo|# photos} chosen'],
  drop: ['去掉', 'Remove'],
  signed: ['签名', 'Signature'],
  signedHint: ['纸单上签名处的扫描件或照片', 'A scan or photo of the signature on the sheet'],
  needed: ['说明、照片、签名至少给一样', 'Give words, a photo or a signature: at least one of them'],
  again: [
    '照片和签名不保存在浏览器里，请重新选择',
    'Photos and signature are not kept by the browser: please choose them again',
  ],
  send: ['补交', 'Add it'],
  sent: ['已补交，认定的人能看到', 'Added; whoever decides will see it'],
});
