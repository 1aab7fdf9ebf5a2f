import { parseArgs } from 'node:util';
import { isCreditCode, isMonth } from '@songbai/contracts';
import type { LedgerCommand } from './ledger-commands';
import type { SetupCommand } from './setup-command';

export interface MonthCommand {
  verb: 'month';
  folder: string;
  month: string;
  out: string;
  lenient: boolean;
  operator: string;
}

/** Loads the demo into the empty database that DATABASE_URL names, or into the embedded one. */
export interface DemoCommand {
  verb: 'demo';
}

export type Command = MonthCommand | SetupCommand | DemoCommand | LedgerCommand;

/** The command line cannot be understood: the words say why. */
export class UsageError extends Error {}

export const USAGE = `用法 usage:
  npm run songbai -- month <folder> --month YYYY-MM --out <folder> [--strict | --lenient] [--as <operator>]
  npm run songbai -- setup --bureau <name> --code <credit code> --admin <username>
  npm run songbai -- demo
  npm run songbai -- verify
  npm run songbai -- ledger-export --out <folder> [--prove <posting id>]
  npm run songbai -- ledger-replay <folder>

  month     结算一个月：读取文件夹（CSV 或一个 .xlsx），占用经费、核验服务、核定账单，出具文件
            settles a month: reads the folder (CSV or one .xlsx), reserves, verifies, adjudicates, writes the papers
  --strict  任何一行读不懂就停下，什么都不保存（默认） any unreadable row stops the run, nothing is stored (default)
  --lenient 略去读不懂的行，其余照常 leaves unreadable rows out and goes on
  --as      经办人 operator (month-run)

  setup     登记老干部局，并给系统管理员一个一次性密码（新管理员，或忘记密码的管理员）
            enters a bureau and gives its administrator, new or locked out, a one-time password

  demo      在空数据库里装入示例（示例用户的密码：SONGBAI_DEMO_PASSWORD，未设则生成并显示）
            loads the demo into an empty database (password of its users: SONGBAI_DEMO_PASSWORD, else made and shown)

  verify         核对全部账目（余额、占用、限额、封存……），逐条报告不符之处
                 checks all of the books (balances, reservations, limits, seals ...) and names what does not agree
  ledger-export  把分录、封存和总封写成文件，任何人可用所附脚本独立核对
                 writes postings, seals and heads as files, with a script that checks them without us
  ledger-replay  把导出的分录在数据库里重放一遍，与导出的余额比对
                 plays exported postings into a database and compares the balances

环境变量 environment: SONGBAI_HOME (.songbai), DATABASE_URL, SONGBAI_KEY_FILE
退出状态 exit status: 0 已结算、账目一致 settled, agrees; 2 输入有误 unreadable input, 1 其他 anything else
`;

/** Understands the words after `songbai`. Throws a UsageError. */
export function readArguments(words: readonly string[]): Command {
  if (words[0] === 'demo' && words.length === 1) return { verb: 'demo' };
  const { values, positionals } = parsed(words);
  const [verb, folder, ...rest] = positionals;
  if (verb === 'verify' || verb === 'ledger-export' || verb === 'ledger-replay') {
    return ledgerCommand(verb, folder, values);
  }
  if (verb === 'setup') return setupCommand(values);
  if (verb !== 'month') throw new UsageError(`不认识的命令 unknown command: ${verb ?? '（空）'}`);
  if (!folder || rest.length > 0) throw new UsageError('需要一个文件夹 one folder is wanted');
  if (values.strict && values.lenient)
    throw new UsageError('--strict 与 --lenient 只能选一个 choose one of them');
  if (!values.month || !isMonth(values.month))
    throw new UsageError('--month 应为 YYYY-MM --month wants YYYY-MM');
  if (!values.out) throw new UsageError('缺少 --out <folder> is missing');
  const operator = values.as.trim();
  if (operator === '') throw new UsageError('--as 不能为空 --as must not be empty');
  return { verb, folder, month: values.month, out: values.out, lenient: values.lenient, operator };
}

function setupCommand({
  bureau,
  code,
  admin,
}: {
  bureau?: string;
  code?: string;
  admin?: string;
}): SetupCommand {
  const [name, creditCode, username] = [bureau, code, admin].map((value) => value?.trim());
  if (!name) throw new UsageError('缺少 --bureau <name> is missing');
  if (!creditCode || !isCreditCode(creditCode)) {
    throw new UsageError('--code 应为 18 位统一社会信用代码 --code wants a unified social credit code');
  }
  if (!username || !/^[\w.-]{1,64}$/.test(username)) {
    throw new UsageError('--admin 应为用户名（字母、数字、_ . -） --admin wants a username');
  }
  return { verb: 'setup', bureau: name, creditCode, admin: username };
}

function ledgerCommand(
  verb: LedgerCommand['verb'],
  folder: string | undefined,
  { out, prove }: { out?: string; prove?: string },
): LedgerCommand {
  if (verb === 'verify') return { verb };
  if (verb === 'ledger-replay') {
    if (!folder) throw new UsageError('需要一个文件夹 one folder is wanted');
    return { verb, folder };
  }
  if (!out) throw new UsageError('缺少 --out <folder> is missing');
  return { verb, out, prove };
}

function parsed(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        month: { type: 'string' },
        bureau: { type: 'string' },
        code: { type: 'string' },
        admin: { type: 'string' },
        out: { type: 'string' },
        prove: { type: 'string' },
        as: { type: 'string', default: 'month-run' },
        strict: { type: 'boolean', default: false },
        lenient: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}
