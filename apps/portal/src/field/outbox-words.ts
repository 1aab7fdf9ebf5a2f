import { words } from '../shared/words';

export const w = words({
  title: ['上传记录', 'Uploads'],
  refused: ['待处理', 'Needs attention'],
  unsent: ['还没上传', 'Not sent yet'],
  sent: ['已上传', 'Sent'],
  removed: ['已由单位补录', 'Entered by the office'],
  nothing: ['没有等待上传的内容。', 'Nothing is waiting to be sent.'],
  photos: ['{n} 张照片待上传', 'Photos to be sent: {n}'],
  sendNow: ['立即上传', 'Send now'],
  refusedTitle: ['服务器没有接受', 'The server did not take it'],
  conflict: [
    '这次服务已有另一份记录，可能是单位补录的。',
    'There is another record of this visit, perhaps entered by your office.',
  ],
  whatToDo: [
    '记录还在手机上。请给单位打电话，改好后点“再试一次”，或请单位代为补录。',
    'The record is still on this telephone. Ring your office; when it is put right, try again, or let them enter it.',
  ],
  remove: ['单位已补录', 'The office has entered it'],
  removeTitle: ['确定单位已经补录？', 'Has the office entered it by hand?'],
  removeHint: [
    '确定后，这条记录不再上传，只留在手机上供查看。',
    'It will not be sent any more, and stays on this telephone to read.',
  ],
  removeNow: ['确定，不再上传', 'Yes, do not send it'],
  madeAt: ['{time} 记录', 'Recorded {time}'],
});
