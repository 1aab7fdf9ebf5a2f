import { Button, Form, type FormInstance } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { Link } from 'react-router';
import { newId } from '../../shared/new-id';
import { answerOf, api } from '../../shared/session';
import { useLanguage } from '../../shared/words';
import {
  Findings,
  KeyCap,
  PlainPage,
  ProblemBox,
  ResultPage,
  readClock,
  Section,
  todayText,
  useCommand,
  useFormDraft,
  useHotkeys,
} from '../kit';
import { type Answers, PaperFields } from './paper-fields';
import { spanOf } from './span';
import { TOUCHED, type Visit } from './visit-data';
import { v } from './visits-words';

/** What the sheet says; the days and hours are those of Shanghai. */
interface Sheet {
  orderId: string;
  worker: string;
  startedAt: string;
  endedAt: string;
  unrecorded?: boolean | undefined;
  signature?: string | undefined;
  note?: string | undefined;
}

function sheetOf({ day, from, to, note, ...said }: Answers): Sheet {
  const { startedAt, endedAt } = spanOf(day.format('YYYY-MM-DD'), readClock(from) ?? '', readClock(to) ?? '');
  const { orderId, worker, unrecorded, signature } = said;
  return { orderId, worker, startedAt, endedAt, unrecorded, signature, note: note?.trim() };
}

/** Begins the visit; `id` is its own, and the key of its beginning: a retry is the same visit. */
const begin = ({ orderId, worker, startedAt, unrecorded }: Sheet, id: string): Promise<Visit> =>
  answerOf(
    api.POST('/api/v1/visits', {
      params: { header: { 'Idempotency-Key': `${id}-begin` } },
      body: {
        ...{ id, orderId, startedAt, method: 'manual', onBehalfOf: worker },
        ...(unrecorded && { unrecorded }),
      },
    }),
  );

const finish = ({ endedAt, signature, note }: Sheet, id: string, key: string): Promise<Visit> =>
  answerOf(
    api.POST('/api/v1/visits/{id}/finish', {
      params: { path: { id }, header: { 'Idempotency-Key': `${key}-finish` } },
      body: { endedAt, photos: [], ...(signature && { signature }), ...(note && { note }) },
    }),
  );

/** For those who keep paper: somebody enters what the worker wrote down and the cadre signed. */
export function PaperVisit() {
  useLanguage();
  const [done, setDone] = useState<Visit>();
  if (done) return <Entered visit={done} another={() => setDone(undefined)} />;
  return <PaperForm tell={setDone} />;
}

function Entered({ visit, another }: { visit: Visit; another: () => void }) {
  useHotkeys({ n: another });
  const findings = visit.decision?.findings ?? [];
  return (
    <ResultPage
      kind={findings.length > 0 ? 'warning' : 'success'}
      title={v.paperDone()}
      number={visit.number}
      next={
        <Button type="primary" onClick={another}>
          {v.paperNext()}
          <KeyCap name="n" />
        </Button>
      }
      links={[
        { to: `/visits/${visit.id}`, label: v.open() },
        { to: '/visits', label: v.toList() },
      ]}
    >
      <Findings findings={findings} />
    </ResultPage>
  );
}

/** Kept with what was typed, in no field of its own: one sheet is one visit, also after a reload. */
interface Paper extends Answers {
  /** Of the visit: the same where the answer to its beginning is lost and something is mended before the retry. */
  id: string;
  /** Begun but not finished: what is mended and sent again belongs to this visit, not to a second one. */
  begun?: Pick<Visit, 'id' | 'number'>;
  /** The picture itself is not kept. */
  wasSigned?: boolean;
}

const BESIDE = { preserve: true } as const;

function usePaper() {
  const [form] = Form.useForm<Paper>();
  const [id] = useState(newId);
  const draft = useFormDraft<Paper>('paper-visit', form, ['signature']);
  const begun = Form.useWatch('begun', { form, ...BESIDE });
  const wasSigned = Form.useWatch('wasSigned', { form, ...BESIDE });
  const isSigned = Form.useWatch('signature', { form, ...BESIDE }) !== undefined;
  const command = useCommand(async (sheet: Sheet, key: string) => {
    const paper = form.getFieldsValue(true) as Paper;
    const { id: visitId, number } = paper.begun ?? (await begin(sheet, paper.id));
    form.setFieldsValue({ begun: { id: visitId, number } });
    draft.changed();
    return finish(sheet, visitId, key);
  }, TOUCHED);
  const changed = (part: Partial<Answers>): void => {
    if ('signature' in part) form.setFieldsValue({ wasSigned: part.signature !== undefined });
    draft.changed();
  };
  return { form, id, draft, begun, isSignatureLost: wasSigned === true && !isSigned, command, changed };
}

function PaperForm({ tell }: { tell: (visit: Visit) => void }) {
  const { form, id, draft, begun, isSignatureLost, command, changed } = usePaper();
  const send = async (answers: Answers): Promise<void> => {
    const visit = await command.run(sheetOf(answers));
    if (visit === undefined) return;
    draft.filed();
    tell(visit);
  };
  useHotkeys({ 'ctrl+Enter': () => form.submit() });
  return (
    <PlainPage title={v.paperTitle()}>
      {draft.offer}
      <Section>
        <p className="faint">{v.paperHint()}</p>
        <ProblemBox error={command.problem} />
        {begun && (
          <p>
            {v.paperBegun()} <Link to={`/visits/${begun.id}`}>{begun.number}</Link>
          </p>
        )}
        {isSignatureLost && <p role="status">{v.paperSignAgain()}</p>}
        <Form
          {...{ form, layout: 'vertical', onValuesChange: changed }}
          initialValues={{ id, day: dayjs(todayText()) }}
          onFinish={(answers: Answers) => void send(answers)}
        >
          <PaperFields form={form as unknown as FormInstance<Answers>} isBegun={begun !== undefined} />
          <Button type="primary" htmlType="submit" loading={command.isRunning}>
            {v.save()}
            <KeyCap name="ctrl+Enter" />
          </Button>
        </Form>
      </Section>
    </PlainPage>
  );
}
