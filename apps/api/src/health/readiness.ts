import { Injectable } from '@nestjs/common';

/** Whether the process takes work. It starts closed, opens when all is loaded, and closes for good when it stops. */
@Injectable()
export class Readiness {
  private state: 'starting' | 'ready' | 'stopping' = 'starting';

  get isReady(): boolean {
    return this.state === 'ready';
  }

  get reason(): string {
    return this.state;
  }

  open(): void {
    if (this.state === 'starting') this.state = 'ready';
  }

  close(): void {
    this.state = 'stopping';
  }
}
