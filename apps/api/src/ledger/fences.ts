import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FENCES_NOW } from './fence-lines';
import type { Invariant } from './invariant';

/** What fences the ledger as released, a line for each; test/ledger/fences.spec.ts writes it. */
export const FENCE_FILE = join(__dirname, '../../ledger-fences.txt');

/** Between what a fence is about and how it is; no name has it. */
const IS = ' = ';

const list = readFileSync(FENCE_FILE, 'utf8').trimEnd().replaceAll("'", "''");
const released = `select split_part(line, '${IS}', 1) as what,
    substr(line, strpos(line, '${IS}') + length('${IS}')) as how
  from string_to_table('${list}', e'\\n') line`;

/** The lines of the file as they would be written now. */
export const FENCE_LINES = `select line from (select what || '${IS}' || how from (${FENCES_NOW}) f) l (line)
  order by line collate "C"`;

export const FENCES: Invariant = {
  code: 'I21',
  zh: '账本的约束、触发器、函数和权限与发布时一致',
  en: 'every constraint, trigger, function and right of the ledger is as released',
  sql: `with here as materialized (${FENCES_NOW}), released as materialized (${released}),
      strange as (select * from here except select * from released),
      missing as (select * from released where $1::uuid is not null except select * from here)
    select concat_ws('；', what, '应为 expected: ' || coalesce(m.how, '没有 none'),
        '现为 found: ' || coalesce(s.how, '没有 none')) as told
      from missing m full join strange s using (what) order by 1`,
};
