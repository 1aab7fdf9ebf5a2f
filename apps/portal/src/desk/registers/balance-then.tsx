import { Button } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import { answerOf, api } from '../../shared/session';
import { BalanceBar, DatePicker, Field, Loaded, Section, useRead } from '../kit';
import { r } from './registers-words';

const day = (value: Dayjs | null): string | undefined =>
  value?.isValid() ? value.format('YYYY-MM-DD') : undefined;
/** The end of that day at the bureau, whatever the machine's own clock. */
const endOf = (value: string): string => `${value}T23:59:59+08:00`;

/** The fund as of a day, and as it was known on a day: two questions, since facts may come in late. */
export function BalanceThen({ fundId }: { fundId: string }) {
  const [asOf, setAsOf] = useState<string>();
  const [knownAt, setKnownAt] = useState<string>();
  const isAsked = asOf !== undefined || knownAt !== undefined;
  const query = { ...(asOf && { asOf }), ...(knownAt && { knownAt: endOf(knownAt) }) };
  const read = useRead(
    ['funds', fundId, 'balance', query],
    () => answerOf(api.GET('/api/v1/funds/{id}/balance', { params: { path: { id: fundId }, query } })),
    { enabled: isAsked },
  );
  const clear = (): void => {
    setAsOf(undefined);
    setKnownAt(undefined);
  };
  return (
    <Section
      title={r.balanceAt()}
      actions={
        isAsked && (
          <Button size="small" onClick={clear}>
            {r.clearTime()}
          </Button>
        )
      }
    >
      <div className="fields">
        <DayField id="as-of" label={r.asOf()} hint={r.asOfHint()} value={asOf} onChange={setAsOf} />
        <DayField
          id="known-at"
          label={r.knownAt()}
          hint={r.knownAtHint()}
          value={knownAt}
          onChange={setKnownAt}
        />
      </div>
      {isAsked && (
        <div className="below">
          <Loaded read={read}>
            {({ allotted, reserved, expended, available }) => (
              <BalanceBar
                title={[asOf, knownAt && `${r.knownAt()} ${knownAt}`].filter(Boolean).join(' · ')}
                {...{ allotted, reserved, expended, left: available }}
              />
            )}
          </Loaded>
        </div>
      )}
    </Section>
  );
}

interface DayFieldProps {
  id: string;
  label: string;
  hint: string;
  value: string | undefined;
  onChange: (day: string | undefined) => void;
}

function DayField({ id, label, hint, value, onChange }: DayFieldProps) {
  return (
    <Field id={id} label={label} hint={hint}>
      <DatePicker id={id} value={value ? dayjs(value) : null} onChange={(picked) => onChange(day(picked))} />
    </Field>
  );
}
