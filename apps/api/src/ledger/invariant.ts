/**
 * What must hold in the books at every moment, each as one query that answers the rows which break it, for the
 * bureau $1. The tests, `npm run songbai -- verify` and `npm run chaos` all ask these.
 */
export interface Invariant {
  code: string;
  zh: string;
  en: string;
  sql: string;
}
