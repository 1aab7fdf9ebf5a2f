import { useState } from 'react';
import { CommandButton, Money } from '../kit';
import { AppealDialog } from './appeal-dialog';
import { a } from './appeal-words';
import type { Bill } from './bill-data';
import { t } from './bills-words';
import { sumsOf } from './lines';

interface AppealBarProps {
  bill: Bill;
  ticked: readonly number[];
  clear: () => void;
}

/** What is ticked, what it was cut by, and one way to appeal all of it. */
export function AppealBar({ bill, ticked, clear }: AppealBarProps) {
  const [appealed, appeal] = useState<readonly number[]>();
  const { cut } = sumsOf(bill.lines.filter(({ line }) => ticked.includes(line)));
  return (
    <div className="decide">
      <span className="grow" role="status">
        {ticked.length === 0 ? (
          <span className="faint">{a.appealHint()}</span>
        ) : (
          <>
            {a.appealTicked({ count: ticked.length })} <Money value={cut} strong />
          </>
        )}
      </span>
      <CommandButton
        label={ticked.length === 0 ? t.appeal() : a.appealLines({ count: ticked.length })}
        hotkey="a"
        kind="primary"
        isDisabled={ticked.length === 0}
        run={() => appeal(ticked)}
      />
      {appealed && (
        <AppealDialog
          {...{ bill, lines: appealed }}
          onClose={() => appeal(undefined)}
          onDone={() => {
            appeal(undefined);
            clear();
          }}
        />
      )}
    </div>
  );
}
