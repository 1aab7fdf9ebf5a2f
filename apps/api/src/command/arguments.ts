import { parseArgs } from 'node:util';
import { isMonth } from '@songbai/contracts';

export interface MonthCommand {
  folder: string;
  month: string;
  out: string;
  lenient: boolean;
  operator: string;
}

/** The command line cannot be understood: the words say why. */
export class UsageError extends Error {}

export const USAGE = `用法 usage:
  npm run songbai -- month <folder> --month YYYY-MM --out <folder> [--strict | --lenient] [--as <operator>]

  month     结算一个月：读取文件夹（CSV 或一个 .xlsx），占用经费、核验服务、核定账单，出具文件
            settles a month: reads the folder (CSV or one .xlsx), reserves, verifies, adjudicates, writes the papers
  --strict  任何一行读不懂就停下，什么都不保存（默认） any unreadable row stops the run, nothing is stored (default)
  --lenient 略去读不懂的行，其余照常 leaves unreadable rows out and goes on
  --as      经办人 operator (month-run)

环境变量 environment: SONGBAI_HOME (.songbai), DATABASE_URL, SONGBAI_KEY_FILE
退出状态 exit status: 0 已结算 settled, 2 输入有误 unreadable input, 1 其他 anything else
`;

/** Understands the words after `songbai`. Throws a UsageError. */
export function readArguments(words: readonly string[]): MonthCommand {
  const { values, positionals } = parsed(words);
  const [verb, folder, ...rest] = positionals;
  if (verb !== 'month') throw new UsageError(`不认识的命令 unknown command: ${verb ?? '（空）'}`);
  if (!folder || rest.length > 0) throw new UsageError('需要一个文件夹 one folder is wanted');
  if (values.strict && values.lenient)
    throw new UsageError('--strict 与 --lenient 只能选一个 choose one of them');
  if (!values.month || !isMonth(values.month))
    throw new UsageError('--month 应为 YYYY-MM --month wants YYYY-MM');
  if (!values.out) throw new UsageError('缺少 --out <folder> is missing');
  const operator = values.as.trim();
  if (operator === '') throw new UsageError('--as 不能为空 --as must not be empty');
  return { folder, month: values.month, out: values.out, lenient: values.lenient, operator };
}

function parsed(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        month: { type: 'string' },
        out: { type: 'string' },
        as: { type: 'string', default: 'month-run' },
        strict: { type: 'boolean', default: false },
        lenient: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}
