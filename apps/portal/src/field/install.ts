import { useSyncExternalStore } from 'react';

/** The app on the telephone: its service worker, its updates and its icon. */

interface InstallPrompt extends Event {
  prompt(): Promise<void>;
}

let waiting: ServiceWorker | undefined;
let prompt: InstallPrompt | undefined;
const listeners = new Set<() => void>();
const tell = (): void => {
  for (const each of listeners) each();
};
const listen = (each: () => void): (() => void) => {
  listeners.add(each);
  return () => listeners.delete(each);
};

/** A newer version waits until the person lets it in: nothing reloads while a visit is recorded. */
export function installWorker(): void {
  addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault();
    prompt = event as InstallPrompt;
    tell();
  });
  if (!('serviceWorker' in navigator)) return;
  void navigator.serviceWorker.register('/field/worker.js').then(watch, () => undefined);
}

function watch(registration: ServiceWorkerRegistration): void {
  const look = (): void => {
    // The very first version has nobody to take over from.
    if (!registration.waiting || !navigator.serviceWorker.controller) return;
    waiting = registration.waiting;
    tell();
  };
  look();
  // An app on the home screen is hardly ever opened anew, only looked at again.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void registration.update().catch(() => undefined);
  });
  registration.addEventListener('updatefound', () => {
    registration.installing?.addEventListener('statechange', look);
  });
}

function letIn(): void {
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload());
  waiting?.postMessage('take-over');
}

async function install(): Promise<void> {
  await prompt?.prompt();
  prompt = undefined;
  tell();
}

/** Lets the newer version in; undefined where there is none. */
export const useUpdate = (): (() => void) | undefined =>
  useSyncExternalStore(listen, () => (waiting ? letIn : undefined));

export const useInstall = (): (() => void) | undefined =>
  useSyncExternalStore(listen, () => (prompt ? install : undefined));
