import { isIP } from 'node:net';
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
  /** How many proxies of our own stand before us, or their addresses: they say in X-Forwarded-For who called. */
  trustProxy: number | string[];
  /** Where others find this platform, for the QR codes of cards; else as the clerk's own browser reached it. */
  publicUrl: string | undefined;
  /** Of the request log on standard output: pino's levels. */
  logLevel: string;
  /** Of the demo's logins; one is made and shown where this is not set. */
  demoPassword: string | undefined;
  /** Who brings it may read /metrics from elsewhere. */
  metricsToken: string | undefined;
}

const LOG_LEVELS = ['silent', 'error', 'warn', 'info', 'debug'];

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
    trustProxy: readProxies(env.SONGBAI_TRUST_PROXY || '0'),
    demoPassword: env.SONGBAI_DEMO_PASSWORD || undefined,
    publicUrl: readUrl(env.SONGBAI_PUBLIC_URL),
    metricsToken: env.SONGBAI_METRICS_TOKEN || undefined,
    logLevel: readLevel(env.SONGBAI_LOG || 'info'),
  };
}

function readPort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65535)
    throw new ConfigError(`PORT=${text}: 不是端口号 / not a port number`);
  return port;
}

/** What the last of so many proxies saw is believed, and nothing that stood in the header before. */
function readProxies(text: string): number | string[] {
  if (/^\d$/.test(text)) return Number(text);
  const addresses = text.split(',').map((each) => each.trim());
  const isAddress = (each: string): boolean => {
    const [address = '', bits, ...more] = each.split('/');
    const most = isIP(address) === 6 ? 128 : 32;
    return (
      isIP(address) > 0 &&
      more.length === 0 &&
      (bits === undefined || (/^\d+$/.test(bits) && Number(bits) <= most))
    );
  };
  if (addresses.every(isAddress)) return addresses;
  throw new ConfigError(
    `SONGBAI_TRUST_PROXY=${text}: 代理的层数或地址 / the number of proxies, or their addresses`,
  );
}

function readUrl(text: string | undefined): string | undefined {
  if (!text) return undefined;
  if (!/^https?:\/\/[^/\s]+\/?$/.test(text)) {
    throw new ConfigError(`SONGBAI_PUBLIC_URL=${text}: http(s)://…`);
  }
  return text;
}

function readLevel(text: string): string {
  if (LOG_LEVELS.includes(text)) return text;
  throw new ConfigError(`SONGBAI_LOG=${text}: ${LOG_LEVELS.join(', ')}`);
}
