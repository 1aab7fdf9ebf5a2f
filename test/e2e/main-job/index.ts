import { beginStory, server } from './story';
import './agreement';
import './orders';
import './services';
import './settlement';
import './books';

/**
 * The main job of a month over HTTP: each chapter goes on where the one before it ended, each step is done by whoever
 * does it, and the funds are looked at after each.
 */
beforeAll(beginStory, 120_000);
afterAll(() => server().close());
jest.setTimeout(60_000);
