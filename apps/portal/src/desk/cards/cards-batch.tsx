import { App, Button } from 'antd';
import { useState } from 'react';
import { DownloadButton } from '../bills/download-button';
import { useCommand } from '../kit';
import { type Contact, issueCards } from './card-data';
import { t } from './cards-words';
import { ContactDialog } from './contact-dialog';

export const PrintAllCards = () => (
  <DownloadButton failed={t.printFailed()} path="/api/v1/cards.pdf" name="cards.pdf" label={t.printAll()} />
);

/** Cards for all who are ticked in the list. */
export function IssueCards({ cadreIds, clear }: { cadreIds: string[]; clear: () => void }) {
  const [isOpen, setOpen] = useState(false);
  const { message } = App.useApp();
  const command = useCommand(issueCards, [['cadres']]);
  const send = async (contact: Contact): Promise<void> => {
    const answer = await command.run({ ...contact, cadreIds });
    if (!answer) return;
    void message.success(t.issuedMany({ count: answer.items.length }));
    setOpen(false);
    clear();
  };
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t.issueMany()}</Button>
      {isOpen && (
        <ContactDialog
          {...{ title: t.issueMany(), isRunning: command.isRunning, problem: command.problem }}
          close={() => setOpen(false)}
          send={(contact) => void send(contact)}
        />
      )}
    </>
  );
}
