import { contractMachine } from '@songbai/contracts';
import { Link } from 'react-router';
import { answerOf, api } from '../../shared/session';
import { type Role, useMay } from '../app/access';
import { CommandButton, ProblemBox, useCommand } from '../kit';
import { type Contract, TOUCHED } from './contract-data';
import { c } from './contracts-words';

type Step = 'submit' | 'approve' | 'return' | 'suspend' | 'resume' | 'terminate';

interface Verb {
  step: Step;
  role: Role;
  hotkey?: string;
  isMain?: boolean;
  isDanger?: boolean;
}

/** Who may do what is the server's to decide; the desk shows each role its own verbs. */
const VERBS: Verb[] = [
  { step: 'submit', role: 'bureau-clerk', isMain: true },
  { step: 'approve', role: 'bureau-approver', hotkey: 'a', isMain: true },
  { step: 'return', role: 'bureau-approver', hotkey: 'r' },
  { step: 'resume', role: 'bureau-approver', isMain: true },
  { step: 'suspend', role: 'bureau-approver' },
  { step: 'terminate', role: 'bureau-approver', isDanger: true },
];

/** Said before it is done. */
const HINTS: Partial<Record<Step, () => string>> = { approve: c.approveHint, terminate: c.terminateHint };

const WITHOUT_REASON: Step[] = ['submit', 'approve'];

function send(id: string, step: Step, reason: string, key: string) {
  const params = { path: { id }, header: { 'Idempotency-Key': key } };
  if (step === 'submit') return answerOf(api.POST('/api/v1/contracts/{id}/submit', { params }));
  if (step === 'approve') return answerOf(api.POST('/api/v1/contracts/{id}/approve', { params }));
  return answerOf(api.POST(`/api/v1/contracts/{id}/${step}`, { params, body: { reason } }));
}

export function ContractActions({ contract }: { contract: Contract }) {
  const { id, status } = contract;
  const may = useMay();
  const command = useCommand(
    ({ step, reason }: { step: Step; reason: string }, key) => send(id, step, reason, key),
    TOUCHED,
  );
  const shown = VERBS.filter(({ step, role }) => may(role) && contractMachine.allows(status, step));
  return (
    <>
      {may('bureau-clerk') && status === 'draft' && (
        <Link to={`/contracts/${id}/revise`} className="button">
          {c.revise()}
        </Link>
      )}
      {may('bureau-clerk') && status !== 'draft' && status !== 'submitted' && (
        <Link to={`/contracts/new?like=${id}`} className="button">
          {c.draftLike()}
        </Link>
      )}
      {shown.map(({ step, hotkey, isMain, isDanger }) => (
        <CommandButton
          key={step}
          {...{ label: c[step](), hotkey, isDanger, isRunning: command.isRunning }}
          kind={isMain ? 'primary' : undefined}
          asksReason={!WITHOUT_REASON.includes(step)}
          confirm={HINTS[step] && <p>{HINTS[step]()}</p>}
          run={(reason) => command.run({ step, reason })}
        />
      ))}
      <ProblemBox error={command.problem} said={contract.findings} />
    </>
  );
}
