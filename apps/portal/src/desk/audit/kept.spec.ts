import { createHash } from 'node:crypto';
import { judgeKept, readKept } from './kept';

function logOf(count: number) {
  const links: { seq: number; entry: string; hash: string }[] = [];
  for (let seq = 1; seq <= count; seq++) {
    const entry = `{"何事":"${seq}"}`;
    const previous = Buffer.from(links[seq - 2]?.hash ?? '', 'hex');
    const hash = createHash('sha256').update(previous).update(`${seq}\n${entry}`).digest('hex');
    links.push({ seq, entry, hash });
  }
  return links;
}
const hash = 'ab'.repeat(32);

test('a kept line is read as it is shown, copied and written down', () => {
  const kept = { seq: 65, hash };
  for (const text of [
    `65 ${hash}`,
    `第 65 条 ${hash}`,
    `entry 65: ${hash.toUpperCase()}`,
    ` 65  ${hash}\n`,
  ]) {
    expect(readKept(text)).toEqual(kept);
  }
  expect(readKept(`65 ${hash.slice(0, 32)} ${hash.slice(32)}`)).toEqual(kept);
  for (const text of ['', '65', hash, `65 ${hash}a`, `65 ${hash.slice(1)}`, `第条 ${hash}`]) {
    expect(readKept(text)).toBeUndefined();
  }
});

test('a kept line is found in the log that grew; not in one that was rewritten, cut or broken', async () => {
  const links = logOf(6);
  const kept = { seq: 4, hash: links[3]?.hash ?? '' };
  expect(await judgeKept(kept, links, 6)).toEqual({ is: 'kept', last: 6 });
  expect(await judgeKept(kept, links.slice(0, 4), 6)).toEqual({ is: 'kept', last: 4 });
  expect(await judgeKept(kept, links.slice(0, 3), 6)).toEqual({ is: 'cut', seq: 3 });
  expect(await judgeKept(kept, [], 0)).toEqual({ is: 'cut', seq: 0 });
  // Its first entry is nowhere, though the log has a last one.
  expect(await judgeKept(kept, [], 6)).toEqual({ is: 'broken', seq: 1 });
  expect(await judgeKept({ seq: 4, hash }, links, 6)).toEqual({ is: 'changed', seq: 4 });
  expect(await judgeKept(kept, links.slice(1), 6)).toEqual({ is: 'broken', seq: 2 });
  const touched = links.map((link) => (link.seq === 2 ? { ...link, entry: '{}' } : link));
  expect(await judgeKept(kept, touched, 6)).toEqual({ is: 'broken', seq: 2 });
});
