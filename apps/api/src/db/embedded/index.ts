export { hasDatabase } from './credentials';
export { EmbeddedDatabaseError } from './error';
export { type EmbeddedServer, startEmbedded } from './start';
