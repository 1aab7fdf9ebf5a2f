import { liveAt } from '../../support/clock';

/** Just before midnight on a day that few years have: the story goes on in March. */
liveAt('2028-02-29T23:59:50+08:00');
