import { liveAt } from '../../support/clock';

/** The services of the story were given on the last day of the year, and all the rest is done in the next one. */
liveAt('2027-01-01T00:10:00+08:00');
