import { type DynamicModule, Module } from '@nestjs/common';
import { BillsService } from './bills/bills.service';
import { BureausService } from './bureaus/bureaus.service';
import { DbModule } from './db/db.module';
import { HealthController } from './health/health.controller';
import { Readiness } from './health/readiness';
import { HomeController } from './home/home.controller';
import { HomeService } from './home/home.service';
import { Ledger } from './ledger/ledger';
import { MonthRunService } from './months/month-run.service';
import { OrdersService } from './orders/orders.service';
import { readKeyFile } from './personal-data/key-file';
import { PersonalDataVault } from './personal-data/vault';
import { RegistersService } from './registers/registers.service';
import { VisitsService } from './visits/visits.service';

export interface AppSettings {
  databaseUrl: string;
  keyFile: string;
}

/** The list of rooms. The command and the server are both made from it, so both call the same services. */
@Module({})
export class AppModule {
  static with({ databaseUrl, keyFile }: AppSettings): DynamicModule {
    return {
      module: AppModule,
      imports: [DbModule.at(databaseUrl)],
      controllers: [HealthController, HomeController],
      providers: [
        { provide: PersonalDataVault, useFactory: () => new PersonalDataVault(readKeyFile(keyFile)) },
        BillsService,
        BureausService,
        HomeService,
        Ledger,
        MonthRunService,
        OrdersService,
        Readiness,
        RegistersService,
        VisitsService,
      ],
    };
  }
}
