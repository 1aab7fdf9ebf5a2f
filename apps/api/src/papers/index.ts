/** The door of the papers: what other rooms have written. */
export { applicationXlsx } from './application';
export { differencesXlsx } from './differences';
export { statementPdf } from './statement';
