import type { Config } from '../config';
import { startEmbedded } from './embedded';
import { migrate } from './migrate';

/** A migrated database, and how to be done with it. */
export interface Database {
  url: string;
  /** Of the role that migrates; the same where DATABASE_URL names one user. */
  ownerUrl: string;
  isEmbedded: boolean;
  /** Rejects when our own server ends under us. Another's may come back, and is waited for. */
  lost(): Promise<never>;
  stop(): Promise<void>;
}

/**
 * The database of the configuration, up to date: another server's where DATABASE_URL names one, else our own
 * in the home folder, which is started, or joined where another process of ours runs it.
 */
export async function openDatabase({ databaseUrl, home }: Config): Promise<Database> {
  if (databaseUrl) {
    await migrate(databaseUrl);
    const lost = (): Promise<never> => new Promise(() => undefined);
    return { url: databaseUrl, ownerUrl: databaseUrl, isEmbedded: false, lost, stop: async () => undefined };
  }
  const server = await startEmbedded({ home });
  try {
    await migrate(server.ownerUrl);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return {
    ...{ url: server.appUrl, ownerUrl: server.ownerUrl, isEmbedded: true },
    ...{ lost: () => server.lost(), stop: () => server.stop() },
  };
}
