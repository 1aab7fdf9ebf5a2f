import { Form, Input, Select } from 'antd';
import { roleWords } from '../app/app-words';
import { FIND } from '../kit';
import { NEEDS, type Party, type UserRole, useParties } from './user-data';
import { w } from './users-words';

const LABELS: Record<Party, () => string> = {
  bureauId: w.bureau,
  unitId: w.unit,
  providerId: w.provider,
  workerId: w.worker,
  cadreId: w.cadreId,
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
    cadreId: undefined,
  };
  const rules = [{ required: true, message: w.needed() }];
  return (
    <>
      <Form.Item name="role" label={w.role()} rules={rules}>
        <Select
          showSearch={FIND}
          options={Object.entries(roleWords).map(([value, label]) => ({ value, label: label() }))}
        />
      </Form.Item>
      {(role ? NEEDS[role] : []).map((party) => (
        <Form.Item key={party} name={party} label={LABELS[party]()} rules={rules}>
          {party === 'cadreId' ? (
            <Input />
          ) : (
            <Select
              showSearch={FIND}
              options={rows[party]?.map(({ id, name }) => ({ value: id, label: name }))}
            />
          )}
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
