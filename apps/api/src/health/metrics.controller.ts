import { timingSafeEqual } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { Controller, Get, Header, type OnModuleInit, Req } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { ApiExcludeController } from '@nestjs/swagger';
import { DomainError } from '@songbai/contracts';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Open } from '../http/open';
import { Metrics } from './metrics';
import { Readiness } from './readiness';

/** Who may look besides this machine itself: whoever brings the token. */
export class MetricsToken {
  constructor(readonly value: string | undefined) {}
}

const LOOPBACK = ['127.0.0.1', '::1', '::ffff:127.0.0.1'];

/** For whoever watches the process. Everybody else is told that there is no such page. */
@ApiExcludeController()
@Controller('metrics')
export class MetricsController implements OnModuleInit {
  private readonly metrics = new Metrics();

  constructor(
    private readonly host: HttpAdapterHost,
    private readonly readiness: Readiness,
    private readonly token: MetricsToken,
  ) {}

  /** A command of the command line has no web server, and so nothing to count. */
  onModuleInit(): void {
    const server = this.host.httpAdapter?.getInstance<FastifyInstance>();
    server?.addHook('onResponse', (request, reply, done) => {
      const { method, routeOptions } = request;
      this.metrics.request(method, routeOptions.url ?? 'unknown', reply.statusCode, reply.elapsedTime / 1000);
      done();
    });
  }

  @Open()
  @Get()
  @Header('Content-Type', 'text/plain; version=0.0.4; charset=utf-8')
  @Header('Cache-Control', 'no-store')
  read(@Req() request: FastifyRequest): string {
    if (!this.mayRead(request)) throw new DomainError('not-found');
    const { rss, heapUsed } = process.memoryUsage();
    const { utilization } = performance.eventLoopUtilization();
    return this.metrics.text([
      ['songbai_ready', 'Whether the process takes work.', this.readiness.isReady ? 1 : 0],
      ['process_resident_memory_bytes', 'Memory of the process.', rss],
      ['nodejs_heap_size_used_bytes', 'Memory of its JavaScript.', heapUsed],
      ['nodejs_eventloop_utilization', 'How much of its time it works, from 0 to 1.', utilization],
      ['process_uptime_seconds', 'Seconds since it began.', process.uptime()],
    ]);
  }

  /** What a proxy on this machine forwards is not from this machine, even where nobody said that there is a proxy. */
  private mayRead({ ip, headers }: FastifyRequest): boolean {
    if (LOOPBACK.includes(ip) && headers['x-forwarded-for'] === undefined && headers.forwarded === undefined)
      return true;
    const { value } = this.token;
    return value !== undefined && isSame(headers.authorization ?? '', `Bearer ${value}`);
  }
}

function isSame(given: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)];
  return a.length === b.length && timingSafeEqual(a, b);
}
