import { type DynamicModule, Module } from '@nestjs/common';
import { AccessModule } from './access/access.module';
import { AuditController } from './audit/audit.controller';
import { AuditService } from './audit/audit.service';
import { BillFilingService } from './bills/bill-filing.service';
import { BillReadsService } from './bills/bill-reads.service';
import { BillSteps } from './bills/bill-steps.service';
import { BillVerbsService } from './bills/bill-verbs.service';
import { BillsController } from './bills/bills.controller';
import { BillsService } from './bills/bills.service';
import { BureausService } from './bureaus/bureaus.service';
import { CallsController } from './calls/calls.controller';
import { CallsService } from './calls/calls.service';
import { CardsController } from './cards/cards.controller';
import { CardsService } from './cards/cards.service';
import { DbModule } from './db/db.module';
import { DocsController } from './docs/docs.controller';
import { ElderController } from './elder/elder.controller';
import { ElderService } from './elder/elder.service';
import { HealthController } from './health/health.controller';
import { MetricsController, MetricsToken } from './health/metrics.controller';
import { Readiness } from './health/readiness';
import { HomeController } from './home/home.controller';
import { HomeService } from './home/home.service';
import { MonthRunService } from './months/month-run.service';
import { OrderApprovals } from './orders/order-approvals.service';
import { OrderDesk } from './orders/order-desk.service';
import { OrderEndings } from './orders/order-endings.service';
import { OrderReader } from './orders/order-reader';
import { OrderVerbs } from './orders/order-verbs.service';
import { OrdersController } from './orders/orders.controller';
import { OrdersService } from './orders/orders.service';
import { ApplicationsService } from './payments/applications.service';
import { PaymentsController } from './payments/payments.controller';
import { PaymentsService } from './payments/payments.service';
import { RatingsController } from './ratings/ratings.controller';
import { RatingsService } from './ratings/ratings.service';
import { RegistersModule } from './registers/registers.module';
import { VisitsService } from './visits/visits.service';

export interface AppSettings {
  databaseUrl: string;
  keyFile: string;
  /** Whether X-Forwarded-For tells the caller's address: behind a proxy of one's own only. */
  trustProxy?: boolean;
  /** For /metrics from elsewhere than this machine. */
  metricsToken?: string;
}

/** The list of rooms. The command and the server are both made from it, so both call the same services. */
@Module({})
export class AppModule {
  static with({ databaseUrl, keyFile, metricsToken }: AppSettings): DynamicModule {
    return {
      module: AppModule,
      imports: [DbModule.at(databaseUrl), AccessModule.with(keyFile), RegistersModule],
      controllers: [
        ...[BillsController, PaymentsController],
        ...[DocsController, HealthController, HomeController, MetricsController, OrdersController],
        ...[AuditController, CallsController, CardsController, ElderController, RatingsController],
      ],
      providers: [
        AuditService,
        ...[ApplicationsService, BillFilingService, BillReadsService, BillSteps, BillVerbsService],
        ...[BillsService, PaymentsService],
        BureausService,
        CallsService,
        CardsService,
        ElderService,
        HomeService,
        { provide: MetricsToken, useFactory: () => new MetricsToken(metricsToken) },
        MonthRunService,
        OrderApprovals,
        OrderDesk,
        OrderEndings,
        OrderReader,
        OrderVerbs,
        OrdersService,
        RatingsService,
        Readiness,
        VisitsService,
      ],
    };
  }
}
