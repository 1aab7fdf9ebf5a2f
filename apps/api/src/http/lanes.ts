interface Waiting {
  weight: number;
  go: () => void;
}

/** So much at once; who comes later waits, in order. Long or large work must not take all that there is. */
export class Lanes {
  private readonly waiting: Waiting[] = [];
  private free: number;

  /** @param most lanes, or whatever else the weights count, such as megabytes. */
  constructor(private readonly most: number) {
    this.free = most;
  }

  get waitingNow(): number {
    return this.waiting.length;
  }

  /** What weighs more than all lanes together takes all of them. */
  async run<T>(work: () => Promise<T>, asked = 1): Promise<T> {
    const weight = Math.min(asked, this.most);
    if (this.waiting.length === 0 && weight <= this.free) this.free -= weight;
    else await new Promise<void>((go) => this.waiting.push({ weight, go }));
    try {
      return await work();
    } finally {
      this.free += weight;
      this.letIn();
    }
  }

  private letIn(): void {
    for (let [next] = this.waiting; next && next.weight <= this.free; [next] = this.waiting) {
      this.waiting.shift();
      this.free -= next.weight;
      next.go();
    }
  }
}
