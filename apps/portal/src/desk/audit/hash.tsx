import { App, Button } from 'antd';
import { copyText } from '../kit';
import { a } from './audit-words';
import './audit.css';

export const Hash = ({ value }: { value: string }) => <code className="hash">{value}</code>;

export function CopyButton({ text }: { text: string }) {
  const { message } = App.useApp();
  const copy = async (): Promise<void> => {
    await copyText(text);
    void message.success(a.copied());
  };
  return (
    <Button size="small" onClick={() => void copy()}>
      {a.copy()}
    </Button>
  );
}
