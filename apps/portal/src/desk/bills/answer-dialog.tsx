import { APPEAL_ANSWERS } from '@songbai/billing';
import { App, Form, Input, Radio } from 'antd';
import type { Schemas } from '../../shared/session';
import { Dialog, optionsOf, useFormDraft, useHotkeys } from '../kit';
import { neededRules } from './adjustment-dialog';
import { a } from './appeal-words';
import { sendAnswer, TOUCHED, useKeptBill } from './bill-data';
import { t } from './bills-words';
import { useInTurns } from './in-turns';
import { TurnsPart } from './turns-part';

type Answer = Schemas['AnswerToAppeal'];
type Entered = Pick<Answer, 'answer' | 'reason'>;

/** Whoever upholds an appeal is told what has to follow, before it is sent. */
const UpheldHint = () => Form.useWatch('answer') === 'upheld' && <span role="status">{a.upheldHint()}</span>;

interface AnswerDialogProps {
  billId: string;
  lines: readonly number[];
  onClose: () => void;
}

/** One answer to as many appeals as were ticked; the interface gets a call for each. */
export function AnswerDialog({ billId, lines, onClose }: AnswerDialogProps) {
  const [form] = Form.useForm<Entered>();
  const draft = useFormDraft(`answer ${billId} ${lines.join()}`, form);
  const keep = useKeptBill(billId);
  const turns = useInTurns((body: Answer, key) => sendAnswer(billId, body, key), TOUCHED, keep);
  const { message } = App.useApp();
  useHotkeys({ 'ctrl+Enter': () => form.submit() }, { inDialog: true });
  const { length: failures } = turns.failed;
  const send = async (entered: Entered): Promise<void> => {
    if (!(await turns.run(lines, (line) => ({ line, ...entered })))) return;
    void message.success(a.answersSent({ count: lines.length }));
    draft.filed();
    onClose();
  };
  const [first] = lines;
  return (
    <Dialog
      open
      title={lines.length === 1 ? `${t.answerAppeal()} #${first}` : a.answerMany({ count: lines.length })}
      {...{ onCancel: onClose, draft }}
      onOk={() => form.submit()}
      okText={failures > 0 ? a.turnsAgain({ count: failures }) : t.answerAppeal()}
      okButtonProps={{ loading: turns.isRunning }}
    >
      <TurnsPart turns={turns} />
      <Form
        {...{ form, layout: 'vertical', onValuesChange: draft.changed }}
        initialValues={{ answer: 'rejected' }}
        onFinish={(entered: Entered) => void send(entered)}
      >
        <Form.Item name="answer" label={t.outcome()} extra={<UpheldHint />}>
          <Radio.Group options={optionsOf(APPEAL_ANSWERS)} />
        </Form.Item>
        <Form.Item name="reason" label={t.reason()} rules={neededRules()}>
          <Input.TextArea autoFocus rows={3} maxLength={1000} />
        </Form.Item>
      </Form>
    </Dialog>
  );
}
