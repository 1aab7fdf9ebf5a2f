import { words } from '../shared/words';

/** What several screens of the field app say. */
export const t = words({
  app: ['松柏·上门', 'Songbai visits'],
  back: ['返回', 'Back'],
  close: ['关闭', 'Close'],
  cancel: ['不了，返回', 'No, go back'],
  retry: ['再试一次', 'Try again'],
  today: ['今日', 'Today'],
  outbox: ['上传', 'Uploads'],
  me: ['我的', 'Me'],
  menu: ['主菜单', 'Main menu'],
  callLiaison: ['打给联络员', 'Call the liaison'],
  callOffice: ['打给服务商', 'Call the provider'],
  map: ['地图', 'Map'],
  comma: ['、', ', '],
  loading: ['正在打开…', 'Opening…'],
  minutes: ['{n} 分钟', '{n} min'],
  noAddress: ['订单已结束，地址不再显示', 'The order is over; no address is shown'],
});

/** The five states between this device and the server, in the words of the bar on top. */
export const lineWords = words({
  offline: ['没有网络', 'No network'],
  offlineWaiting: [
    '没有网络 · 已保存 {n} 项，联网后自动上传',
    'No network · {n} saved, sent when you are online',
  ],
  waiting: ['已保存 {n} 项，等待上传', '{n} saved, waiting to be sent'],
  syncing: ['正在上传…', 'Sending…'],
  done: ['已全部上传 {time}', 'Everything is sent {time}'],
  doneRest: ['其余已上传 {time}', 'The rest is sent {time}'],
  idle: ['已保存在手机上', 'Saved on this telephone'],
  'no-server': ['连不上服务器，稍后自动再试', 'The server cannot be reached; trying again soon'],
  'no-room': ['手机空间已满，请先腾出空间', 'This telephone is full. Please make room'],
  server: ['上传没有成功，稍后自动再试', 'Sending failed; trying again soon'],
  'sign-in': ['请重新登录，才能上传', 'Sign in again to send'],
  signIn: ['登录', 'Sign in'],
  now: ['立即上传', 'Send now'],
  refused: ['{n} 项需要您处理', '{n} need your attention'],
  notKept: [
    '手机空间已满，刚才的操作没有保存。请删除一些照片或应用，再做一次。',
    'This telephone is full: what you just did is not saved. Remove some photos or apps and do it again.',
  ],
  understood: ['知道了', 'I see'],
});

/** What became of a visit, on cards and in lists. */
export const stateWords = words({
  overdue: ['已过时间', 'Overdue'],
  running: ['服务中', 'Under way'],
  elsewhere: ['服务中（在别的手机上签到）', 'Under way (begun on another device)'],
  ended: ['待提交', 'To be submitted'],
  waiting: ['已保存，待上传', 'Saved, to be sent'],
  photos: ['照片待上传', 'Photos to be sent'],
  sent: ['已上传', 'Sent'],
  refused: ['需要处理', 'Needs attention'],
  removed: ['已由单位补录', 'Entered by the office'],
  planned: ['待服务', 'Planned'],
  unplanned: ['临时服务', 'Unplanned'],
  payable: ['可支付', 'Payable'],
  part: ['部分可支付', 'Payable in part'],
  held: ['待核实', 'Held'],
  blocked: ['不予认定', 'Blocked'],
  billed: ['已入账单', 'Billed'],
  paid: ['已支付', 'Paid'],
  missed: ['未服务', 'Missed'],
  cancelled: ['已取消', 'Cancelled'],
  'photo-pending': ['待上传照片', 'Waiting for photos'],
  started: ['服务中', 'Under way'],
  reported: ['已报告：{what}', 'Reported: {what}'],
  skip: ['报告：未服务', 'Report: missed'],
  cancel: ['报告：取消', 'Report: cancelled'],
  emergency: ['紧急情况', 'Emergency'],
});
