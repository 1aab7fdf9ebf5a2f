import { Modal } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { words } from '../../shared/words';
import { useGoKeys, useHotkeys } from '../kit';
import { t } from './app-words';
import type { MenuEntry } from './menu';

const h = words({
  help: ['打开这一页', 'this page'],
  search: ['到查询框', 'to the search field'],
  move: ['下一行 / 上一行', 'next row / previous row'],
  open: ['打开当前行', 'open the row'],
  tick: ['勾选当前行（可勾选的列表）', 'tick the row, where rows can be ticked'],
  tile: ['待办页、月结页：打开第几项', 'on the home page and of a month: open that task'],
  fresh: ['新建（有 N 的页面）', 'something new, where a button says N'],
  submit: ['提交', 'submit'],
  approve: ['批准 / 不批准（审批页）', 'approve / refuse (approvals)'],
  decide: ['差异页：同意 / 退回 / 调整', 'a difference: agree / return / adjust'],
  confirm: [
    '账单页：审批 / 申诉勾选的行；支付页：放行 / 确认',
    'a bill: approve / appeal the ticked lines; a payment: release / confirm',
  ],
  go: ['转到{place}', 'go to {place}'],
  close: ['关闭弹窗', 'close what is open'],
});

const KEYS: [string, () => string][] = [
  ['?', h.help],
  ['/', h.search],
  ['J K', h.move],
  ['Enter', h.open],
  ['1 … 9', h.tile],
  ['N', h.fresh],
  ['X', h.tick],
  ['A R', h.approve],
  ['A R E', h.decide],
  ['A', h.confirm],
  ['Ctrl Enter', h.submit],
  ['Esc', h.close],
];

/** "g" and then a letter goes somewhere; "?" says which keys there are. */
export function useKeyboard(entries: readonly MenuEntry[]): { help: React.ReactNode; openHelp: () => void } {
  const navigate = useNavigate();
  const [isOpen, setOpen] = useState(false);
  const places = entries.filter(({ key }) => key !== undefined);
  useGoKeys(Object.fromEntries(places.map(({ key, path }) => [String(key), () => void navigate(path)])));
  useHotkeys({ '?': () => setOpen(true) });
  const rows: [string, string][] = [
    ...KEYS.map(([keys, said]): [string, string] => [keys, said()]),
    ...places.map((place): [string, string] => [
      `G ${place.key?.toUpperCase()}`,
      h.go({ place: place.label() }),
    ]),
  ];
  const help = (
    <Modal open={isOpen} footer={null} title={t.help()} onCancel={() => setOpen(false)}>
      <dl className="keys">
        {rows.map(([keys, said]) => (
          <div key={keys}>
            <dt>
              {keys.split(' ').map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{said}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
  return { help, openHelp: () => setOpen(true) };
}
