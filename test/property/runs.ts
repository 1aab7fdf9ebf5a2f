import { randomInt } from 'node:crypto';

const seed = process.env.FC_SEED === undefined ? randomInt(2 ** 31) : Number(process.env.FC_SEED);
process.stderr.write(
  `random months from seed ${seed}; to see them again: FC_SEED=${seed} npm test -- test/property\n`,
);

/** How a property is run: so many times, from the seed that was printed. */
export const runs = (numRuns: number) => ({ seed, numRuns });
