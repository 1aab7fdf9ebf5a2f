import { Global, Module } from '@nestjs/common';
import { Books } from './books.service';

/** The books as a whole, for whoever closes a month, exports or verifies. */
@Global()
@Module({ providers: [Books], exports: [Books] })
export class LedgerModule {}
