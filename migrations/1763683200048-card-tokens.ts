import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The token of a card sealed by the application, so that a card which has faded is printed again as it was. Those who
 * read the database still have a hash and an envelope. A card from before has none and is issued anew.
 */
export class CardTokens1763683200048 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query('alter table card add column sealed_token bytea');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('alter table card drop column sealed_token');
  }
}
