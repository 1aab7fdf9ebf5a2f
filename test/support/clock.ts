/**
 * Specs do not ask what day it is outside: a run begins at one moment (`momentOfRun`) and its clock goes on from there,
 * in the specs, in the server within them and in the pages of the browser. So none is red at midnight only, at the end
 * of a month or next year. Processes that a spec starts and PostgreSQL keep the clock of the machine: SQL in a spec
 * takes the time as a parameter.
 */
import { CLOCK_VARIABLE } from './run';

let ahead = 0;
let own = '';

/** Whole in itself, since pages run it too: from now on `Date` is ahead by so many milliseconds. */
function putAhead(milliseconds: number): void {
  const Before = Date;
  const now = () => Before.now() + milliseconds;
  globalThis.Date = new Proxy(Before, {
    construct: (date, given, asked) => Reflect.construct(date, given.length > 0 ? given : [now()], asked),
    get: (date, name) => (name === 'now' ? now : Reflect.get(date, name)),
  });
}

function goOn(milliseconds: number): void {
  putAhead(milliseconds);
  ahead += milliseconds;
}

/** For a whole file of specs it is this moment. To be said before anything is started. */
export function liveAt(moment: string): void {
  goOn(Date.parse(moment) - Date.now());
  own = moment.replaceAll(/\D/g, '');
}

/** Names what is made for this file's moment and no other; empty by the clock of the run. */
export const ownMoment = (): string => own;

/** A script for pages: they have the clock of the specs. */
export const clockOfPages = (): string => `(${putAhead})(${ahead})`;

goOn(Number(process.env[CLOCK_VARIABLE] ?? 0));
