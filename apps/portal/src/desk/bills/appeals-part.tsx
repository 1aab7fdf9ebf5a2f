import { APPEAL_ANSWERS } from '@songbai/billing';
import { Button, Form, Input, Modal, Radio } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { useMay } from '../app/access';
import { Moment, optionsOf, ProblemBox, Section, useHotkeys } from '../kit';
import { type Bill, useAnswer } from './bill-data';
import { t } from './bills-words';

const said: Record<string, () => string> = {
  upheld: t.upheld,
  rejected: t.rejected,
  withdrawn: t.withdrawn,
};

/** What the provider appealed, and what it was told. */
export function AppealsPart({ bill }: { bill: Bill }) {
  const may = useMay();
  const [line, setLine] = useState<number>();
  if (bill.appeals.length === 0) return null;
  const canAnswer = may('bureau-finance') && bill.status === 'disputed';
  return (
    <Section title={t.appeals()}>
      <table className="plain-table">
        <tbody>
          {bill.appeals.map((appeal) => (
            <tr key={`${appeal.line} ${appeal.at}`}>
              <td>
                <Link to={`/bills/${bill.id}/lines/${appeal.line}`}>#{appeal.line}</Link>
              </td>
              <td>
                {appeal.reason}
                {appeal.evidence && <div className="faint">{appeal.evidence}</div>}
              </td>
              <td>
                <Moment value={appeal.at} />
              </td>
              <td>
                <b>{appeal.answer ? (said[appeal.answer]?.() ?? appeal.answer) : t.unanswered()}</b>{' '}
                {appeal.answerReason}
              </td>
              <td>
                {canAnswer && !appeal.answer && (
                  <Button size="small" onClick={() => setLine(appeal.line)}>
                    {t.answerAppeal()}
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {line !== undefined && (
        <AnswerDialog billId={bill.id ?? ''} line={line} onClose={() => setLine(undefined)} />
      )}
    </Section>
  );
}

interface Entered {
  answer: 'upheld' | 'rejected';
  reason: string;
}

function AnswerDialog({ billId, line, onClose }: { billId: string; line: number; onClose: () => void }) {
  const [form] = Form.useForm<Entered>();
  const answer = useAnswer(billId);
  useHotkeys({ 'ctrl+Enter': () => form.submit() }, { inDialog: true });
  const send = async (entered: Entered): Promise<void> => {
    if (await answer.run({ line, ...entered })) onClose();
  };
  return (
    <Modal
      open
      title={`${t.answerAppeal()} #${line}`}
      onCancel={onClose}
      onOk={() => form.submit()}
      okButtonProps={{ loading: answer.isRunning }}
    >
      <ProblemBox error={answer.problem} />
      <Form
        form={form}
        layout="vertical"
        initialValues={{ answer: 'rejected' }}
        onFinish={(entered) => void send(entered)}
      >
        <Form.Item name="answer" label={t.outcome()}>
          <Radio.Group options={optionsOf(APPEAL_ANSWERS)} />
        </Form.Item>
        <Form.Item
          name="reason"
          label={t.reason()}
          rules={[{ required: true, whitespace: true, message: t.needed() }]}
        >
          <Input.TextArea autoFocus rows={3} maxLength={1000} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
