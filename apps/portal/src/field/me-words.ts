import { words } from '../shared/words';

export const w = words({
  title: ['我的', 'Me'],
  month: ['{month} 工时', 'Hours in {month}'],
  hours: ['小时', 'hours'],
  visits: ['次服务', 'visits'],
  ofPlanned: ['已完成 / 本月安排', 'done / planned this month'],
  decided: ['认定情况', 'Decisions'],
  accepted: ['已认定', 'Accepted'],
  held: ['待核实', 'Held'],
  blocked: ['不予认定', 'Blocked'],
  ratings: ['本月评价', 'Ratings this month'],
  ratingsNone: ['本月还没有评价。', 'No ratings yet this month.'],
  ratingsFew: [
    '已有 {n} 次评价，满 5 次后显示，免得认出是谁评的。',
    '{n} so far; shown from 5 on, so that nobody is named by them.',
  ],
  ratingsHint: [
    '平均 {mean} 分，共 {n} 次；由您代填的不计。',
    '{mean} on average, {n} in all, without those that you filled in.',
  ],
  level1: ['非常不满意', 'Very dissatisfied'],
  level2: ['不满意', 'Dissatisfied'],
  level3: ['基本满意', 'Fairly satisfied'],
  level4: ['满意', 'Satisfied'],
  level5: ['非常满意', 'Very satisfied'],
  noMonth: ['联网后显示本月工时。', 'Your hours are shown when you are online.'],
  settings: ['设置', 'Settings'],
  language: ['语言', 'Language'],
  chinese: ['中文', '中文'],
  english: ['English', 'English'],
  look: ['外观', 'Appearance'],
  auto: ['随手机', 'As the telephone'],
  light: ['浅色', 'Light'],
  dark: ['深色', 'Dark'],
  leave: ['退出登录', 'Sign out'],
  leaving: ['正在上传，请稍候…', 'Sending first…'],
  notYet: [
    '还有内容没有上传，现在退出会丢失，所以不能退出：',
    'This is not sent yet and would be lost, so you cannot sign out:',
  ],
  photos: ['{n} 张照片', 'Photos: {n}'],
  kept: [
    '手机已答应不自动清理本应用的数据。',
    'The telephone has agreed not to clear this app’s data by itself.',
  ],
  notKept: [
    '手机空间不足时可能清理本应用的数据，请尽早联网上传，并把应用装到桌面。',
    'The telephone may clear this app’s data when it runs out of room. Go online soon, and install the app.',
  ],
});

export const signInWords = words({
  title: ['松柏·上门', 'Songbai visits'],
  lead: ['服务人员登录一次，之后没有网络也能用。', 'Sign in once; afterwards it works without a network.'],
  again: ['请重新登录，才能上传手机上的记录。', 'Sign in again, so that what is recorded here can be sent.'],
  username: ['用户名', 'User name'],
  password: ['密码', 'Password'],
  totp: ['动态口令', 'One-time code'],
  wrong: ['用户名或密码不对。', 'The user name or the password is wrong.'],
  enter: ['登录', 'Sign in'],
  busy: ['正在登录…', 'Signing in…'],
  offline: [
    '连不上服务器。第一次登录需要网络。',
    'The server cannot be reached. The first sign-in needs a network.',
  ],
  role: ['这个账号不是服务人员，请用电脑版。', 'This is not a care worker’s account. Please use the desk.'],
  other: [
    '这台手机上还有{name}的记录。请{name}先登录、上传并退出。',
    'This telephone holds records of {name}, who must sign in, send them and sign out first.',
  ],
});
