/** Upper bounds in seconds; what takes longer falls under +Inf. */
const BOUNDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

interface Times {
  /** How many took no longer than each bound. */
  within: number[];
  count: number;
  sum: number;
}

/**
 * Counts of this process in the text format that Prometheus reads. Labels are routes, methods and statuses only: never
 * a path, which may hold ids or a card's token.
 */
export class Metrics {
  private readonly requests = new Map<string, number>();
  private readonly times = new Map<string, Times>();

  request(method: string, route: string, status: number, seconds: number): void {
    const place = `method="${label(method)}",route="${label(route)}"`;
    const counted = `${place},status="${status}"`;
    this.requests.set(counted, (this.requests.get(counted) ?? 0) + 1);
    const times = this.times.get(place) ?? { within: BOUNDS.map(() => 0), count: 0, sum: 0 };
    for (const [i, bound] of BOUNDS.entries())
      if (seconds <= bound) times.within[i] = (times.within[i] ?? 0) + 1;
    times.count += 1;
    times.sum += seconds;
    this.times.set(place, times);
  }

  /** `gauges` are what is true at this moment: name, what it means, value. */
  text(gauges: readonly (readonly [name: string, help: string, value: number])[]): string {
    const lines = [
      ...head('songbai_http_requests_total', 'Answered requests.', 'counter'),
      ...sorted(this.requests).map(([labels, count]) => `songbai_http_requests_total{${labels}} ${count}`),
      ...head('songbai_http_request_seconds', 'Time from request to answer.', 'histogram'),
      ...sorted(this.times).flatMap(([place, times]) => histogram(place, times)),
      ...gauges.flatMap(([name, help, value]) => [...head(name, help, 'gauge'), `${name} ${value}`]),
    ];
    return `${lines.join('\n')}\n`;
  }
}

const head = (name: string, help: string, type: string): string[] => [
  `# HELP ${name} ${help}`,
  `# TYPE ${name} ${type}`,
];

function histogram(place: string, { within, count, sum }: Times): string[] {
  const name = 'songbai_http_request_seconds';
  return [
    ...BOUNDS.map((bound, i) => `${name}_bucket{${place},le="${bound}"} ${within[i] ?? 0}`),
    `${name}_bucket{${place},le="+Inf"} ${count}`,
    `${name}_sum{${place}} ${sum.toFixed(6)}`,
    `${name}_count{${place}} ${count}`,
  ];
}

const sorted = <T>(map: ReadonlyMap<string, T>): [string, T][] =>
  [...map].sort(([a], [b]) => (a < b ? -1 : 1));
const label = (text: string): string =>
  text.replace(/["\\\n]/g, (character) => (character === '\n' ? '\\n' : `\\${character}`));
