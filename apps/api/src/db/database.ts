import type { Config } from '../config';
import { startEmbedded } from './embedded';
import { migrate } from './migrate';

/** A migrated database, and how to be done with it. */
export interface Database {
  url: string;
  /** Of the role that migrates; the same where DATABASE_URL names one user. */
  ownerUrl: string;
  isEmbedded: boolean;
  stop(): Promise<void>;
}

/**
 * The database of the configuration, up to date: another server's where DATABASE_URL names one, else our own
 * in the home folder, which is started, or joined where another process of ours runs it.
 */
export async function openDatabase({ databaseUrl, home }: Config): Promise<Database> {
  if (databaseUrl) {
    await migrate(databaseUrl);
    return { url: databaseUrl, ownerUrl: databaseUrl, isEmbedded: false, stop: async () => undefined };
  }
  const server = await startEmbedded({ home });
  try {
    await migrate(server.ownerUrl);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return { url: server.appUrl, ownerUrl: server.ownerUrl, isEmbedded: true, stop: () => server.stop() };
}
