import { Controller, Get, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { UnitOfWork } from '../db/unit-of-work';
import { Open } from '../http/open';
import { Readiness } from './readiness';

/** For whoever watches the process: is it alive, and can it serve? */
@ApiExcludeController()
@Controller()
export class HealthController {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly readiness: Readiness,
  ) {}

  @Open()
  @Get('livez')
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  /** 503 while the demo is still loading, while the process stops, and while the database does not answer. */
  @Open()
  @Get('readyz')
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<{ status: string }> {
    const status = this.readiness.isReady ? await this.database() : this.readiness.reason;
    if (status !== 'ok') void reply.code(503);
    return { status };
  }

  private async database(): Promise<string> {
    try {
      await this.unitOfWork.run({ kind: 'system' }, (tx) => tx.query('select 1'));
      return 'ok';
    } catch {
      return 'database';
    }
  }
}
