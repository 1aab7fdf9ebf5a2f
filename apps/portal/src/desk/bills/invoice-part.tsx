import { Button, Form, Input, Modal } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import { useMay } from '../app/access';
import {
  DatePicker,
  Day,
  type Fact,
  FactsTable,
  type Finding,
  Findings,
  Money,
  ProblemBox,
  Section,
  useHotkeys,
  useRegister,
} from '../kit';
import { amountRule, amountText } from './adjustment-dialog';
import { BehalfItem } from './behalf-item';
import { type Bill, useInvoice } from './bill-data';
import { t } from './bills-words';

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
          <Button type={invoice ? 'default' : 'primary'} onClick={() => setOpen(true)}>
            {invoice ? t.replaceInvoice() : t.enterInvoice()}
          </Button>
        )
      }
    >
      {invoice && <FactsTable facts={factsOf(invoice)} />}
      {invoice && wrong.length === 0 && <p className="word-kept">{t.invoiceFits()}</p>}
      {invoice === null ? (
        wrong.map((each) => <Missing key={each.code} finding={each} />)
      ) : (
        <Findings findings={wrong} />
      )}
      {isOpen && <InvoiceDialog bill={bill} onClose={() => setOpen(false)} />}
    </Section>
  );
}

/** No invoice yet is no fault: it says what comes next. */
const Missing = ({ finding: { message, remedy } }: { finding: Finding }) => (
  <p className="faint">
    {message} {remedy}
  </p>
);

const factsOf = ({ number, issuedOn, total }: NonNullable<Bill['invoice']>): Fact[] => [
  { label: t.invoiceNumber(), value: number, wide: true },
  { label: t.issuedOn(), value: <Day value={issuedOn} /> },
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

/** Everything that is known already stands there; the number and the day are typed. */
function InvoiceDialog({ bill, onClose }: { bill: Bill; onClose: () => void }) {
  const [form] = Form.useForm<Entered>();
  const contract = useRegister('contracts').byId.get(bill.contractId);
  const invoice = useInvoice(bill.id ?? '');
  useHotkeys({ 'ctrl+Enter': () => form.submit() }, { inDialog: true });
  const send = async ({ issuedOn, total, ...entered }: Entered): Promise<void> => {
    const body = { ...entered, issuedOn: issuedOn.format('YYYY-MM-DD'), total: amountText(total) };
    if (await invoice.run(body)) onClose();
  };
  if (contract === undefined) return null;
  const { buyerCode, sellerCode } = contract;
  const initial = { issuedOn: dayjs(), buyerCode, sellerCode, total: bill.payable };
  return (
    <Modal
      open
      title={t.enterInvoice()}
      onCancel={onClose}
      onOk={() => form.submit()}
      okButtonProps={{ loading: invoice.isRunning }}
    >
      <ProblemBox error={invoice.problem} />
      <Form form={form} layout="vertical" initialValues={initial} onFinish={(entered) => void send(entered)}>
        <InvoiceFields />
      </Form>
    </Modal>
  );
}

function InvoiceFields() {
  const rules = [{ required: true, message: t.needed() }];
  return (
    <>
      <Form.Item
        name="number"
        label={t.invoiceNumber()}
        rules={rules}
        normalize={(text: string) => text.replace(/\s/g, '')}
      >
        <Input autoFocus maxLength={64} inputMode="numeric" autoComplete="off" />
      </Form.Item>
      <Form.Item name="issuedOn" label={t.issuedOn()} rules={rules}>
        <DatePicker maxDate={dayjs()} />
      </Form.Item>
      <Form.Item name="total" label={t.total()} rules={[amountRule()]}>
        <Input inputMode="decimal" autoComplete="off" />
      </Form.Item>
      <Form.Item name="buyerCode" label={t.buyerCode()} rules={rules}>
        <Input maxLength={64} />
      </Form.Item>
      <Form.Item name="sellerCode" label={t.sellerCode()} rules={rules}>
        <Input maxLength={64} />
      </Form.Item>
      <BehalfItem />
    </>
  );
}
