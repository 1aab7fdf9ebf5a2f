import { getMetadataStorage, IsInt, IsOptional } from 'class-validator';
import { RequestPipe } from './request.pipe';

class Above {
  @IsInt({ message: 'integer' })
  one!: number;
}

class Body extends Above {
  @IsOptional()
  @IsInt({ message: 'integer' })
  two?: number;
}

const pipe = new RequestPipe();
const read = (body: object) => pipe.transform(body, { type: 'body', metatype: Body });
const faultsOf = (body: object) => read(body).catch((error) => error.details.fields);

/** How often the library goes through all classes. */
function countLooks(): () => number {
  let looks = 0;
  const all = (getMetadataStorage() as unknown as { validationMetadatas: Map<unknown, unknown> })
    .validationMetadatas;
  const { entries } = all;
  all.entries = () => {
    looks++;
    return entries.call(all);
  };
  return () => looks;
}

describe('the rules of a class', () => {
  test('are looked for once, with those of the classes above it', async () => {
    const looks = countLooks();
    for (let i = 0; i < 3; i++) {
      expect(await read({ one: 1, two: 2 })).toEqual({ one: 1, two: 2 });
      expect(await faultsOf({ two: 'x', three: 3 })).toEqual([
        { path: 'three', rule: 'unknown' },
        { path: 'two', rule: 'integer' },
        { path: 'one', rule: 'integer' },
      ]);
    }
    expect(looks()).toBe(1);
  });
});
