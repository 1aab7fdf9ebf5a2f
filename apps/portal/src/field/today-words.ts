import { words } from '../shared/words';

export const w = words({
  title: ['今日服务', 'Today’s visits'],
  start: ['开始', 'Start'],
  resume: ['继续', 'Continue'],
  running: ['正在服务', 'Under way'],
  due: ['待服务', 'To do'],
  done: ['今天已完成', 'Done today'],
  unmade: ['今天未服务', 'Not made today'],
  later: ['接下来几天', 'The next days'],
  earlier: ['前几天', 'The last days'],
  noMore: ['今天没有别的服务了。', 'No more visits today.'],
  none: ['今天没有安排的服务。', 'No visits are planned for today.'],
  nothingYet: [
    '还没有下载工作单。连上网络后会自动下载。',
    'Your list has not been downloaded yet. It will be, once you are online.',
  ],
  unplanned: ['＋ 临时服务', '+ Unplanned visit'],
  unplannedTitle: ['给谁服务？', 'For whom?'],
  unplannedHint: ['只列出今天在执行期内的订单。', 'Only orders that are in force today are listed.'],
  anotherOpen: ['请先结束正在进行的服务。', 'Please finish the visit that is under way first.'],
  readOnly: [
    '已有 {n} 天没有联网。请先联网登录，再开始新的服务；已记录的都还在。',
    'No contact with the server for {n|1 day|# days}. Go online before you begin a visit; your records are kept.',
  ],
  skew: [
    '手机时间{way}了 {n} 分钟，请校正。服务时间按服务器时间记录。',
    'This telephone’s clock is {n|1 minute|# minutes} {way}. Set it right. Visits are recorded in the server’s time.',
  ],
  ahead: ['快', 'fast'],
  behind: ['慢', 'slow'],
  insecure: [
    '此网址没有加密（HTTPS），不能离线使用，也不能拍照。请让管理员改用 HTTPS 网址。',
    'This address is not encrypted (HTTPS): no offline use, no photos. Ask your administrator for the HTTPS address.',
  ],
  update: ['新版本已就绪。', 'A new version is ready.'],
  updateNow: ['现在更新', 'Update now'],
  install: [
    '把“上门”装到手机桌面，没有网络也能打开。',
    'Install this app, so that it opens without a network.',
  ],
  installNow: ['安装', 'Install'],
});
