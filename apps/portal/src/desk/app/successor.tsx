import { Modal } from 'antd';
import { useSuccessor, useUser } from '../../shared/session';
import { words } from '../../shared/words';
import { roleWords } from './app-words';

const s = words({
  title: ['这台电脑上已换人登录', 'Somebody else has signed in on this computer'],
  said: [
    '另一个标签页里，{now}（{role}）已登录。这一页是{was}打开的，不再保存任何内容，以免记在别人名下。',
    'In another tab {now} ({role}) has signed in. This page was opened by {was}; nothing more is saved from it, so ' +
      'that nothing is recorded under another name.',
  ],
  back: [
    '要换回{was}，请先在那个标签页退出，再登录。',
    'To go on as {was}, sign out in that tab first, then sign in again.',
  ],
  go: ['以{now}继续', 'Go on as {now}'],
});

/** The page stays in sight below, and does nothing any more for either of the two. */
export function SuccessorNotice() {
  const was = useUser();
  const now = useSuccessor();
  if (!was || !now) return null;
  const facts = { was: was.name, now: now.name, role: roleWords[now.role]() };
  return (
    <Modal
      open
      title={s.title()}
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      cancelButtonProps={{ style: { display: 'none' } }}
      okText={s.go(facts)}
      onOk={() => location.assign('/')}
    >
      <p>{s.said(facts)}</p>
      <p>{s.back(facts)}</p>
    </Modal>
  );
}
