import { App, Button, Form, Input } from 'antd';
import { type RefObject, useRef } from 'react';
import { sendPhoto } from '../../shared/send-file';
import { answerOf, api } from '../../shared/session';
import { ProblemBox, Section, useCommand, useFormDraft } from '../kit';
import { added } from './added-words';
import { PhotoChoice } from './photo-choice';
import { SignatureScan } from './signature-scan';
import { TOUCHED, type Visit } from './visit-data';
import { v } from './visits-words';

interface Entered {
  note?: string;
  photos?: File[];
  signature?: string;
}

/** A visit that is held still takes what its provider has to show, until somebody decides. */
export function AddProof({ visit: { id } }: { visit: Visit }) {
  const [form] = Form.useForm<Entered>();
  const draft = useFormDraft<Entered>(`proof ${id}`, form, ['photos', 'signature']);
  const { message } = App.useApp();
  const command = useAdding(id);
  const send = async (entered: Entered): Promise<void> => {
    if (!(await command.run(entered))) return;
    void message.success(added.sent());
    draft.filed();
    form.resetFields();
  };
  const some = {
    validator: async () => {
      const { note, photos, signature } = form.getFieldsValue(true) as Entered;
      if (!note?.trim() && !photos?.length && !signature) throw new Error(added.needed());
    },
  };
  return (
    <Section title={v.waits()}>
      <p className="faint">{v.waitsHint()}</p>
      <Form
        {...{ form, layout: 'vertical', onValuesChange: draft.changed }}
        onFinish={(entered: Entered) => void send(entered)}
      >
        {draft.offer && (
          <div className="dialog-offer">
            {draft.offer}
            <p className="faint">{added.again()}</p>
          </div>
        )}
        <p>{added.addHint()}</p>
        <ProblemBox error={command.problem} />
        <Form.Item name="note" label={added.note()} rules={[some]}>
          <Input.TextArea rows={3} maxLength={2000} />
        </Form.Item>
        <Form.Item name="photos" label={added.photos()}>
          <PhotoChoice />
        </Form.Item>
        <Form.Item name="signature" label={added.signed()} extra={added.signedHint()}>
          <SignatureScan />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={command.isRunning}>
          {added.send()}
        </Button>
      </Form>
    </Section>
  );
}

/** The photos go first, each once; then what names them. */
function useAdding(id: string) {
  const sent: RefObject<Map<File, string>> = useRef(new Map());
  return useCommand(async ({ note, photos = [], signature }: Entered, key) => {
    const hashes: string[] = [];
    for (const file of photos) {
      const known = sent.current.get(file) ?? (await sendPhoto(file));
      sent.current.set(file, known);
      hashes.push(known);
    }
    const words = note?.trim();
    const body = {
      ...(words && { note: words }),
      ...(hashes.length > 0 && { photos: hashes }),
      ...(signature && { signature }),
    };
    const params = { path: { id }, header: { 'Idempotency-Key': key } };
    return answerOf(api.POST('/api/v1/visits/{id}/add-proof', { params, body }));
  }, TOUCHED);
}
