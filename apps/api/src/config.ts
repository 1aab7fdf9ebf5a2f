import { resolve } from 'node:path';

/** What the environment says, read once. */
export interface Config {
  /** The folder of the embedded database and of the key file. */
  home: string;
  /** Another PostgreSQL (≥ 15) in place of the embedded one. */
  databaseUrl: string | undefined;
  keyFile: string;
  port: number;
  host: string;
}

/** A setting that cannot be used, in words for the person who set it. */
export class ConfigError extends Error {}

export function readConfig(env: NodeJS.ProcessEnv): Config {
  const home = resolve(env.SONGBAI_HOME || '.songbai');
  return {
    home,
    databaseUrl: env.DATABASE_URL || undefined,
    keyFile: resolve(env.SONGBAI_KEY_FILE || `${home}/personal-data.key`),
    port: readPort(env.PORT || '3000'),
    host: env.HOST || '127.0.0.1',
  };
}

function readPort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65535)
    throw new ConfigError(`PORT=${text}: 不是端口号 / not a port number`);
  return port;
}
