export { EmbeddedDatabaseError, type EmbeddedFault } from './error';
export { type EmbeddedOptions, type EmbeddedServer, startEmbedded } from './start';
