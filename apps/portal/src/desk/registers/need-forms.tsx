import { App } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { answerOf, api, type Schemas } from '../../shared/session';
import { useLanguage } from '../../shared/words';
import { ORDERING } from '../app/access';
import { EditPage, type FormField, Only, RegisterForm, useForm } from '../forms';
import { Field, optionsOf, PlainPage, Section, useCadre, useCommand } from '../kit';
import { CadreSearch } from '../orders/cadre-search';
import { needRoom } from './need-room';
import { r } from './registers-words';

export const EditNeedPage = () => <EditPage room={needRoom} />;

export function NewNeedPage() {
  useLanguage();
  return (
    <Only roles={ORDERING} title={r.newNeed()}>
      <NewNeedForm />
    </Only>
  );
}

const CHANNELS = {
  phone: { zh: '电话', en: 'by phone' },
  paper: { zh: '书面', en: 'on paper' },
  visit: { zh: '走访', en: 'at a visit' },
  card: { zh: '服务卡', en: 'with the card' },
  online: { zh: '网上', en: 'online' },
};

/** Who needs something, found as in the order form; then what it is. */
function NewNeedForm() {
  const [picked, pick] = useState<Schemas['CadreAnswer']>();
  const [isMissing, setMissing] = useState(false);
  const fields = needFields();
  const form = useForm([CADRE, ...fields], { channel: 'phone' }, true, { name: 'needs new' });
  const named = useCadre(form.values.cadreId as string | undefined);
  const cadre = picked ?? named;
  const navigate = useNavigate();
  const { message } = App.useApp();
  const enter = useCommand(
    (body: Schemas['NewNeed'], key) =>
      answerOf(api.POST('/api/v1/needs', { params: { header: { 'Idempotency-Key': key } }, body })),
    [['needs'], ['worklists']],
  );
  const send = async (): Promise<void> => {
    setMissing(cadre === undefined);
    if (!form.check() || cadre === undefined) return;
    const need = await enter.run(form.body() as unknown as Schemas['NewNeed']);
    if (need === undefined) return;
    form.settle();
    void message.success(need.number);
    void navigate(`/cadres/${cadre.id}`, { replace: true });
  };
  const choose = (found: Schemas['CadreAnswer']): void => {
    pick(found);
    form.set(CADRE.name, found.id);
  };
  return (
    <PlainPage title={r.newNeed()}>
      <RegisterForm
        {...{ groups: [{ fields }], form, isNew: true, isSending: enter.isRunning, problem: enter.problem }}
        {...{ send: () => void send(), cancel: () => void navigate('/needs'), isPart: true }}
        notice={
          <Section>
            <Field id="need-cadre" label={r.cadre()} error={isMissing ? r.pickCadre() : undefined}>
              <CadreSearch id="need-cadre" value={cadre} onPick={choose} autoFocus />
            </Field>
          </Section>
        }
      />
    </PlainPage>
  );
}

/** Chosen above the fields, and of the form as they are. */
const CADRE: FormField = { name: 'cadreId', label: '', kind: 'text', isOptional: true };

const needFields = (): FormField[] => [
  { name: 'text', label: r.needText(), kind: 'long', max: 1000, isWide: true },
  { name: 'channel', label: r.channel(), kind: 'radio', options: optionsOf(CHANNELS), isWide: true },
];
