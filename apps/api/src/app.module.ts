import { type DynamicModule, Module } from '@nestjs/common';
import { AccessModule } from './access/access.module';
import { AuditController } from './audit/audit.controller';
import { AuditService } from './audit/audit.service';
import { AdjustmentsService } from './bills/adjustments.service';
import { BillFilesController } from './bills/bill-files.controller';
import { BillFilesService } from './bills/bill-files.service';
import { BillFilingService } from './bills/bill-filing.service';
import { BillForesight } from './bills/bill-foresight.service';
import { BillReadsService } from './bills/bill-reads.service';
import { BillReviewsService } from './bills/bill-reviews.service';
import { BillSteps } from './bills/bill-steps.service';
import { BillVerbsService } from './bills/bill-verbs.service';
import { BillsController } from './bills/bills.controller';
import { BillsService } from './bills/bills.service';
import { UnitBills } from './bills/unit-bills.service';
import { BureausService } from './bureaus/bureaus.service';
import { CallsController } from './calls/calls.controller';
import { CallsService } from './calls/calls.service';
import { CardPrints } from './cards/card-prints.service';
import { CardsController } from './cards/cards.controller';
import { CardsService } from './cards/cards.service';
import { DbModule } from './db/db.module';
import { DemoController } from './demo/demo.controller';
import { DocsController } from './docs/docs.controller';
import { ElderController } from './elder/elder.controller';
import { ElderService } from './elder/elder.service';
import { ElderOrderController } from './elder/elder-order.controller';
import { ElderRequestService } from './elder/elder-request.service';
import { HealthController } from './health/health.controller';
import { MetricsController, MetricsToken } from './health/metrics.controller';
import { Readiness } from './health/readiness';
import { HomeController } from './home/home.controller';
import { Housekeeping } from './housekeeping/housekeeping';
import { PublicUrl } from './http/public-url';
import { LedgerModule } from './ledger/ledger.module';
import { LedgerPeriods } from './ledger/ledger-periods.service';
import { LedgerYears } from './ledger/ledger-years.service';
import { LifeEventsController } from './life-events/life-events.controller';
import { LifeEventsService } from './life-events/life-events.service';
import { MonthRunService } from './months/month-run.service';
import { MonthsController } from './months/months.controller';
import { MonthsService } from './months/months.service';
import { Reopenings } from './months/reopenings.service';
import { OrderApprovals } from './orders/order-approvals.service';
import { OrderDesk } from './orders/order-desk.service';
import { OrderEndings } from './orders/order-endings.service';
import { OrderForesight } from './orders/order-foresight.service';
import { OrderReader } from './orders/order-reader.service';
import { OrderVerbs } from './orders/order-verbs.service';
import { OrdersController } from './orders/orders.controller';
import { OrdersService } from './orders/orders.service';
import { OverviewController } from './overview/overview.controller';
import { UnitOverviewController } from './overview/unit-overview.controller';
import { ApplicationsService } from './payments/applications.service';
import { PaymentsController } from './payments/payments.controller';
import { PaymentsService } from './payments/payments.service';
import { PhotosController } from './photos/photos.controller';
import { PhotosService } from './photos/photos.service';
import { MovingController } from './planning/moving.controller';
import { PlanningController } from './planning/planning.controller';
import { PlanningService } from './planning/planning.service';
import { RatingsController } from './ratings/ratings.controller';
import { RatingsService } from './ratings/ratings.service';
import { Agreements } from './registers/agreements';
import { NameKeyFilling } from './registers/name-key-filling';
import { RegistersModule } from './registers/registers.module';
import { TableFiling } from './tables/filing.service';
import { Sheets } from './tables/sheets.service';
import { TablesController } from './tables/tables.controller';
import { TablesService } from './tables/tables.service';
import { UsersModule } from './users/users.module';
import { AddedProofs } from './visits/added-proofs.service';
import { VisitDesk } from './visits/visit-desk.service';
import { VisitHolds } from './visits/visit-holds.service';
import { VisitJudging } from './visits/visit-judging.service';
import { VisitReads } from './visits/visit-reads.service';
import { VisitResolutions } from './visits/visit-resolutions.service';
import { VisitSyncService } from './visits/visit-sync.service';
import { VisitsController } from './visits/visits.controller';
import { VisitsService } from './visits/visits.service';
import { WorklistsController } from './worklists/worklists.controller';
import { HouseholdService } from './worksheets/household.service';
import { WorksheetsController } from './worksheets/worksheets.controller';
import { WorksheetsService } from './worksheets/worksheets.service';

/** In milliseconds: from a request's first byte to its last, and how often that is looked at. */
export interface Waits {
  requestMs: number;
  lookEveryMs: number;
}

export interface AppSettings {
  databaseUrl: string;
  keyFile: string;
  /** Whose X-Forwarded-For tells the caller's address: so many proxies of one's own, or those at these addresses. */
  trustProxy?: number | string[];
  /** How long a request may take to arrive. */
  waits?: Waits;
  /** For /metrics from elsewhere than this machine. */
  metricsToken?: string;
  /** Where others find this platform, for what is printed. */
  publicUrl?: string;
}

const CONTROLLERS = [
  AuditController,
  BillFilesController,
  BillsController,
  CallsController,
  CardsController,
  DemoController,
  DocsController,
  ElderController,
  ElderOrderController,
  HealthController,
  HomeController,
  LifeEventsController,
  MetricsController,
  MonthsController,
  OrdersController,
  OverviewController,
  PaymentsController,
  PhotosController,
  MovingController,
  PlanningController,
  RatingsController,
  TablesController,
  UnitOverviewController,
  VisitsController,
  WorklistsController,
  WorksheetsController,
];

const SERVICES = [
  AdjustmentsService,
  ApplicationsService,
  AuditService,
  BillFilesService,
  BillFilingService,
  BillForesight,
  BillReadsService,
  BillReviewsService,
  BillSteps,
  BillVerbsService,
  BillsService,
  BureausService,
  NameKeyFilling,
  CallsService,
  CardPrints,
  CardsService,
  ElderRequestService,
  ElderService,
  HouseholdService,
  Housekeeping,
  LedgerPeriods,
  LedgerYears,
  LifeEventsService,
  MonthRunService,
  MonthsService,
  OrderApprovals,
  Agreements,
  OrderDesk,
  OrderEndings,
  OrderForesight,
  OrderReader,
  OrderVerbs,
  OrdersService,
  PaymentsService,
  PhotosService,
  PlanningService,
  RatingsService,
  Readiness,
  Reopenings,
  Sheets,
  TableFiling,
  TablesService,
  UnitBills,
  VisitDesk,
  VisitHolds,
  VisitJudging,
  VisitReads,
  VisitResolutions,
  AddedProofs,
  VisitSyncService,
  VisitsService,
  WorksheetsService,
];

/** The list of rooms. The command and the server are both made from it, so both call the same services. */
@Module({})
export class AppModule {
  static with({ databaseUrl, keyFile, metricsToken, publicUrl }: AppSettings): DynamicModule {
    return {
      module: AppModule,
      imports: [
        DbModule.at(databaseUrl),
        LedgerModule,
        AccessModule.with(keyFile),
        RegistersModule,
        UsersModule,
      ],
      controllers: CONTROLLERS,
      providers: [
        ...SERVICES,
        { provide: MetricsToken, useFactory: () => new MetricsToken(metricsToken) },
        { provide: PublicUrl, useFactory: () => new PublicUrl(publicUrl) },
      ],
    };
  }
}
