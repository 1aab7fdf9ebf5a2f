import { App, Form, Input } from 'antd';
import { type RefObject, useRef, useState } from 'react';
import { newId } from '../../shared/new-id';
import { Dialog, Money, ProblemBox, useFormDraft, useHotkeys } from '../kit';
import { neededRules } from './adjustment-dialog';
import { a } from './appeal-words';
import { BehalfItem } from './behalf-item';
import { type Bill, sendAppeal, TOUCHED, uploadProof, useKeptBill } from './bill-data';
import { t } from './bills-words';
import { FileChoice } from './file-choice';
import { useInTurns } from './in-turns';
import { sumsOf } from './lines';
import { TurnsPart } from './turns-part';

interface Entered {
  reason: string;
  evidence?: string;
  onBehalfOf?: string;
}

interface AppealDialogProps {
  bill: Bill;
  lines: readonly number[];
  onClose: () => void;
  /** All of them were appealed. */
  onDone: () => void;
}

/** The proof is sent once, before the first line that names it. */
function useProof(billId: string) {
  const [file, choose] = useState<File>();
  const sent: RefObject<{ file: File; key: string; sha256?: string } | undefined> = useRef(undefined);
  const send = async (): Promise<string | undefined> => {
    if (file === undefined) return undefined;
    if (sent.current?.file !== file) sent.current = { file, key: newId() };
    sent.current.sha256 ??= (await uploadProof(billId, file, sent.current.key)).sha256;
    return sent.current.sha256;
  };
  return { file, choose, send };
}

/** One reason and one proof for as many lines as were ticked; the interface gets a call for each. */
function useAppeals({ bill, lines, onDone }: AppealDialogProps, filed: () => void) {
  const billId = bill.id ?? '';
  const proof = useProof(billId);
  const turns = useInTurns(
    (body: Parameters<typeof sendAppeal>[1], key) => sendAppeal(billId, body, key),
    TOUCHED,
    useKeptBill(billId),
  );
  const { message } = App.useApp();
  const [problem, setProblem] = useState<unknown>();
  const [isSending, setSending] = useState(false);
  const send = async (entered: Entered): Promise<void> => {
    if (isSending) return;
    setSending(true);
    setProblem(undefined);
    try {
      const file = await proof.send();
      if (await turns.run(lines, (line) => ({ line, ...entered, ...(file && { file }) }))) {
        void message.success(a.appealsSent({ count: lines.length }));
        filed();
        onDone();
      }
    } catch (error) {
      setProblem(error);
    }
    setSending(false);
  };
  return { proof, turns, problem, isSending, send };
}

export function AppealDialog(props: AppealDialogProps) {
  const { bill, lines, onClose } = props;
  const [form] = Form.useForm<Entered>();
  const draft = useFormDraft(`appeal ${bill.id} ${lines.join()}`, form);
  const { proof, turns, problem, isSending, send } = useAppeals(props, draft.filed);
  useHotkeys({ 'ctrl+Enter': () => form.submit() }, { inDialog: true });
  const { cut } = sumsOf(bill.lines.filter(({ line }) => lines.includes(line)));
  const { length: failures } = turns.failed;
  return (
    <Dialog
      open
      title={
        lines.length === 1 ? t.appealLine({ line: lines[0] ?? 0 }) : a.appealLines({ count: lines.length })
      }
      {...{ onCancel: onClose, draft }}
      onOk={() => form.submit()}
      okText={failures > 0 ? a.turnsAgain({ count: failures }) : t.appeal()}
      okButtonProps={{ loading: isSending }}
    >
      <p>
        {a.appealCut()} <Money value={cut} strong />
      </p>
      <ProblemBox error={problem} />
      <TurnsPart turns={turns} />
      <Form
        {...{ form, layout: 'vertical', onValuesChange: draft.changed }}
        onFinish={(entered: Entered) => void send(entered)}
      >
        <Form.Item name="reason" label={t.reason()} rules={neededRules()}>
          <Input.TextArea autoFocus rows={3} maxLength={1000} />
        </Form.Item>
        <Form.Item name="evidence" label={t.evidence()}>
          <Input maxLength={1000} placeholder={a.evidenceExample()} />
        </Form.Item>
        <FileChoice file={proof.file} choose={proof.choose} />
        <BehalfItem />
      </Form>
    </Dialog>
  );
}
