/** Why the embedded database cannot run. Each fault has one sentence in Chinese and one in English. */
export type EmbeddedFault = keyof typeof SENTENCES;

const SENTENCES = {
  'not-a-folder': (at: string) => [
    `${at} 不是文件夹，请换一个位置`,
    `${at} is not a folder; choose another place`,
  ],
  'not-writable': (at: string) => [
    `没有权限使用 ${at}，请检查该文件夹的所有者和权限`,
    `no permission to use ${at}; check who owns it and its mode`,
  ],
  'disk-full': (at: string) => [
    `${at} 所在磁盘已满，请先清理空间`,
    `the disk of ${at} is full; free some space first`,
  ],
  'other-version': (at: string, why: string) => [
    `${at} 由另一主版本的 PostgreSQL 创建（${why}），未作任何改动`,
    `${at} was made by another major version of PostgreSQL (${why}); nothing was changed`,
  ],
  'foreign-data': (at: string) => [
    `${at} 里的数据库不是松柏创建的（没有密码文件），未作任何改动`,
    `the database in ${at} was not made by Songbai (no password file); nothing was changed`,
  ],
  'foreign-server': (at: string, why: string) => [
    `${at} 正被另一个数据库服务占用（${why}），请先停止它`,
    `${at} is held by another database server (${why}); stop it first`,
  ],
  'data-missing': (at: string, why: string) => [
    `记录的数据文件夹 ${why} 已不存在；请恢复它，或删除 ${at} 重新开始`,
    `the recorded data folder ${why} is gone; restore it, or delete ${at} to start anew`,
  ],
  unreachable: (at: string, why: string) => [
    `数据库账号 ${why} 无法进入 ${at}，请把它移到该账号能进入的位置`,
    `the database account ${why} cannot enter ${at}; move it where that account can`,
  ],
  'no-account': (_at: string, why: string) => [
    `没有可用来运行数据库的普通账号：${why}`,
    `no unprivileged account can run the database: ${why}`,
  ],
  'no-binaries': (_at: string, why: string) => [
    `本机无法运行内置的 PostgreSQL：${why}；可设置 DATABASE_URL 使用其他数据库`,
    `the bundled PostgreSQL cannot run here: ${why}; set DATABASE_URL to use another server`,
  ],
  busy: (at: string, why: string) => [
    `${at} 正被另一个进程启动或停止（${why}），请稍后再试`,
    `${at} is being started or stopped by another process (${why}); try again later`,
  ],
  stopped: (at: string) => [
    `${at} 里的数据库（内置 PostgreSQL）已被停止，松柏随之退出；原因见 ${at}/postgres.log，再次启动即可恢复`,
    `the database in ${at} (the bundled PostgreSQL) was stopped and Songbai ends with it; ` +
      `${at}/postgres.log says why, start again to go on`,
  ],
  'start-failed': (at: string, why: string) => [
    `数据库未能在 ${at} 启动：${why}`,
    `the database did not start in ${at}: ${why}`,
  ],
} satisfies Record<string, (at: string, why: string) => [string, string] | string[]>;

/** A folder or machine that cannot hold the database. `message` is one line for the user, zh / en. */
export class EmbeddedDatabaseError extends Error {
  override readonly name = 'EmbeddedDatabaseError';

  constructor(
    readonly fault: EmbeddedFault,
    readonly folder: string,
    readonly reason = '',
  ) {
    super(SENTENCES[fault](folder, reason.replace(/\s+/g, ' ').trim()).join(' / '));
  }
}

const ERRNO: Record<string, EmbeddedFault> = {
  EACCES: 'not-writable',
  EPERM: 'not-writable',
  EROFS: 'not-writable',
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  ENOTDIR: 'not-a-folder',
  EEXIST: 'not-a-folder',
};

/** Gives a file system error its sentence; any other error passes unchanged, since it is a bug of ours. */
export function explained(error: unknown, folder: string): unknown {
  if (error instanceof EmbeddedDatabaseError) return error;
  const { code, path } = error as NodeJS.ErrnoException;
  const fault = code === undefined ? undefined : ERRNO[code];
  return fault === undefined ? error : new EmbeddedDatabaseError(fault, path ?? folder);
}

/** Finds the reason in what initdb or postgres wrote; `text` is its output, newest lines last. */
export function explainedOutput(text: string, folder: string): EmbeddedDatabaseError {
  if (/No space left on device|Disk quota exceeded/.test(text))
    return new EmbeddedDatabaseError('disk-full', folder);
  if (/could not look up effective user ID/.test(text)) {
    return new EmbeddedDatabaseError('no-account', folder, 'this user has no entry in /etc/passwd');
  }
  if (/could not (access|open|create) directory.*(Permission denied)/.test(text)) {
    return new EmbeddedDatabaseError('not-writable', folder);
  }
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const fatal = lines.filter((line) => /FATAL|PANIC|error:|cannot/.test(line)).at(-1);
  return new EmbeddedDatabaseError('start-failed', folder, fatal ?? lines.at(-1) ?? '?');
}
