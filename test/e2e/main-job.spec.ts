import { beginStory, server } from './main-job/story';
import './main-job/agreement';
import './main-job/orders';
import './main-job/services';
import './main-job/settlement';
import './main-job/books';

/**
 * The main job of a month over HTTP: each chapter goes on where the one before it ended, each step is done by whoever
 * does it, and the funds are looked at after each.
 */
beforeAll(beginStory, 120_000);
afterAll(() => server().close());
jest.setTimeout(60_000);
