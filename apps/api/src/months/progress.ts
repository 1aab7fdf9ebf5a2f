import { performance } from 'node:perf_hooks';

/** Tells a person how far a long run is: one line per stage, with its count and seconds. */
export interface Progress {
  stage<T>(name: StageName, work: (count: (rows: number) => void) => Promise<T> | T): Promise<T>;
}

/** The stages of a month run, in both languages. */
export const STAGES = {
  read: { zh: '读取', en: 'read' },
  check: { zh: '检查', en: 'check' },
  import: { zh: '入库', en: 'import' },
  orders: { zh: '订单占用', en: 'reserve orders' },
  visits: { zh: '核验服务', en: 'verify visits' },
  bills: { zh: '核定账单', en: 'adjudicate bills' },
  post: { zh: '提交', en: 'commit' },
  assemble: { zh: '汇总', en: 'assemble' },
  papers: { zh: '出具文件', en: 'write papers' },
} as const;
export type StageName = keyof typeof STAGES;

export interface StageTime {
  stage: StageName;
  rows: number;
  seconds: number;
}

/** Writes each stage to a stream when it ends; on a terminal also while it runs, as a bar over all stages. */
export class StreamProgress implements Progress {
  readonly times: StageTime[] = [];

  constructor(private readonly out: Pick<NodeJS.WriteStream, 'write' | 'isTTY'>) {}

  async stage<T>(name: StageName, work: (count: (rows: number) => void) => Promise<T> | T): Promise<T> {
    const start = performance.now();
    let rows = 0;
    if (this.out.isTTY) this.out.write(`${this.bar()} ${STAGES[name].zh}…`);
    const result = await work((counted) => {
      rows = counted;
    });
    const seconds = (performance.now() - start) / 1000;
    this.times.push({ stage: name, rows, seconds });
    const { zh, en } = STAGES[name];
    const clear = this.out.isTTY ? '\r\x1b[2K' : '';
    this.out.write(`${clear}${zh} ${en}: ${rows} 行 rows, ${seconds.toFixed(2)} s\n`);
    return result;
  }

  private bar(): string {
    const all = Object.keys(STAGES).length;
    const done = this.times.length;
    return `[${'█'.repeat(done)}${'░'.repeat(all - done)}]`;
  }
}

/** For the server and for tests: says nothing. */
export const SILENT: Progress = { stage: async (_, work) => work(() => undefined) };
