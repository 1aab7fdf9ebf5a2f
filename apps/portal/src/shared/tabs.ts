import type { Schemas } from '@songbai/client';

type User = Schemas['UserAnswer'];

/** What one tab tells the others: who signed in, or the id of who signed out. */
type News = { entered: User } | { left: string };

interface Hearing {
  entered: (user: User) => void;
  left: (userId: string) => void;
}

/**
 * The tabs of a browser share one cookie: whoever signs in in one of them has signed in for all. A browser without
 * channels finds out when it renews.
 */
export function watchTabs({ entered, left }: Hearing): { tell: (news: News) => void } {
  if (typeof BroadcastChannel === 'undefined') return { tell: () => undefined };
  const channel = new BroadcastChannel('songbai.session');
  channel.onmessage = ({ data }: MessageEvent<News>) =>
    'entered' in data ? entered(data.entered) : left(data.left);
  return { tell: (news) => channel.postMessage(news) };
}
