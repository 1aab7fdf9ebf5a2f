/** The door of the papers: what other rooms have written. */
export { applicationXlsx } from './application';
export { type CardSize, cardsPdf, type FridgeCard } from './card';
export { forSpreadsheet } from './csv-text';
export { differencesXlsx } from './differences';
export { statementPdf } from './statement';
export { markedBook, tableBook } from './table-book';
