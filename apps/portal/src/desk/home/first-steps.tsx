import { Link } from 'react-router';
import { answerOf, api } from '../../shared/session';
import { words } from '../../shared/words';
import { BUREAU, ORDERING, PROVIDER, type Role } from '../app/access';
import { Section, useRead, useRegister } from '../kit';

const s = words({
  title: ['从这里开始', 'Where to begin'],
  hint: [
    '做完的会打勾；有了订单，这里就不再出现。',
    'What is done has a tick; with the first order this goes away.',
  ],
  done: ['已完成', 'done'],
  people: [
    '登记单位、老干部和服务商，可从 Excel 导入',
    'Enter units, cadres and providers; Excel lists can be imported',
  ],
  money: ['登记经费，起草并批准合同', 'Enter funds; draft and approve a contract'],
  order: ['给一位老干部下第一张订单', 'Place the first order for a cadre'],
  wait: ['由经办或联络员下第一张订单', 'Let a clerk or liaison place the first order'],
  workers: ['登记服务人员，可从 Excel 导入', 'Enter care workers; an Excel list can be imported'],
  contract: ['等老干部局批准合同', 'Wait for the bureau to approve the contract'],
  accept: ['接第一张订单并排班', 'Accept the first order and plan its visits'],
  cadres: ['看本单位的老干部对不对', 'See whether the unit’s cadres are right'],
  funds: ['看本单位经费的余额', 'See what is left of the unit’s funds'],
});

interface Step {
  label: string;
  path: string;
  isDone: boolean;
}

/** Three steps of the role, for an office that has nothing yet; each is ticked by what stands in the registers. */
export function FirstSteps({ role }: { role: Role }) {
  const steps = useSteps(role);
  return (
    <Section title={s.title()}>
      <ol className="first-steps">
        {steps.map(({ label, path, isDone }) => (
          <li key={path} className={isDone ? 'is-done' : ''}>
            <Link to={path}>{label}</Link>
            {isDone && <span className="tag tag-good">✓ {s.done()}</span>}
          </li>
        ))}
      </ol>
      <p className="faint">{s.hint()}</p>
    </Section>
  );
}

function useSteps(role: Role): Step[] {
  const isProvider = PROVIDER.includes(role);
  const contracts = useRegister('contracts');
  const funds = useRegister('funds', !isProvider);
  const workers = useRegister('workers', isProvider);
  const cadres = useRead(
    ['cadres', 'any'],
    () => answerOf(api.GET('/api/v1/cadres', { params: { query: { limit: 1 } } })),
    { enabled: !isProvider },
  );
  const hasContract = contracts.rows.some(({ status }) => status === 'active');
  const hasCadres = (cadres.data?.items.length ?? 0) > 0;
  if (isProvider) {
    return [
      { label: s.workers(), path: '/workers', isDone: workers.rows.length > 0 },
      { label: s.contract(), path: '/contracts', isDone: hasContract },
      { label: s.accept(), path: '/orders', isDone: false },
    ];
  }
  const mayOrder = ORDERING.includes(role);
  const order = {
    ...{ label: mayOrder ? s.order() : s.wait(), path: mayOrder ? '/orders/new' : '/orders', isDone: false },
  };
  if (!BUREAU.includes(role)) {
    return [
      { label: s.cadres(), path: '/cadres', isDone: hasCadres },
      { label: s.funds(), path: '/funds', isDone: funds.rows.length > 0 },
      order,
    ];
  }
  return [
    { label: s.people(), path: role === 'bureau-clerk' ? '/import' : '/cadres', isDone: hasCadres },
    { label: s.money(), path: '/contracts', isDone: hasContract && funds.rows.length > 0 },
    order,
  ];
}
