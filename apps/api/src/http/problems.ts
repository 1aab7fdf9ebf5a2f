import type { ErrorCode, Word } from '@songbai/contracts';
import type { DatabaseFault } from '../db/pg-error';

export interface ProblemKind {
  status: number;
  title: Word;
  /** `{name}` stands for a fact of the error. */
  detail: Word;
}

/** Every way to say no, with its status and its words: the one place for them. */
export const PROBLEMS = {
  'invalid-request': {
    status: 400,
    title: { zh: '请求无法读取', en: 'The request cannot be read' },
    detail: {
      zh: '请按列出的各项更正后再提交。',
      en: 'Correct each thing that is listed and send it again.',
    },
  },
  'idempotency-key-required': {
    status: 400,
    title: { zh: '缺少 Idempotency-Key', en: 'Idempotency-Key is missing' },
    detail: {
      zh: '此操作须带 Idempotency-Key 请求头（1 至 200 个可见字符），以免重复执行。',
      en: 'This needs an Idempotency-Key header (1 to 200 printable characters), so that it happens once only.',
    },
  },
  'not-signed-in': {
    status: 401,
    title: { zh: '尚未登录', en: 'Not signed in' },
    detail: { zh: '请登录，或刷新令牌后重试。', en: 'Sign in, or refresh the token, and try again.' },
  },
  'wrong-credentials': {
    status: 401,
    title: { zh: '登录失败', en: 'Sign-in failed' },
    detail: {
      zh: '用户名、密码或动态口令不对。',
      en: 'The user name, the password or the one-time code is wrong.',
    },
  },
  'session-ended': {
    status: 401,
    title: { zh: '登录已失效', en: 'The session has ended' },
    detail: { zh: '请重新登录。', en: 'Sign in again.' },
  },
  'password-change-required': {
    status: 403,
    title: { zh: '请先修改密码', en: 'Choose your own password first' },
    detail: {
      zh: '这是一次性密码，只能用来在 /auth/password 设置本人的密码。',
      en: 'This is a one-time password: it is good only for choosing your own at /auth/password.',
    },
  },
  forbidden: {
    status: 403,
    title: { zh: '无此权限', en: 'Not allowed' },
    detail: { zh: '您的角色不能做这件事。', en: 'Your role may not do this.' },
  },
  'not-found': {
    status: 404,
    title: { zh: '没有找到', en: 'Not found' },
    detail: { zh: '没有这一项，或不属于您。', en: 'There is no such thing, or it is not yours.' },
  },
  'illegal-transition': {
    status: 409,
    title: { zh: '当前状态不允许', en: 'The state does not allow it' },
    detail: { zh: '{name}现为“{from}”，不能“{verb}”。', en: 'The {name} is {from}: {verb} is not possible.' },
  },
  conflict: {
    status: 409,
    title: { zh: '与已有内容冲突', en: 'Conflict' },
    // What it is stands in conflicts.ts.
    detail: { zh: '请刷新后再试。', en: 'Look again, then try again.' },
  },
  'too-large': {
    status: 413,
    title: { zh: '内容过大', en: 'Too large' },
    detail: {
      zh: '超过 {limit} MB，没有接收。文件请压缩、降低扫描或拍照的分辨率，或分成几份；其他内容请分几次提交。',
      en:
        'It is over {limit} MB and was not taken. Compress a file, scan or photograph it at a lower resolution, or ' +
        'split it; send anything else in parts.',
    },
  },
  'unsupported-media-type': {
    status: 415,
    title: { zh: '不支持的内容类型', en: 'Unsupported content type' },
    detail: { zh: '请用 application/json 发送。', en: 'Send application/json.' },
  },
  'unreadable-photo': {
    status: 415,
    title: { zh: '照片无法读取', en: 'The photo cannot be read' },
    detail: {
      zh: '请上传完好的 JPEG、PNG、WebP 或 HEIC 照片。',
      en: 'Send an intact photo: JPEG, PNG, WebP or HEIC.',
    },
  },
  'too-many-pixels': {
    status: 413,
    title: { zh: '图片像素过多', en: 'The picture has too many pixels' },
    detail: {
      zh:
        '图片为 {found} 万像素，这种图片最多接收 {limit} 万像素，没有接收：打开它占用的内存会影响其他人。' +
        '请用手机的普通拍照模式（1200 万至 5000 万像素），或缩小后再上传。',
      en:
        'The picture has {foundMillions} million pixels; of this kind at most {limitMillions} million are taken, as ' +
        'opening it needs memory that others need too. Use the ordinary mode of the camera (12 to 50 million), or ' +
        'scale it down and send it again.',
    },
  },
  'unreadable-file': {
    status: 415,
    title: { zh: '文件无法读取', en: 'The file cannot be read' },
    detail: {
      zh: '请上传完好的照片（JPEG、PNG、WebP、HEIC）或 PDF。',
      en: 'Send an intact picture (JPEG, PNG, WebP, HEIC) or a PDF.',
    },
  },
  'unreadable-table': {
    status: 422,
    title: { zh: '表格无法读取', en: 'The table cannot be read' },
    detail: { zh: '{zh}', en: '{en}' },
  },
  'rows-refused': {
    status: 422,
    title: { zh: '有的行不能导入', en: 'Some rows cannot be imported' },
    detail: {
      zh: '{rows} 行中有 {wrong} 行有误，一行也没有导入。请预览查看原因，或只导入无误的行。',
      en: '{wrong} of {rows} rows are wrong, and none was imported. See why in the preview, or import the valid ones.',
    },
  },
  refused: {
    status: 422,
    title: { zh: '未通过审核规则', en: 'A rule refuses this' },
    detail: {
      zh: '原因、依据和下一步已逐条列出。',
      en: 'Reasons, clauses and what to do next are listed.',
    },
  },
  'idempotency-mismatch': {
    status: 422,
    title: { zh: 'Idempotency-Key 已用于另一请求', en: 'The Idempotency-Key was used for another request' },
    detail: {
      zh: '同一个键只能用于同一角色的同一请求；新的请求，或别人的请求，请换新的键。',
      en: 'One key stands for one request of one role; use a new key for a new request, or for another’s.',
    },
  },
  'month-closed': {
    status: 423,
    title: { zh: '账期已结', en: 'The month is closed' },
    detail: {
      zh:
        '该账期已关闭或未开启，不能再记账。迟到的事项记入开启的账期（账单由财务退回，服务商用补报账单申报）；' +
        '确须记入原账期的，由两人重新开启。',
      en:
        'The month is closed or not open; nothing can be posted into it. What comes late goes into an open month (a ' +
        'bill is returned, and filed as a supplementary one); where it must be this month, two people reopen it.',
    },
  },
  'too-many-attempts': {
    status: 429,
    title: { zh: '尝试过多', en: 'Too many attempts' },
    detail: {
      zh: '请在 {seconds} 秒后再试；忘记密码的，请管理员重置。',
      en: 'Try again in {seconds} seconds. An administrator can reset a password that was forgotten.',
    },
  },
  busy: {
    status: 429,
    title: { zh: '正忙', en: 'Busy' },
    detail: {
      zh: '同时处理的太多，这一份没有接收；请在 {seconds} 秒后原样再发。',
      en: 'Too much is being worked on at once, so this was not taken; send it again as it is in {seconds} seconds.',
    },
  },
  unavailable: {
    status: 503,
    title: { zh: '暂时无法服务', en: 'Temporarily unavailable' },
    detail: {
      zh: '数据库暂时无法访问，请稍后再试。',
      en: 'The database cannot be reached; try again shortly.',
    },
  },
  internal: {
    status: 500,
    title: { zh: '系统出错', en: 'Something went wrong' },
    detail: {
      zh: '这是系统的问题，请把 X-Request-Id 告诉管理员。',
      en: 'This is our defect. Please give the X-Request-Id to your administrator.',
    },
  },
} satisfies Record<ErrorCode, ProblemKind>;

/**
 * What a refusal by the database means to the caller. The rules come first, so one that the rules would have
 * said is a race,
 * and one that they could not say is a value they let through: neither is a defect of the server to the caller.
 */
export const CODE_OF_FAULT = {
  'shares-mismatch': 'internal',
  'scope-mismatch': 'internal',
  'limit-exceeded': 'conflict',
  'funds-short': 'conflict',
  'reservation-short': 'conflict',
  'ceiling-exceeded': 'conflict',
  'key-reused': 'idempotency-mismatch',
  'period-closed': 'month-closed',
  'filed-is-final': 'conflict',
  duplicate: 'conflict',
  overlap: 'conflict',
  'unknown-reference': 'conflict',
  'rule-violated': 'conflict',
  'value-missing': 'invalid-request',
  'unreadable-value': 'invalid-request',
  forbidden: 'forbidden',
  'no-scope': 'internal',
  contention: 'conflict',
  unavailable: 'unavailable',
  defect: 'internal',
} satisfies Record<DatabaseFault, ErrorCode>;
