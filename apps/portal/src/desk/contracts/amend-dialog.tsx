import { Form, Input } from 'antd';
import type { Dayjs } from 'dayjs';
import { useState } from 'react';
import { listed } from '../../shared/lists';
import { moneyTyped } from '../../shared/plain';
import { answerOf, api, type Schemas } from '../../shared/session';
import {
  DatePicker,
  Dialog,
  moneyText,
  ProblemBox,
  readableDay,
  useCommand,
  useFormDraft,
  useHotkeys,
} from '../kit';
import { k } from '../kit/kit-words';
import type { PriceTyped } from './answers';
import { type Contract, TOUCHED } from './contract-data';
import { c } from './contracts-words';
import { PriceLines, pricesOf } from './price-lines';
import { areasOf, areasRule, moneyOf, moneyRules } from './typed';

type NewAmendment = Schemas['NewAmendment'];

interface Answers {
  ceiling?: string;
  endsOn?: Dayjs;
  areas?: string;
  prices?: PriceTyped[];
  reason: string;
  document?: string;
}

/** Only what is entered is to change. */
function amendmentOf({ ceiling, endsOn, areas, prices, reason, document }: Answers): NewAmendment {
  return {
    ...{ reason, ...(document && { document }) },
    ...(ceiling && { ceiling: moneyOf(ceiling) }),
    ...(endsOn && { endsOn: endsOn.format('YYYY-MM-DD') }),
    ...(areas?.trim() && { areas: areasOf(areas) }),
    ...(prices?.length && { prices: pricesOf(prices) }),
  };
}

const useProposing = (contract: Contract) =>
  useCommand(
    (body: NewAmendment, key) =>
      answerOf(
        api.POST('/api/v1/contracts/{id}/amendments', {
          params: { path: { id: contract.id }, header: { 'Idempotency-Key': key } },
          body,
        }),
      ),
    TOUCHED,
  );

/** What both sides agreed to change: ceiling, term, areas, prices from some day on. */
export function AmendDialog({ contract, close }: { contract: Contract; close: () => void }) {
  const [form] = Form.useForm<Answers>();
  const draft = useFormDraft(`amend ${contract.id}`, form);
  const command = useProposing(contract);
  const [isEmpty, setEmpty] = useState(false);
  const send = async (answers: Answers): Promise<void> => {
    const { reason: _, document: __, ...change } = amendmentOf(answers);
    setEmpty(Object.keys(change).length === 0);
    if (Object.keys(change).length === 0) return;
    if (!(await command.run(amendmentOf(answers)))) return;
    draft.filed();
    close();
  };
  useHotkeys({ 'ctrl+Enter': () => form.submit() }, { inDialog: true });
  return (
    <Dialog
      open
      width={840}
      {...{ title: c.amend(), draft }}
      onCancel={close}
      onOk={() => form.submit()}
      okText={k.ok()}
      cancelText={k.cancel()}
      confirmLoading={command.isRunning}
    >
      <p className="faint">{c.amendHint()}</p>
      {isEmpty && (
        <p className="field-error" role="alert">
          {c.nothingChanged()}
        </p>
      )}
      <ProblemBox error={command.problem} />
      <Form
        form={form}
        layout="vertical"
        onValuesChange={() => {
          setEmpty(false);
          draft.changed();
        }}
        onFinish={(answers) => void send(answers)}
      >
        <AmendFields contract={contract} />
      </Form>
    </Dialog>
  );
}

/** What stands there now is told as what it is: nothing of it is filled in. */
function AmendFields({ contract }: { contract: Contract }) {
  return (
    <>
      <div className="fields">
        <Form.Item name="ceiling" label={c.ceiling()} rules={moneyRules()} normalize={moneyTyped}>
          <Input inputMode="decimal" placeholder={c.nowIs({ value: moneyText(contract.ceiling) })} />
        </Form.Item>
        <Form.Item name="endsOn" label={c.endsOn()} rules={[readableDay()]}>
          <DatePicker placeholder={c.nowIs({ value: contract.endsOn })} />
        </Form.Item>
        <Form.Item
          {...{ name: 'areas', label: c.areas(), rules: [areasRule(contract.areas)] }}
          extra={c.areasHint()}
          className="is-wide"
        >
          <Input placeholder={c.nowIs({ value: listed(contract.areas) })} />
        </Form.Item>
      </div>
      <Form.Item label={c.newPrices()} extra={c.newPricesHint()}>
        <PriceLines />
      </Form.Item>
      <Form.Item name="document" label={c.document()}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="reason" label={c.why()} rules={[{ required: true, message: c.needed() }]}>
        <Input.TextArea rows={2} maxLength={500} />
      </Form.Item>
    </>
  );
}
