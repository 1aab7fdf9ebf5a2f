/**
 * The service worker: keeps the files of one build, and answers from them. It touches nothing of the interface: what is
 * recorded is sent by the page itself, because not every telephone wakes a worker for it.
 */

/** Filled in by the build: the files of /field/, and a name that changes with them. */
declare const __FILES__: string[];
declare const __VERSION__: string;

const worker = self as unknown as ServiceWorkerGlobalScope;

const PREFIX = 'songbai-field-';
const CACHE = PREFIX + __VERSION__;
const PAGE = '/field/index.html';

worker.addEventListener('install', (event) => {
  const fresh = __FILES__.map((path) => new Request(path, { cache: 'reload' }));
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(fresh)));
});

worker.addEventListener('activate', (event) => {
  event.waitUntil(dropOthers().then(() => worker.clients.claim()));
});

worker.addEventListener('message', ({ data }) => {
  if (data === 'take-over') void worker.skipWaiting();
});

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin || !pathname.startsWith('/field/')) return;
  event.respondWith(answer(request, request.mode === 'navigate' ? PAGE : pathname));
});

async function answer(request: Request, path: string): Promise<Response> {
  const cache = await caches.open(CACHE);
  return (await cache.match(path)) ?? fetch(request);
}

async function dropOthers(): Promise<void> {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(PREFIX) && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
}

export {};
