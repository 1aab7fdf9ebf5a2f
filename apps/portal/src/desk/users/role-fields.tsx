import { Form, Input, Select } from 'antd';
import { roleWords } from '../app/app-words';
import { FIND } from '../kit';
import { NEEDS, type Party, type UserRole, useParties } from './user-data';
import { w } from './users-words';

/** What belongs to one bureau or firm is not another’s: it is chosen anew. */
type Asked = Exclude<Party, 'cadreId'>;
const BELOW: Partial<Record<Asked, Asked>> = { bureauId: 'unitId', providerId: 'workerId' };

const LABELS: Record<Asked, () => string> = {
  bureauId: w.bureau,
  unitId: w.unit,
  providerId: w.provider,
  workerId: w.worker,
};

/** The role, and the parties that it needs. */
export function RoleFields() {
  const form = Form.useFormInstance<UserRole>();
  const role = Form.useWatch('role', form);
  const bureauId = Form.useWatch('bureauId', form);
  const providerId = Form.useWatch('providerId', form);
  const parties = useParties(bureauId, providerId).data;
  const rows = {
    bureauId: parties?.bureaus,
    unitId: parties?.units,
    providerId: parties?.providers,
    workerId: parties?.workers,
  };
  const rules = [{ required: true, message: w.needed() }];
  const asked = role ? NEEDS[role].filter((party) => party !== 'cadreId') : [];
  const forget = (party: Asked | undefined): void => {
    if (party) form.setFieldsValue({ [party]: undefined });
  };
  return (
    <>
      <Form.Item name="role" label={w.role()} rules={rules} extra={w.noFamily()}>
        <Select
          showSearch={FIND}
          options={Object.entries(roleWords)
            .filter(([value]) => value !== 'family' || role === 'family')
            .map(([value, label]) => ({ value, label: label() }))}
        />
      </Form.Item>
      {role === 'family' && (
        <Form.Item name="cadreId" hidden>
          <Input />
        </Form.Item>
      )}
      {asked.map((party) => (
        <Form.Item key={party} name={party} label={LABELS[party]()} rules={rules}>
          <Select
            showSearch={FIND}
            onChange={() => forget(BELOW[party])}
            options={rows[party]?.map(({ id, name, code }) => ({
              value: id,
              label: code ? `${name} ${code}` : name,
              title: name,
            }))}
          />
        </Form.Item>
      ))}
    </>
  );
}

/** Only the parties that the role has a use for: the others are refused. */
export function roleOf(answers: UserRole): UserRole {
  const needs = NEEDS[answers.role].map((party) => [party, answers[party]]);
  return { role: answers.role, ...Object.fromEntries(needs) };
}
