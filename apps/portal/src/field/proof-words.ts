import { words } from '../shared/words';

export const p = words({
  title: ['补交凭证或说明', 'Add proof or words'],
  hint: [
    '老干部局认定之前可以补交，补交的不能撤回。原来的记录不变。',
    'Until the bureau decides. It cannot be taken back, and what you sent before stays as it is.',
  ],
  note: ['说明', 'Words'],
  send: ['补交', 'Add it'],
  busy: ['正在上传…', 'Sending…'],
  needed: ['说明、照片、签名至少给一样。', 'Give words, a photo or a signature: at least one of them.'],
  offline: [
    '没有连上，还没有补交。写的都在，联网后再按一次。',
    'Not connected, so nothing was added. All of it is still here: press again when you are online.',
  ],
  done: ['{at} 已补交', 'Added, {at}'],
  count: ['{count|1 张照片|# 张照片}', '{count|1 photo|# photos}'],
});
