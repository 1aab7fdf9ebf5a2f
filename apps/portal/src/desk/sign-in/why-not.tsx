import { Alert } from 'antd';
import { words } from '../../shared/words';
import { ProblemBox } from '../kit';
import type { Wait } from './wait';

const s = words({
  wait: [
    '密码连续输错，请在 {count} 秒后再试',
    'Too many wrong passwords: try again in {count|# second|# seconds}',
  ],
  hint: ['忘记密码的，请系统管理员重置。', 'A system administrator can reset a password that was forgotten.'],
});

/** Why somebody is not let in, or how long they wait. */
export function WhyNot({ problem, wait: { left, isOver } }: { problem: unknown; wait: Wait }) {
  if (left === 0) return <ProblemBox error={isOver ? undefined : problem} />;
  return (
    <Alert
      className="problem"
      type="warning"
      role="timer"
      showIcon
      title={s.wait({ count: left })}
      description={s.hint()}
    />
  );
}
