export { broken } from '../ledger/books';
