import { Checkbox } from 'antd';
import { useState } from 'react';
import { CLERK, useMay } from '../app/access';
import {
  type Column,
  CommandButton,
  DownloadButton,
  Loaded,
  Moment,
  Section,
  SmallTable,
  useCommand,
  useRead,
} from '../kit';
import { type Card, type Contact, issueCard, type NewCard, readCards, revokeCard } from './card-data';
import { t } from './cards-words';
import { ContactDialog } from './contact-dialog';
import { isOnlyHere } from './only-here';

/** The cards of one cadre: issued, printed as often as they fade, revoked when they are lost. */
export function Cards({ cadreId }: { cadreId: string }) {
  const may = useMay();
  const read = useRead(['cadres', cadreId, 'cards'], () => readCards(cadreId), {
    enabled: may('bureau-clerk', 'liaison'),
  });
  if (!may('bureau-clerk', 'liaison')) return null;
  const isClerk = may(...CLERK);
  const live = read.data?.items.find(({ revokedAt }) => !revokedAt);
  return (
    <Section title={t.cards()} actions={isClerk && <Actions cadreId={cadreId} live={live} />}>
      <Loaded read={read}>
        {({ items, printsAt }) => (
          <>
            {isClerk && live && <OnlyHere address={printsAt ?? ''} />}
            <SmallTable<Card>
              rows={items}
              rowKey={({ id }) => id}
              empty={t.none()}
              columns={[
                ...COLUMNS(),
                ...(isClerk
                  ? [
                      {
                        key: 'revoke',
                        title: '',
                        text: () => '',
                        render: (card: Card) => <Revoke card={card} />,
                      },
                    ]
                  : []),
              ]}
            />
          </>
        )}
      </Loaded>
    </Section>
  );
}

/** Said before two hundred cards are on two hundred fridges. */
function OnlyHere({ address }: { address: string }) {
  if (address === '' || !isOnlyHere(address)) return null;
  return (
    <p className="is-negative" role="note">
      {t.onlyHere({ address })}
    </p>
  );
}

const COLUMNS = (): Column<Card>[] => [
  { key: 'number', title: t.number(), text: ({ number }) => number },
  { key: 'contact', title: t.contact(), text: ({ contactName }) => contactName ?? '' },
  { key: 'phone', title: t.phone(), text: ({ contactPhone }) => contactPhone ?? '' },
  {
    ...{ key: 'issued', title: t.issued(), text: ({ issuedAt }) => issuedAt },
    render: ({ issuedAt }) => <Moment value={issuedAt} />,
  },
  {
    ...{ key: 'revoked', title: t.revoked(), text: ({ revokedAt }) => revokedAt ?? '' },
    render: ({ revokedAt }) => (revokedAt ? <Moment value={revokedAt} /> : null),
  },
];

function Actions({ cadreId, live }: { cadreId: string; live: Card | undefined }) {
  const path = `/api/v1/cadres/${cadreId}/card.pdf`;
  return (
    <>
      {live && (
        <DownloadButton
          failed={t.printFailed()}
          path={path}
          name={`${live.number}.pdf`}
          label={t.printA5()}
        />
      )}
      {live && (
        <DownloadButton
          failed={t.printFailed()}
          path={`${path}?size=A4`}
          name={`${live.number}-A4.pdf`}
          label={t.printA4()}
        />
      )}
      <Issue cadreId={cadreId} live={live} />
    </>
  );
}

/** A second card is mostly for a lost one, which then opens nothing from the moment on in which the new one does. */
function Issue({ cadreId, live }: { cadreId: string; live: Card | undefined }) {
  const [isOpen, setOpen] = useState(false);
  const [isKept, setKept] = useState(false);
  const command = useCommand((card: NewCard, key) => issueCard(cadreId, card, key), [['cadres', cadreId]]);
  const send = async (contact: Contact): Promise<unknown> => {
    const card = await command.run({ ...contact, ...(live && !isKept && { replaces: live.id }) });
    if (card) setOpen(false);
    return card;
  };
  return (
    <>
      <CommandButton
        label={t.issue()}
        run={() => {
          setKept(false);
          setOpen(true);
        }}
      />
      {isOpen && (
        <ContactDialog
          {...{ title: t.issue(), isRunning: command.isRunning, problem: command.problem, send }}
          close={() => setOpen(false)}
        >
          {live && (
            <Checkbox checked={!isKept} onChange={({ target }) => setKept(!target.checked)}>
              {t.replaces({ number: live.number })}
            </Checkbox>
          )}
        </ContactDialog>
      )}
    </>
  );
}

function Revoke({ card }: { card: Card }) {
  const { id, cadreId, revokedAt } = card;
  const command = useCommand(() => revokeCard(cadreId, id), [['cadres', cadreId]]);
  if (revokedAt) return null;
  return (
    <CommandButton
      {...{ label: t.revoke(), confirm: t.revokeHint(), isDanger: true, isRunning: command.isRunning }}
      run={() => void command.run(undefined)}
    />
  );
}
