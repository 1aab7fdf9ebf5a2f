import { Button } from 'antd';
import { useEffect, useState } from 'react';
import { useNavigate } from 'react-router';
import { words } from '../../shared/words';
import type { Role } from '../app/access';
import { Section } from '../kit';
import { useDemo } from '../sign-in/demo';

const g = words({
  title: ['试一试（示例）', 'Try it (demo)'],
  begin: ['开始计时', 'Start the clock'],
  stop: ['完成', 'Done'],
  order: ['给一位干部下一张订单：60 秒', 'Place an order for a cadre: 60 seconds'],
  approve: ['审批所有等待的订单：60 秒', 'Decide all waiting orders: 60 seconds'],
  month: ['核对一个月的账单：10 分钟', 'Check the bills of a month: 10 minutes'],
  bill: ['从已核实的服务编一张账单：5 分钟', 'Make a bill from verified visits: 5 minutes'],
  took: ['用时 {seconds} 秒（目标 {target} 秒）', '{seconds} s (aim: {target} s)'],
});

interface Task {
  roles: Role[];
  name: () => string;
  path: string;
  seconds: number;
}

const TASKS: Task[] = [
  { roles: ['bureau-clerk', 'liaison'], name: g.order, path: '/orders/new', seconds: 60 },
  { roles: ['bureau-approver'], name: g.approve, path: '/approvals', seconds: 60 },
  { roles: ['bureau-finance'], name: g.month, path: '/months', seconds: 600 },
  { roles: ['provider-manager'], name: g.bill, path: '/bills', seconds: 300 },
];

const BEGUN = 'songbai.task-begun';

/** The demo is a usability test as well: the main job of the role, with a stopwatch. */
export function GuidedTasks({ role }: { role: Role }) {
  const isDemo = useDemo().length > 0;
  const task = TASKS.find(({ roles }) => roles.includes(role));
  if (!isDemo || task === undefined) return null;
  return <Stopwatch task={task} />;
}

function Stopwatch({ task }: { task: Task }) {
  const navigate = useNavigate();
  const [begun, setBegun] = useState(() => Number(sessionStorage.getItem(BEGUN) ?? 0));
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    if (begun === 0) return;
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, [begun]);
  const begin = (): void => {
    sessionStorage.setItem(BEGUN, String(Date.now()));
    void navigate(task.path);
  };
  const stop = (): void => {
    sessionStorage.removeItem(BEGUN);
    setBegun(0);
  };
  const seconds = Math.max(0, Math.round((now - begun) / 1_000));
  return (
    <Section title={g.title()}>
      <div className="row-wrap">
        <span>{task.name()}</span>
        {begun === 0 ? (
          <Button onClick={begin}>{g.begin()}</Button>
        ) : (
          <>
            <b role="timer">{g.took({ seconds, target: task.seconds })}</b>
            <Button onClick={stop}>{g.stop()}</Button>
          </>
        )}
      </div>
    </Section>
  );
}
