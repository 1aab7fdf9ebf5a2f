import { useState } from 'react';
import { CommandButton, Section } from '../kit';
import { AppealDialog } from './appeal-dialog';
import { useAppealable } from './appealable';
import type { Bill, BillLine } from './bill-data';
import { t } from './bills-words';

/** The provider's way against what was cut of one line: a reason, and proof. */
export function AppealButton({ bill, line: { line } }: { bill: Bill; line: BillLine }) {
  const [isOpen, setOpen] = useState(false);
  if (!useAppealable(bill).has(line)) return null;
  return (
    <Section>
      <CommandButton label={t.appealLine({ line })} hotkey="a" kind="primary" run={() => setOpen(true)} />
      {isOpen && (
        <AppealDialog
          {...{ bill, lines: [line] }}
          onClose={() => setOpen(false)}
          onDone={() => setOpen(false)}
        />
      )}
    </Section>
  );
}
