export { IssueCards, PrintAllCards } from './cards-batch';
export { Cards } from './cards-part';
