import { Button, Form, Input, Radio } from 'antd';
import { useNavigate } from 'react-router';
import { answerOf, api, type Schemas } from '../../shared/session';
import { useMay } from '../app/access';
import { Reveal } from '../cadres/reveal';
import {
  type Finding,
  KeyCap,
  ProblemBox,
  Section,
  useCommand,
  useFormDraft,
  useHotkeys,
  useRead,
} from '../kit';
import { AddProof } from './add-proof';
import { openReasons } from './open-reasons';
import { fetchVisits, TOUCHED, type Visit } from './visit-data';
import { v } from './visits-words';

type Answers = Pick<Schemas['VisitResolve'], 'code' | 'resolution' | 'reason' | 'evidence'>;

/** Each reason once: cleared, or left as it is. Then on to the next visit that is held. */
export function ResolvePart({ visit }: { visit: Visit }) {
  const may = useMay();
  const navigate = useNavigate();
  const others = useRead(['visits', 'held', 'next'], () =>
    fetchVisits(undefined, { status: 'held', limit: '5' }),
  );
  const next = others.data?.items.find(({ id }) => id !== visit.id);
  const goOn = (): void => void (next && navigate(`/visits/${next.id}`));
  useHotkeys({ j: goOn });
  const toNext = (
    <Button onClick={goOn} disabled={next === undefined}>
      {next ? v.next() : v.noneLeft()}
      <KeyCap name="j" />
    </Button>
  );
  const isOpen = openReasons(visit).length > 0;
  const mayResolve = may('bureau-clerk', 'liaison', 'bureau-approver');
  // The next one is a step away also once this one is settled.
  if (!isOpen && !mayResolve) return null;
  if (may('provider-manager'))
    return visit.takesProof ? (
      <AddProof visit={visit} />
    ) : (
      <Section title={v.waits()}>{v.waitsHint()}</Section>
    );
  return (
    <Section title={v.resolve()} actions={toNext}>
      <p className="faint">{isOpen ? v.resolveHint() : v.settled()}</p>
      {isOpen && mayResolve && (
        <>
          <Reveal cadreId={visit.cadreId} />
          <ResolveForm visit={visit} />
        </>
      )}
    </Section>
  );
}

/** What came since was not looked at: then nothing is decided. */
const useResolving = ({ id, addedProofs: { length: seenProofs } }: Visit) =>
  useCommand(
    (body: Answers, key) =>
      answerOf(
        api.POST('/api/v1/visits/{id}/resolve', {
          params: { path: { id }, header: { 'Idempotency-Key': key } },
          body: { ...body, seenProofs },
        }),
      ),
    TOUCHED,
  );

function ResolveForm({ visit }: { visit: Visit }) {
  const [form] = Form.useForm<Answers>();
  const draft = useFormDraft(`resolve ${visit.id}`, form);
  const reasons = openReasons(visit);
  const command = useResolving(visit);
  const send = async ({ code, resolution, reason, evidence }: Answers): Promise<void> => {
    const seen = evidence?.trim();
    if (
      await command.run({
        code,
        resolution,
        reason: reason.trim(),
        ...(seen && { evidence: seen }),
      })
    ) {
      draft.filed();
      form.resetFields();
    }
  };
  const choose = (reason: string): void => {
    form.setFieldsValue({ reason });
    draft.changed();
  };
  const decide = (resolution: Answers['resolution']) => (): void => {
    form.setFieldsValue({ resolution });
    form.submit();
  };
  return (
    <Form
      key={reasons.map(({ code }) => code).join()}
      {...{ form, layout: 'vertical', onValuesChange: draft.changed }}
      initialValues={{ code: reasons[0]?.code, resolution: 'confirm' }}
      onFinish={(answers: Answers) => void send(answers)}
    >
      {draft.offer && <div className="dialog-offer">{draft.offer}</div>}
      <ProblemBox error={command.problem} />
      <ResolveFields reasons={reasons} usual={choose} />
      <div className="row-wrap">
        <Button type="primary" loading={command.isRunning} onClick={decide('confirm')}>
          {v.accept()}
        </Button>
        <Button danger loading={command.isRunning} onClick={decide('reject')}>
          {v.reject()}
        </Button>
      </div>
    </Form>
  );
}

function ResolveFields({ reasons, usual }: { reasons: Finding[]; usual: (text: string) => void }) {
  const needed = [{ required: true, whitespace: true, message: v.needed() }];
  const options = reasons.map(({ code, message }) => ({ value: code, label: `${code} ${message}` }));
  return (
    <>
      <Form.Item name="code" label={v.codes()}>
        <Radio.Group options={options} />
      </Form.Item>
      <Form.Item name="resolution" hidden>
        <Input />
      </Form.Item>
      <Form.Item name="reason" label={v.reason()} extra={v.reasonHint()} rules={needed}>
        <Input.TextArea rows={2} maxLength={500} />
      </Form.Item>
      <div className="row-wrap">
        {[v.usual1(), v.usual2(), v.usual3()].map((text) => (
          <Button key={text} size="small" onClick={() => usual(text)}>
            {text}
          </Button>
        ))}
      </div>
      <Form.Item name="evidence" label={v.evidence()} className="below">
        <Input maxLength={500} />
      </Form.Item>
    </>
  );
}
