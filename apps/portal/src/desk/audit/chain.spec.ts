import { createHash } from 'node:crypto';
import { firstBroken, hashOf } from './chain';

const node = (previous: string, seq: number, entry: string): string =>
  createHash('sha256').update(Buffer.from(previous, 'hex')).update(`${seq}\n${entry}`).digest('hex');

function chainOf(count: number, from = 1) {
  const links: { seq: number; entry: string; hash: string }[] = [];
  for (let seq = from; seq < from + count; seq++) {
    const entry = `{"何事":"${seq}"}`;
    links.push({ seq, entry, hash: node(links.at(-1)?.hash ?? '', seq, entry) });
  }
  return links;
}

test('the hash is that of the platform, also of the first entry and of Chinese texts', async () => {
  expect(await hashOf('', { seq: 1, entry: '审计' })).toBe(node('', 1, '审计'));
  const before = node('', 1, 'x');
  expect(await hashOf(before, { seq: 2, entry: '{}' })).toBe(node(before, 2, '{}'));
});

test('a whole chain fits; a changed, a missing or an exchanged entry does not', async () => {
  const links = chainOf(5, 1);
  expect(await firstBroken('', links)).toBeUndefined();
  expect(await firstBroken('', [])).toBeUndefined();
  expect(
    await firstBroken(
      '',
      links.map((link) => (link.seq === 3 ? { ...link, entry: '{}' } : link)),
    ),
  ).toBe(3);
  expect(
    await firstBroken(
      '',
      links.filter(({ seq }) => seq !== 3),
    ),
  ).toBe(4);
  expect(await firstBroken(links[0]?.hash ?? '', links)).toBe(1);
  const rewritten = links.map((link) =>
    link.seq === 3 ? { seq: 3, entry: '{}', hash: node(links[1]?.hash ?? '', 3, '{}') } : link,
  );
  expect(await firstBroken('', rewritten)).toBe(4);
});
