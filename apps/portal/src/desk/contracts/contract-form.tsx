import { Form, type FormInstance } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import { answerOf, api } from '../../shared/session';
import { useLanguage } from '../../shared/words';
import {
  type FormStep,
  Loaded,
  Money,
  moneyText,
  StepForm,
  useCommand,
  useKeptDraft,
  useRegister,
} from '../kit';
import type { Answers } from './answers';
import { Compared } from './compared';
import { type Contract, TOUCHED, useContract } from './contract-data';
import { c } from './contracts-words';
import { comparable, ISO, initialOf, termsOf, withDays } from './draft-answers';
import { MoneyStep, PartiesStep, PricesStep } from './form-steps';
import { useGrounds } from './grounds';
import { moneyOf } from './typed';

/** A new draft, perhaps after the model of another contract, or a draft that is revised. */
export function ContractForm() {
  useLanguage();
  const { id } = useParams();
  const like = useSearchParams()[0].get('like');
  const read = useContract(id ?? like ?? '', (id ?? like) != null);
  if (id === undefined && like === null) return <Draft />;
  return (
    <Loaded read={read}>
      {(contract) => (id === undefined ? <Draft model={contract} /> : <Draft former={contract} />)}
    </Loaded>
  );
}

function useSaving({ former, model }: Origin) {
  return useCommand((answers: Answers, key) => {
    const terms = termsOf(answers);
    if (former) {
      return answerOf(
        api.PATCH('/api/v1/contracts/{id}', { params: { path: { id: former.id } }, body: terms }),
      );
    }
    const { number, providerId } = answers;
    const body = { ...terms, number: number.trim(), providerId, modelId: model?.id ?? null };
    return answerOf(api.POST('/api/v1/contracts', { params: { header: { 'Idempotency-Key': key } }, body }));
  }, TOUCHED);
}

/** Where a draft comes from: its own former words, or another contract. */
interface Origin {
  former?: Contract;
  model?: Contract;
}

/** A draft lies over the words that it was typed against: where others changed them, it would undo that. */
function nameOf({ former, model }: Origin): string {
  if (former === undefined) return `contract.${model ? `like.${model.id}` : 'new'}`;
  const { startsOn, endsOn, ceiling, areas, roundingMinutes, minimumMinutes, prices } = former;
  const { budgetFundIds, budgetDocument, termReasons } = former;
  const said = [startsOn, endsOn, ceiling, areas, roundingMinutes, minimumMinutes, prices];
  return `contract.${former.id}.${JSON.stringify([...said, budgetFundIds, budgetDocument, termReasons])}`;
}

function titleOf({ former, model }: Origin): string {
  if (former) return c.reviseTitle();
  return model ? c.draftLikeTitle({ number: model.number }) : c.draftTitle();
}

function Draft(origin: Origin) {
  const { model } = origin;
  const [form] = Form.useForm<Answers>();
  const navigate = useNavigate();
  const saving = useSaving(origin);
  const [typed, setTyped] = useState<Partial<Answers>>();
  const [name] = useState(() => nameOf(origin));
  const keeping = useKeptDraft<Partial<Answers>>(name, typed, (kept) => {
    form.setFieldsValue(withDays(kept) as Answers);
    setTyped(kept);
  });
  const save = async (): Promise<void> => {
    const saved = await saving.run(form.getFieldsValue(true) as Answers);
    if (saved === undefined) return;
    keeping.filed();
    await navigate(`/contracts/${saved.id}`);
  };
  const steps = useSteps(form, origin, () => setTyped(form.getFieldsValue(true) as Answers));
  return (
    <StepForm
      offer={
        <>
          {keeping.offer}
          {model && <p className="faint">{c.draftLikeHint({ number: model.number })}</p>}
        </>
      }
      title={titleOf(origin)}
      steps={steps}
      submitLabel={c.saveDraft()}
      checkTitle={c.checkDraft()}
      check={<BeforeSaving form={form} model={model} />}
      isSending={saving.isRunning}
      problem={saving.problem}
      onSubmit={() => void save()}
    />
  );
}

/** What is new against its model, and that it stays a draft. */
function BeforeSaving({ form, model }: { form: FormInstance<Answers>; model: Contract | undefined }) {
  return (
    <>
      <p className="faint">{c.draftNext()}</p>
      {model && <Compared model={model} terms={comparable(form.getFieldsValue(true) as Answers)} />}
    </>
  );
}

/** Where something is missing or wrong, the focus goes there. */
const isFilledIn = (form: FormInstance<Answers>): Promise<boolean> =>
  form.validateFields().then(
    () => true,
    ({ errorFields: [first] }: { errorFields: { name: (string | number)[] }[] }) => {
      if (first) form.scrollToField(first.name, { focus: true });
      return false;
    },
  );

/** Prices that begin with the contract go on doing so when its first day is changed. */
function useFollowing(form: FormInstance<Answers>, initial: Partial<Answers>) {
  const begins = useRef(initial.term?.[0]);
  // What was taken up may begin on another day.
  const now = (Form.useWatch('term', { form, preserve: true }) as Partial<Answers['term']> | undefined)?.[0];
  useEffect(() => {
    if (now?.isValid()) begins.current = now;
  }, [now]);
  return ({ term }: Partial<Answers>): void => {
    const [next] = term ?? [];
    if (!next?.isValid()) return;
    const prices = (form.getFieldValue('prices') ?? []) as Answers['prices'];
    const moved = prices.map((price) =>
      price?.days?.[0]?.isSame(begins.current, 'day')
        ? { ...price, days: [next, price.days[1]] as Answers['prices'][number]['days'] }
        : price,
    );
    form.setFieldsValue({ prices: moved });
    begins.current = next;
  };
}

/** Validated when one goes on; what was typed stays. */
function useSteps(form: FormInstance<Answers>, { former, model }: Origin, changed: () => void): FormStep[] {
  const providers = useRegister('providers');
  const items = useRegister('items');
  const grounds = useGrounds();
  const initial = initialOf(former, model);
  const follow = useFollowing(form, initial);
  const all = (): Answers => form.getFieldsValue(true) as Answers;
  const isReady = (): Promise<boolean> => isFilledIn(form);
  const step = (
    key: string,
    title: string,
    body: React.ReactNode,
    answers: FormStep['answers'],
  ): FormStep => ({
    ...{ key, title, isReady, answers },
    body: (
      <Form
        form={form}
        layout="vertical"
        initialValues={initial}
        onValuesChange={(part: Partial<Answers>) => {
          follow(part);
          changed();
        }}
      >
        {body}
      </Form>
    ),
  });
  return [
    step('parties', c.parties(), <PartiesStep former={former} />, () => [
      { label: c.number(), value: all().number },
      { label: c.provider(), value: providers.byId.get(all().providerId)?.name },
      { label: c.term(), value: `${all().term[0].format(ISO)} ~ ${all().term[1].format(ISO)}` },
      { label: c.areas(), value: all().areas },
    ]),
    step('money', c.money(), <MoneyStep />, () => [
      { label: c.ceiling(), value: <Money value={moneyOf(all().ceiling)} strong /> },
      { label: c.rounding(), value: all().roundingMinutes },
      { label: c.minimum(), value: all().minimumMinutes },
      ...grounds(all()),
    ]),
    step('prices', c.prices(), <PricesStep form={form} />, () =>
      all().prices.map(({ itemCode, unitPrice, days: [from, to] }, i) => ({
        label: `${i + 1}. ${itemCode} ${items.byCode.get(itemCode)?.name ?? ''}`,
        value: `${moneyText(moneyOf(unitPrice))} · ${from.format(ISO)} ~ ${to?.format(ISO) ?? c.openEnd()}`,
      })),
    ),
  ];
}
