import { Alert } from 'antd';
import { useUser } from '../../shared/session';
import { Moment } from '../kit';
import { type Contract, useHistory } from './contract-data';
import { c } from './contracts-words';

/** A draft that the approver has sent back: why, who, when, and how it goes on. */
export function ReturnedNotice({ contract }: { contract: Contract }) {
  const isClerk = useUser()?.role === 'bureau-clerk';
  const deeds = useHistory(contract.id).data?.deeds ?? [];
  const back = deeds.filter(({ act }) => act === 'contract.return').pop();
  if (contract.status !== 'draft' || back === undefined) return null;
  return (
    <Alert
      type="warning"
      showIcon
      title={c.returnedFor({ name: back.byName ?? back.by })}
      description={
        <>
          <div>{back.reason ?? c.noReason()}</div>
          <div className="faint">
            <Moment value={back.at} />
            {isClerk && ` · ${c.returnedNext()}`}
          </div>
        </>
      }
    />
  );
}
