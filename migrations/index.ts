import { Roles1763683200000 } from './1763683200000-roles';
import { Shared1763683200001 } from './1763683200001-shared';
import { Registers1763683200002 } from './1763683200002-registers';
import { Orders1763683200003 } from './1763683200003-orders';
import { Visits1763683200004 } from './1763683200004-visits';
import { Bills1763683200005 } from './1763683200005-bills';
import { Payments1763683200006 } from './1763683200006-payments';
import { LedgerTables1763683200007 } from './1763683200007-ledger-tables';
import { Keys1763683200008 } from './1763683200008-keys';
import { Triggers1763683200009 } from './1763683200009-triggers';
import { LedgerCore1763683200010 } from './1763683200010-ledger-core';
import { LedgerLimits1763683200011 } from './1763683200011-ledger-limits';
import { LedgerVerbs1763683200012 } from './1763683200012-ledger-verbs';
import { Clashes1763683200013 } from './1763683200013-clashes';
import { Policies1763683200014 } from './1763683200014-policies';
import { People1763683200015 } from './1763683200015-people';
import { Audit1763683200016 } from './1763683200016-audit';
import { Agreements1763683200017 } from './1763683200017-agreements';
import { OrdersOnline1763683200018 } from './1763683200018-orders-online';
import { VisitsOnline1763683200019 } from './1763683200019-visits-online';
import { LedgerTables1763683200020 } from './1763683200020-ledger-tables';
import { LedgerCore1763683200021 } from './1763683200021-ledger-core';
import { LedgerReserve1763683200022 } from './1763683200022-ledger-reserve';
import { LedgerDraw1763683200023 } from './1763683200023-ledger-draw';
import { LedgerPay1763683200024 } from './1763683200024-ledger-pay';
import { LedgerPeriods1763683200025 } from './1763683200025-ledger-periods';
import { LedgerSeals1763683200026 } from './1763683200026-ledger-seals';
import { LedgerRules1763683200027 } from './1763683200027-ledger-rules';
import { LedgerGates1763683200028 } from './1763683200028-ledger-gates';
import { LedgerQuickReserve1763683200029 } from './1763683200029-ledger-quick-reserve';
import { BillsOnline1763683200030 } from './1763683200030-bills-online';
import { Cards1763683200031 } from './1763683200031-cards';
import { EndedOrders1763683200032 } from './1763683200032-ended-orders';
import { BillReviews1763683200040 } from './1763683200040-bill-reviews';
import { Emergencies1763683200041 } from './1763683200041-emergencies';
import { QuickCommands1763683200043 } from './1763683200043-quick-commands';
import { Payers1763683200045 } from './1763683200045-payers';
import { Supervisors1763683200046 } from './1763683200046-supervisors';
import { PeopleKept1763683200047 } from './1763683200047-people-kept';
import { CardTokens1763683200048 } from './1763683200048-card-tokens';
import { DemoLogins1763683200050 } from './1763683200050-demo-logins';
import { LedgerMarks1763683200051 } from './1763683200051-ledger-marks';
import { LedgerFlatSeals1763683200052 } from './1763683200052-ledger-flat-seals';
import { LedgerOldBalances1763683200053 } from './1763683200053-ledger-old-balances';
import { LedgerRecount1763683200054 } from './1763683200054-ledger-recount';
import { LedgerReadOrders1763683200055 } from './1763683200055-ledger-read-orders';
import { UnitsAgree1763683200056 } from './1763683200056-units-agree';
import { DaysThatCame1763683200057 } from './1763683200057-days-that-came';
import { PayeeAccounts1763683200058 } from './1763683200058-payee-accounts';
import { WhatWasDecidedOn1763683200059 } from './1763683200059-what-was-decided-on';
import { OtherPersons1763683200060 } from './1763683200060-other-persons';
import { LedgerKeepOut1763683200064 } from './1763683200064-ledger-keep-out';
import { LedgerSharePlaces1763683200065 } from './1763683200065-ledger-share-places';
import { LedgerFirstHead1763683200066 } from './1763683200066-ledger-first-head';
import { BillFiles1763683200067 } from './1763683200067-bill-files';
import { VisitWorldNow1763683200068 } from './1763683200068-visit-world-now';
import { NameKeys1763683200074 } from './1763683200074-name-keys';
import { RatingReplies1763683200075 } from './1763683200075-rating-replies';
import { LedgerLightRows1763683200078 } from './1763683200078-ledger-light-rows';
import { LedgerLighterReserve1763683200079 } from './1763683200079-ledger-lighter-reserve';
import { LedgerBatchLimits1763683200080 } from './1763683200080-ledger-batch-limits';
import { QuickChecks1763683200082 } from './1763683200082-quick-checks';
import { RegisterStamps1763683200083 } from './1763683200083-register-stamps';
import { OrderWorld1763683200084 } from './1763683200084-order-world';
import { VisitWorld1763683200085 } from './1763683200085-visit-world';
import { LedgerRooms1763683200086 } from './1763683200086-ledger-rooms';
import { OrderKinds1763683200087 } from './1763683200087-order-kinds';
import { LedgerReservedOnce1763683200088 } from './1763683200088-ledger-reserved-once';
import { LedgerPlainRefusals1763683200089 } from './1763683200089-ledger-plain-refusals';
import { Recoveries1763683200090 } from './1763683200090-recoveries';
import { LedgerFewerRows1763683200091 } from './1763683200091-ledger-fewer-rows';
import { LedgerLeanPostings1763683200092 } from './1763683200092-ledger-lean-postings';
import { LedgerTurns1763683200093 } from './1763683200093-ledger-turns';
import { LedgerAgesOnce1763683200094 } from './1763683200094-ledger-ages-once';
import { VisitWorldOf1763683200095 } from './1763683200095-visit-world-of';
import { VersionDays1763683200099 } from './1763683200099-version-days';
import { FormerNames1763683200100 } from './1763683200100-former-names';
import { ContractModels1763683200102 } from './1763683200102-contract-models';
import { ReopeningEnded1763683200103 } from './1763683200103-reopening-ended';
import { CalledOff1763683200108 } from './1763683200108-called-off';
import { LedgerReadyLimits1763683200109 } from './1763683200109-ledger-ready-limits';
import { LedgerPlainKeys1763683200110 } from './1763683200110-ledger-plain-keys';
import { AddedProofs1763683200112 } from './1763683200112-added-proofs';
import { RetiredVisitWorld1763683200113 } from './1763683200113-retired-visit-world';
import { PayeeVersions1763683200114 } from './1763683200114-payee-versions';
import { SamePhotos1763683200118 } from './1763683200118-same-photos';
import { SignatureInk1763683200119 } from './1763683200119-signature-ink';
import { RatingSources1763683200120 } from './1763683200120-rating-sources';
import { PhotosKept1763683200123 } from './1763683200123-photos-kept';
import { LedgerReadyBatches1763683200126 } from './1763683200126-ledger-ready-batches';
import { LedgerCheckedVerbs1763683200127 } from './1763683200127-ledger-checked-verbs';
import { LedgerMonthTurns1763683200128 } from './1763683200128-ledger-month-turns';
import { LedgerUnusedOfEnded1763683200129 } from './1763683200129-ledger-unused-of-ended';
import { LedgerSingleOrders1763683200130 } from './1763683200130-ledger-single-orders';

export { MANIFEST, type TableKind, tablesOf } from './manifest';

/**
 * In order: tables, then keys, triggers, functions, policies. A file listed here is never edited after a
 * release.
 */
export const MIGRATIONS = [
  Roles1763683200000,
  Shared1763683200001,
  Registers1763683200002,
  Orders1763683200003,
  Visits1763683200004,
  Bills1763683200005,
  Payments1763683200006,
  LedgerTables1763683200007,
  Keys1763683200008,
  Triggers1763683200009,
  LedgerCore1763683200010,
  LedgerLimits1763683200011,
  LedgerVerbs1763683200012,
  Clashes1763683200013,
  Policies1763683200014,
  People1763683200015,
  Audit1763683200016,
  Agreements1763683200017,
  OrdersOnline1763683200018,
  VisitsOnline1763683200019,
  LedgerTables1763683200020,
  LedgerCore1763683200021,
  LedgerReserve1763683200022,
  LedgerDraw1763683200023,
  LedgerPay1763683200024,
  LedgerPeriods1763683200025,
  LedgerSeals1763683200026,
  LedgerRules1763683200027,
  LedgerGates1763683200028,
  LedgerQuickReserve1763683200029,
  BillsOnline1763683200030,
  Cards1763683200031,
  EndedOrders1763683200032,
  BillReviews1763683200040,
  Emergencies1763683200041,
  QuickCommands1763683200043,
  Payers1763683200045,
  Supervisors1763683200046,
  PeopleKept1763683200047,
  CardTokens1763683200048,
  DemoLogins1763683200050,
  LedgerMarks1763683200051,
  LedgerFlatSeals1763683200052,
  LedgerOldBalances1763683200053,
  LedgerRecount1763683200054,
  LedgerReadOrders1763683200055,
  UnitsAgree1763683200056,
  DaysThatCame1763683200057,
  PayeeAccounts1763683200058,
  WhatWasDecidedOn1763683200059,
  OtherPersons1763683200060,
  LedgerKeepOut1763683200064,
  LedgerSharePlaces1763683200065,
  LedgerFirstHead1763683200066,
  BillFiles1763683200067,
  VisitWorldNow1763683200068,
  NameKeys1763683200074,
  RatingReplies1763683200075,
  LedgerLightRows1763683200078,
  LedgerLighterReserve1763683200079,
  LedgerBatchLimits1763683200080,
  QuickChecks1763683200082,
  RegisterStamps1763683200083,
  OrderWorld1763683200084,
  VisitWorld1763683200085,
  LedgerRooms1763683200086,
  OrderKinds1763683200087,
  LedgerReservedOnce1763683200088,
  LedgerPlainRefusals1763683200089,
  Recoveries1763683200090,
  LedgerFewerRows1763683200091,
  LedgerLeanPostings1763683200092,
  LedgerTurns1763683200093,
  LedgerAgesOnce1763683200094,
  VisitWorldOf1763683200095,
  VersionDays1763683200099,
  FormerNames1763683200100,
  ContractModels1763683200102,
  ReopeningEnded1763683200103,
  CalledOff1763683200108,
  LedgerReadyLimits1763683200109,
  LedgerPlainKeys1763683200110,
  AddedProofs1763683200112,
  RetiredVisitWorld1763683200113,
  PayeeVersions1763683200114,
  SamePhotos1763683200118,
  SignatureInk1763683200119,
  RatingSources1763683200120,
  PhotosKept1763683200123,
  LedgerReadyBatches1763683200126,
  LedgerCheckedVerbs1763683200127,
  LedgerMonthTurns1763683200128,
  LedgerUnusedOfEnded1763683200129,
  LedgerSingleOrders1763683200130,
];
