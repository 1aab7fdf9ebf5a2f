import { Money as Amount } from '@songbai/contracts';
import { Button, Form, Input } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import { useMay } from '../app/access';
import {
  DatePicker,
  Day,
  Dialog,
  type Fact,
  FactsTable,
  type Finding,
  Findings,
  Money,
  messageOf,
  moneyText,
  ProblemBox,
  readableDay,
  Section,
  todayText,
  useFormDraft,
  useHotkeys,
  useRegister,
} from '../kit';
import { amountRules, amountText, isAmount } from './adjustment-dialog';
import { BehalfItem } from './behalf-item';
import { type Bill, useInvoice } from './bill-data';
import { t } from './bills-words';
import { InvoiceNumberWhy, isInvoiceNumber, lengthSaid, plainDigits } from './invoice-number';
import { n } from './invoice-words';

const INVOICED_IN = ['adjudicated', 'confirmed', 'approved'];
const WITHOUT = ['draft', 'submitted', 'returned'];

/** The tax invoice with what does not fit in it. */
export function InvoicePart({ bill }: { bill: Bill }) {
  const may = useMay();
  const [isOpen, setOpen] = useState(false);
  const canEnter = may('provider-manager', 'bureau-clerk') && INVOICED_IN.includes(bill.status);
  const { invoice } = bill;
  if (WITHOUT.includes(bill.status)) return null;
  const wrong = bill.findings.filter(({ code }) => code.startsWith('T'));
  return (
    <Section
      title={t.invoice()}
      actions={
        canEnter && (
          <Button type={isNext(bill) ? 'primary' : 'default'} onClick={() => setOpen(true)}>
            {invoice ? n.replaceInvoice() : n.enterInvoice()}
          </Button>
        )
      }
    >
      {invoice && <FactsTable facts={factsOf(invoice)} />}
      {invoice && wrong.length === 0 && <p className="word-kept">{n.invoiceFits()}</p>}
      {invoice === null ? (
        wrong.map((each) => <Missing key={each.code} finding={each} />)
      ) : (
        <>
          <Findings findings={wrong} />
          {wrong.some(({ code }) => code === 'T02') && (
            <InvoiceNumberWhy billId={bill.id ?? ''} number={invoice.number} />
          )}
        </>
      )}
      {isOpen && <InvoiceDialog bill={bill} onClose={() => setOpen(false)} />}
    </Section>
  );
}

/** Before the amount is confirmed the invoice can be entered, but confirming comes first. */
const isNext = ({ invoice, status }: Bill): boolean => invoice === null && status !== 'adjudicated';

/** No invoice yet is no fault: it says what comes next. */
const Missing = ({ finding }: { finding: Finding }) => (
  <p className="faint">
    {messageOf(finding)} {finding.remedy}
  </p>
);

const factsOf = ({ number, issuedOn, total }: NonNullable<Bill['invoice']>): Fact[] => [
  { label: n.invoiceNumber(), value: number, wide: true },
  { label: n.issuedOn(), value: <Day value={issuedOn} /> },
  { label: t.total(), value: <Money value={total} /> },
];

interface Entered {
  number: string;
  issuedOn: Dayjs;
  buyerCode: string;
  sellerCode: string;
  total: string;
  onBehalfOf?: string;
}

/** Number and total are copied from the invoice, so that they can be checked; the parties are those of the contract. */
function InvoiceDialog({ bill, onClose }: { bill: Bill; onClose: () => void }) {
  const [form] = Form.useForm<Entered>();
  const draft = useFormDraft(`invoice ${bill.id}`, form);
  const contract = useRegister('contracts').byId.get(bill.contractId);
  const invoice = useInvoice(bill.id ?? '');
  useHotkeys({ 'ctrl+Enter': () => form.submit() }, { inDialog: true });
  const send = async ({ issuedOn, total, ...entered }: Entered): Promise<void> => {
    const body = { ...entered, issuedOn: issuedOn.format('YYYY-MM-DD'), total: amountText(total) };
    if (!(await invoice.run(body))) return;
    draft.filed();
    onClose();
  };
  if (contract === undefined) return null;
  const { buyerCode, sellerCode } = contract;
  const initial = { issuedOn: dayjs(todayText()), buyerCode, sellerCode };
  return (
    <Dialog
      open
      {...{ title: n.enterInvoice(), draft }}
      onCancel={onClose}
      onOk={() => form.submit()}
      okButtonProps={{ loading: invoice.isRunning }}
    >
      <ProblemBox error={invoice.problem} />
      <Form
        {...{ form, layout: 'vertical', initialValues: initial, onValuesChange: draft.changed }}
        onFinish={(entered: Entered) => void send(entered)}
      >
        <p className="faint">{n.copyFromPaper()}</p>
        <InvoiceFields payable={bill.payable} />
      </Form>
    </Dialog>
  );
}

/** Beside the field: what is payable, and by how much what was typed differs from it. */
function Expected({ payable }: { payable: string }) {
  const typed = Form.useWatch<string | undefined>('total');
  const isWhole = typed !== undefined && isAmount(typed);
  const difference = isWhole ? differenceOf(amountText(typed), payable) : undefined;
  return (
    <span role="status">
      {n.expectedTotal()} <Money value={payable} strong />
      {difference !== undefined && (
        <b className={difference === '0.00' ? '' : 'is-negative'}>
          {' '}
          {difference === '0.00' ? n.totalFits() : n.totalDiffers({ difference: moneyText(difference) })}
        </b>
      )}
    </span>
  );
}

const differenceOf = (typed: string, payable: string): string =>
  Amount.of(typed).minus(Amount.of(payable)).toString();

/** A calendar that ends today would turn a later day that was typed into today, and say nothing. */
const notLater = () => ({
  validator: (_: unknown, day?: Dayjs | null) =>
    day?.isAfter(dayjs(todayText()), 'day') ? Promise.reject(new Error(n.issuedLater())) : Promise.resolve(),
});

/** Of another length it can be entered as it is printed, but is known to be wrong before it is sent. */
const notTwenty = () => ({
  warningOnly: true,
  validator: (_: unknown, number = '') =>
    number === '' || isInvoiceNumber(number)
      ? Promise.resolve()
      : Promise.reject(new Error(lengthSaid(number))),
});

function InvoiceFields({ payable }: { payable: string }) {
  const rules = [{ required: true, message: t.needed() }];
  return (
    <>
      <Form.Item
        name="number"
        label={n.invoiceNumber()}
        rules={[...rules, notTwenty()]}
        normalize={plainDigits}
      >
        <Input autoFocus maxLength={64} inputMode="numeric" autoComplete="off" />
      </Form.Item>
      <Form.Item name="issuedOn" label={n.issuedOn()} rules={[...rules, notLater(), readableDay()]}>
        <DatePicker />
      </Form.Item>
      <Form.Item name="total" label={t.total()} rules={amountRules()} extra={<Expected payable={payable} />}>
        <Input inputMode="decimal" autoComplete="off" />
      </Form.Item>
      <Form.Item name="buyerCode" label={n.buyerCode()} rules={rules}>
        <Input maxLength={64} />
      </Form.Item>
      <Form.Item name="sellerCode" label={n.sellerCode()} rules={rules}>
        <Input maxLength={64} />
      </Form.Item>
      <BehalfItem />
    </>
  );
}
