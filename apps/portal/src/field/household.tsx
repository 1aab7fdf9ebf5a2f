import { useState } from 'react';
import { answerOf, api, type Schemas, SongbaiProblem } from '../shared/session';
import { Button, Call, Notice } from './kit';
import type { Task } from './store';
import { w } from './visit-words';

type State = 'hidden' | 'busy' | Schemas['HouseholdAnswer'] | { said: string };

/** The telephone of the home. Asked for each time, because it is on record who looked, and kept nowhere here. */
export function Household({ id, task }: { id: string; task: Task }) {
  const [state, setState] = useState<State>('hidden');
  if (!['planned', 'started'].includes(task.visit.status)) return null;
  const ask = async (): Promise<void> => {
    setState('busy');
    const body = { reason: w.householdReason({ item: task.item.name }) };
    try {
      setState(await answerOf(api.POST('/api/v1/visits/{id}/household', { params: { path: { id } }, body })));
    } catch (error) {
      const said = error instanceof SongbaiProblem ? error.problem.detail : w.householdOffline();
      setState({ said });
    }
  };
  if (typeof state === 'object' && 'phone' in state) return <Numbers household={state} />;
  return (
    <>
      <Button onClick={() => void ask()} disabled={state === 'busy'}>
        {w.household()}
      </Button>
      {typeof state === 'object' && <Notice tone="yellow">{state.said}</Notice>}
    </>
  );
}

const Numbers = ({ household: { phone, family } }: { household: Schemas['HouseholdAnswer'] }) => (
  <>
    <Call phone={phone}>{w.callHome()}</Call>
    {family && (
      <Call phone={family.phone}>{w.callFamily({ name: family.name, relation: family.relation })}</Call>
    )}
  </>
);
