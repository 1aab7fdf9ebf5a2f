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
}

/** Fetches a file as the person who is signed in, and hands it to the browser's downloads. */
export function DownloadButton({ path, name, label, failed = t.downloadFailed() }: DownloadProps) {
  const [isRunning, setRunning] = useState(false);
  const { message } = App.useApp();
  const load = async (): Promise<void> => {
    setRunning(true);
    const response = await fetchAs(path).catch(() => undefined);
    if (response?.ok) save(await response.blob(), name);
    else void message.error(failed);
    setRunning(false);
  };
  return (
    <Button loading={isRunning} onClick={() => void load()}>
      {label}
    </Button>
  );
}
