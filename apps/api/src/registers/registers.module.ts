import { Module } from '@nestjs/common';
import { CadreViews } from '../cadres/cadre-views';
import { CadresController } from '../cadres/cadres.controller';
import { CadresService } from '../cadres/cadres.service';
import { AmendmentsService } from '../contracts/amendments.service';
import { ContractDrafts } from '../contracts/contract-drafts';
import { ContractsController } from '../contracts/contracts.controller';
import { ContractsService } from '../contracts/contracts.service';
import { ContractHistory } from '../contracts/history.service';
import { MonitoringController } from '../contracts/monitoring.controller';
import { ContractMonitoring } from '../contracts/monitoring.service';
import { FundsController } from '../funds/funds.controller';
import { FundsService } from '../funds/funds.service';
import { ItemsController } from '../items/items.controller';
import { ItemsService } from '../items/items.service';
import { Ledger } from '../ledger/ledger';
import { CadreLimitsController } from '../limits/cadre-limits.controller';
import { CadreLimits } from '../limits/cadre-limits.service';
import { LimitsController } from '../limits/limits.controller';
import { LimitsService } from '../limits/limits.service';
import { NeedsController } from '../needs/needs.controller';
import { NeedsService } from '../needs/needs.service';
import { ProvidersController } from '../providers/providers.controller';
import { ProvidersService } from '../providers/providers.service';
import { UnitsController } from '../units/units.controller';
import { UnitsService } from '../units/units.service';
import { WorkersController } from '../workers/workers.controller';
import { WorkersService } from '../workers/workers.service';
import { RegisterDesk } from './register-desk';
import { RegisterPostings } from './register-postings';
import { RegistersService } from './registers.service';

/** The rooms that keep registers, and the desk at which people change them. */
@Module({
  controllers: [
    ...[CadresController, ContractsController, FundsController, ItemsController, LimitsController],
    ...[
      CadreLimitsController,
      MonitoringController,
      NeedsController,
      ProvidersController,
      UnitsController,
      WorkersController,
    ],
  ],
  providers: [
    ...[Ledger, RegisterDesk, RegisterPostings, RegistersService],
    ...[
      AmendmentsService,
      CadreViews,
      CadresService,
      ContractDrafts,
      ContractMonitoring,
      ContractHistory,
      ContractsService,
      FundsService,
    ],
    ...[
      CadreLimits,
      ItemsService,
      LimitsService,
      NeedsService,
      ProvidersService,
      UnitsService,
      WorkersService,
    ],
  ],
  exports: [
    ...[CadreViews, Ledger, NeedsService, RegisterDesk, RegisterPostings, RegistersService],
    ...[CadresService, FundsService, ItemsService, LimitsService],
    ...[ProvidersService, UnitsService, WorkersService],
  ],
})
export class RegistersModule {}
