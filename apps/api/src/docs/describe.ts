import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from '../app.module';
import { OUTSIDE, PREFIX } from '../http/server';
import { openApiOf } from './openapi';

/** The document of the whole server. Nothing of it is started: no database, no key file. */
export async function describeServer(): Promise<Record<string, unknown>> {
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.with({ databaseUrl: 'postgres://nobody@127.0.0.1:1/none', keyFile: '/nonexistent' }),
    new FastifyAdapter(),
    { preview: true, logger: false, abortOnError: false },
  );
  app.setGlobalPrefix(PREFIX, { exclude: OUTSIDE });
  await app.init();
  try {
    return openApiOf(app);
  } finally {
    await app.close();
  }
}
