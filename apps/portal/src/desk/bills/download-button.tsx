import { App, Button } from 'antd';
import { useState } from 'react';
import { fetchAs } from '../../shared/session';
import { save } from '../kit';
import { t } from './bills-words';

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
export function DownloadButton({ path, name, label, failed = t.downloadFailed(), ask }: DownloadProps) {
  const [isRunning, setRunning] = useState(false);
  const { message } = App.useApp();
  const load = async (): Promise<void> => {
    setRunning(true);
    const response = await fetchAs(path).catch(() => undefined);
    setRunning(false);
    if (!response?.ok) return void message.error(failed);
    const file = await response.blob();
    if ((await ask?.(response.headers)) ?? true) save(file, name);
  };
  return (
    <Button loading={isRunning} onClick={() => void load()}>
      {label}
    </Button>
  );
}
