import { Form, InputNumber, Radio } from 'antd';
import { useState } from 'react';
import { Dialog, Money, ProblemBox, useHotkeys } from '../kit';
import { type BillLine, type Review, useReview } from './bill-data';
import { t } from './bills-words';
import { codeText } from './code-words';
import { coveredBy, type Group, sumsOf } from './lines';

/** In yuan. */
const SMALL: string | undefined = '1.00';

interface BulkDialogProps {
  billId: string;
  group: Group<BillLine>;
  reviews: ReadonlyMap<number, Review>;
  onClose: () => void;
}

/** Many lines agreed to by one rule, which is said, shown with what it covers, and kept with each of them. */
export function BulkDialog({ billId, group, reviews, onClose }: BulkDialogProps) {
  // A small limit to begin with; where it covers nothing, the whole group.
  const [most, setMost] = useState(() => (coveredBy(group, SMALL).length > 0 ? SMALL : undefined));
  const review = useReview(billId);
  const lines = coveredBy(group, most).filter(({ line }) => !reviews.has(line));
  const codes = group.codes.map(codeText).join(' + ') || t.noCode();
  const rule = most === undefined ? t.bulkRuleAll({ codes }) : t.bulkRule({ codes, most });
  const send = async (): Promise<void> => {
    if (lines.length === 0 || review.isRunning) return;
    const body = {
      lines: lines.map(({ line }) => line),
      outcome: 'agree' as const,
      reason: t.agreed(),
      rule,
    };
    if (await review.run(body)) onClose();
  };
  useHotkeys({ 'ctrl+Enter': () => void send() }, { inDialog: true });
  const { cut } = sumsOf(lines);
  return (
    <Dialog
      open
      title={t.bulkTitle()}
      onCancel={onClose}
      onOk={() => void send()}
      okText={lines.length > 0 ? t.bulkDo({ count: lines.length }) : t.bulkNothing()}
      okButtonProps={{ disabled: lines.length === 0, loading: review.isRunning }}
    >
      <ProblemBox error={review.problem} />
      <RuleFields most={most} setMost={setMost} all={group.lines.length} />
      <p>
        <b>{rule}</b>
      </p>
      <p role="status">
        {lines.length === 0 ? (
          t.bulkNone()
        ) : (
          <>
            {t.bulkCovers({ count: lines.length })} <Money value={cut} strong />
          </>
        )}
      </p>
    </Dialog>
  );
}

interface RuleFieldsProps {
  most: string | undefined;
  setMost: (most: string | undefined) => void;
  all: number;
}

function RuleFields({ most, setMost, all }: RuleFieldsProps) {
  return (
    <Form layout="vertical">
      <Radio.Group
        className="stack-tight"
        value={most === undefined ? 'all' : 'most'}
        onChange={({ target }) => setMost(target.value === 'all' ? undefined : '1.00')}
      >
        <span className="row-wrap">
          <Radio value="most">{t.bulkMost()}</Radio>
          {most !== undefined && (
            <InputNumber
              stringMode
              min="0"
              step="0.01"
              precision={2}
              value={most}
              onChange={(value) => setMost(value ?? '0.00')}
              aria-label={t.bulkMost()}
            />
          )}
        </span>
        <Radio value="all">{t.bulkAll({ count: all })}</Radio>
      </Radio.Group>
    </Form>
  );
}
