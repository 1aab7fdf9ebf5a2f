import type { MigrationInterface, QueryRunner } from 'typeorm';
import { runAll } from './sql';

/**
 * What a line's visit was judged to be when the line was adjudicated: a later finding changes the visit, and not what
 * the bill was decided on. Null before adjudication, where no visit was found, and of bills adjudicated before this
 * step.
 */
const LINE = `
alter table bill_line add column visit_findings jsonb, add column visit_quantity_hundredths bigint,
  add constraint bill_line_decided_on check ((visit_findings is null) = (visit_quantity_hundredths is null))`;

/** What shows that the provider said yes, where staff enter it for the provider. */
const BILL = 'alter table bill add column confirmed_evidence text';

/** A decision keeps what it rests on. */
export class WhatWasDecidedOn1763683200059 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await runAll(db, [LINE, BILL]);
  }

  async down(db: QueryRunner): Promise<void> {
    await runAll(db, [
      'alter table bill_line drop column visit_findings, drop column visit_quantity_hundredths',
      'alter table bill drop column confirmed_evidence',
    ]);
  }
}
