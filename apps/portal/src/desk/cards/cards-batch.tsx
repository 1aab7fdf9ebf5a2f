import { App, Button } from 'antd';
import { useRef, useState } from 'react';
import { DownloadButton, useCommand, useQuestion } from '../kit';
import { type Contact, issueCards } from './card-data';
import { t } from './cards-words';
import { ContactDialog } from './contact-dialog';
import { isOnlyHere } from './only-here';

/** Said once on a page: whoever prints all the same has read it. */
export function PrintAllCards() {
  const question = useQuestion();
  const isWarned = useRef(false);
  const ask = async (headers: Headers): Promise<boolean> => {
    const address = headers.get('Songbai-Prints-At') ?? '';
    if (isWarned.current || !isOnlyHere(address)) return true;
    isWarned.current = true;
    return await question({
      ...{ title: t.printAll(), content: t.onlyHere({ address }), okText: t.printAnyway() },
      ...{ cancelText: t.printNot(), isGrave: true },
    });
  };
  return (
    <DownloadButton
      {...{ path: '/api/v1/cards.pdf', name: 'cards.pdf', label: t.printAll(), failed: t.printFailed(), ask }}
    />
  );
}

/** Cards for all who are ticked in the list. */
export function IssueCards({ cadreIds, clear }: { cadreIds: string[]; clear: () => void }) {
  const [isOpen, setOpen] = useState(false);
  const { message } = App.useApp();
  const command = useCommand(issueCards, [['cadres']]);
  const send = async (contact: Contact): Promise<unknown> => {
    const answer = await command.run({ ...contact, cadreIds });
    if (!answer) return undefined;
    void message.success(t.issuedMany({ count: answer.items.length }));
    setOpen(false);
    clear();
    return answer;
  };
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t.issueMany()}</Button>
      {isOpen && (
        <ContactDialog
          {...{ title: t.issueMany(), isRunning: command.isRunning, problem: command.problem }}
          close={() => setOpen(false)}
          send={send}
        />
      )}
    </>
  );
}
