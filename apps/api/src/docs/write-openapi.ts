import 'reflect-metadata';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeServer } from './describe';

/** `npm run openapi`: writes apps/api/openapi.json anew. */
async function main(): Promise<void> {
  const file = join(__dirname, '../../openapi.json');
  writeFileSync(file, `${JSON.stringify(await describeServer(), null, 1)}\n`);
  process.stderr.write(`${file}\n`);
}

main().catch((error) => {
  process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
  process.exitCode = 1;
});
