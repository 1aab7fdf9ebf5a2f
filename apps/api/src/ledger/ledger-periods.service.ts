import { Injectable } from '@nestjs/common';
import type { Month } from '@songbai/contracts';
import { v7 as uuid } from 'uuid';
import type { Tx } from '../db/unit-of-work';

export const PERIOD_ACTIONS = [
  'soft',
  'close',
  'ask-reopen',
  'take-back-reopen',
  'refuse-reopen',
  'reopen',
] as const;
export type PeriodAction = (typeof PERIOD_ACTIONS)[number];

/** What happened to a month. `version` counts its closes. */
export interface PeriodEvent {
  action: PeriodAction;
  version: number;
  actor: string;
  at: Date;
  reason: string | null;
}

export interface Turn {
  actor: string;
  at: Date;
}

/** The months of the ledger: closing, and reopening by two people. A month that is closed takes no posting. */
@Injectable()
export class LedgerPeriods {
  /** Oldest first. */
  async events(tx: Tx, bureauId: string, month: Month): Promise<PeriodEvent[]> {
    return tx.query<PeriodEvent & Record<string, unknown>>(
      `select action, version, actor, acted_at as at, reason from ledger.period_event
       where bureau_id = $1 and month = $2 order by ordinal, acted_at, id`,
      [bureauId, month],
    );
  }

  /** Waits for whoever posts in the month. */
  async close(tx: Tx, bureauId: string, month: Month, { actor, at }: Turn): Promise<void> {
    await tx.query('select ledger.close($1, $2, $3, $4, $5)', [
      bureauId,
      uuid(),
      month,
      actor,
      at.toISOString(),
    ]);
  }

  async askReopen(
    tx: Tx,
    bureauId: string,
    month: Month,
    { actor, at }: Turn,
    reason: string,
  ): Promise<void> {
    await tx.query('select ledger.ask_reopen($1, $2, $3, $4, $5, $6)', [
      ...[bureauId, uuid(), month, actor, at.toISOString(), reason],
    ]);
  }

  /** The request to reopen goes: whoever asked takes it back, another refuses it. */
  async dropReopen(
    tx: Tx,
    bureauId: string,
    month: Month,
    { actor, at, isOwn }: Turn & { isOwn: boolean },
    reason: string,
  ): Promise<void> {
    const verb = isOwn ? 'take_back_reopen' : 'refuse_reopen';
    await tx.query(`select ledger.${verb}($1, $2, $3, $4, $5, $6)`, [
      ...[bureauId, uuid(), month, actor, at.toISOString(), reason],
    ]);
  }

  /** Refused where nobody else asked for it since the last close. */
  async reopen(tx: Tx, bureauId: string, month: Month, { actor, at }: Turn, reason: string): Promise<void> {
    await tx.query('select ledger.reopen($1, $2, $3, $4, $5, $6)', [
      ...[bureauId, uuid(), month, actor, at.toISOString(), reason],
    ]);
  }
}
