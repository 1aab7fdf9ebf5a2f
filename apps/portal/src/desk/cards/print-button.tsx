import { App, Button } from 'antd';
import { useState } from 'react';
import { fetchAs } from '../../shared/session';
import { save } from '../kit';
import { t } from './cards-words';

/** Fetches the PDF as the person who is signed in: it holds what opens the pages of a cadre. */
export function PrintButton({ path, name, label }: { path: string; name: string; label: string }) {
  const [isRunning, setRunning] = useState(false);
  const { message } = App.useApp();
  const load = async (): Promise<void> => {
    setRunning(true);
    const response = await fetchAs(path).catch(() => undefined);
    if (response?.ok) save(await response.blob(), name);
    else void message.error(t.printFailed());
    setRunning(false);
  };
  return (
    <Button loading={isRunning} onClick={() => void load()}>
      {label}
    </Button>
  );
}
