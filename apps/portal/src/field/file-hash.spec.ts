import { createHash } from 'node:crypto';
import { sha256 } from './file-hash';

it('hashes a file as the server does', async () => {
  const bytes = Buffer.from('一张照片');
  expect(await sha256(new Blob([bytes]))).toBe(createHash('sha256').update(bytes).digest('hex'));
});
