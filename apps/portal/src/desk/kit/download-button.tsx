import { App, Button } from 'antd';
import { useState } from 'react';
import { fetchAs } from '../../shared/session';
import { k } from './kit-words';
import { save } from './list-files';

interface DownloadProps {
  path: string;
  /** Of the file. */
  name: string;
  label: string;
  /** What is said where the server does not give it. */
  failed?: string;
  /** Asked before the file is handed over; it says whether it is wanted. */
  ask?: (headers: Headers) => Promise<boolean>;
}

/** Fetches a file as the person who is signed in, and hands it to the browser's downloads. */
export function DownloadButton({ path, name, label, failed = k.downloadFailed(), ask }: DownloadProps) {
  const [isRunning, setRunning] = useState(false);
  const { message } = App.useApp();
  const load = async (): Promise<void> => {
    const response = await fetchAs(path);
    if (!response.ok) throw new Error(failed);
    const file = await response.blob();
    // What is asked may stand there for long.
    setRunning(false);
    if ((await ask?.(response.headers)) ?? true) save(file, name);
  };
  const run = (): void => {
    setRunning(true);
    void load()
      .catch(() => message.error(failed))
      .finally(() => setRunning(false));
  };
  return (
    <Button loading={isRunning} onClick={run}>
      {label}
    </Button>
  );
}
