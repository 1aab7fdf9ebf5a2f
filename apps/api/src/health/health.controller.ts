import { Controller, Get, ServiceUnavailableException } from '@nestjs/common';
import { UnitOfWork } from '../db/unit-of-work';
import { Readiness } from './readiness';

/** For whoever watches the process: is it alive, and can it serve? */
@Controller()
export class HealthController {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly readiness: Readiness,
  ) {}

  @Get('livez')
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  /** 503 while the demo is still loading, while the process stops, and while the database does not answer. */
  @Get('readyz')
  async ready(): Promise<{ status: 'ok' }> {
    if (!this.readiness.isReady) throw new ServiceUnavailableException({ status: this.readiness.reason });
    try {
      await this.unitOfWork.run({ kind: 'system' }, (tx) => tx.query('select 1'));
    } catch {
      throw new ServiceUnavailableException({ status: 'database' });
    }
    return { status: 'ok' };
  }
}
