import { Form, Input } from 'antd';
import { useMay } from '../app/access';
import { neededRules } from './adjustment-dialog';
import { t } from './bills-words';

/** Staff take a provider's step only for somebody, who is named; the provider itself is asked nothing. */
export function BehalfItem() {
  const may = useMay();
  if (!may('bureau-clerk')) return null;
  return (
    <Form.Item name="onBehalfOf" label={t.behalf()} rules={neededRules()}>
      <Input maxLength={100} />
    </Form.Item>
  );
}
