import { Injectable } from '@nestjs/common';
import { DomainError } from '@songbai/contracts';
import type { Role } from '../access/role';
import { BillFilingService } from '../bills/bill-filing.service';
import { CadresService } from '../cadres/cadres.service';
import { UnitOfWork } from '../db/unit-of-work';
import { FundsService } from '../funds/funds.service';
import { ItemChange, NewItem } from '../items/items.dto';
import { ItemsService } from '../items/items.service';
import { LimitChange, NewLimit } from '../limits/limits.dto';
import { LimitsService } from '../limits/limits.service';
import { OrderDesk } from '../orders/order-desk.service';
import { PersonalDataVault } from '../personal-data/vault';
import { PlanningService } from '../planning/planning.service';
import { NewProvider, ProviderChange } from '../providers/providers.dto';
import { ProvidersService } from '../providers/providers.service';
import { RegisterDesk } from '../registers/register-desk';
import { NewUnit, UnitChange } from '../units/units.dto';
import { UnitsService } from '../units/units.service';
import { VisitDesk } from '../visits/visit-desk.service';
import { NewWorker, WorkerChange } from '../workers/workers.dto';
import { WorkersService } from '../workers/workers.service';
import { billSheet } from './bill-sheet';
import { cadreSheet } from './cadre-sheet';
import { ITEM_COLUMNS, LIMIT_COLUMNS, PROVIDER_COLUMNS, UNIT_COLUMNS, WORKER_COLUMNS } from './columns';
import { fundSheet } from './fund-sheet';
import { logSheet } from './log-sheet';
import { orderSheet } from './order-sheet';
import { planSheet } from './plan-sheet';
import { type RegisterCalls, registerSheet, type Tools } from './register-sheet';
import type { Sheet } from './sheet';
import { idsOf, OFFICES, tableFor } from './table-for';
import { visitSheet } from './visit-sheet';

const ALL: readonly Role[] = [...OFFICES, 'provider-manager'];
const CLERK: readonly Role[] = ['bureau-clerk'];
const KEEPERS: readonly Role[] = ['bureau-clerk', 'provider-manager'];

/** A firm's, as the list shows them. */
const MASKED = ['联系电话', '银行账号'];

/** Every table that people bring in or take out. */
@Injectable()
export class Sheets {
  readonly all: readonly Sheet[];
  private readonly tools: Tools;

  constructor(
    unitOfWork: UnitOfWork,
    desk: RegisterDesk,
    private readonly units: UnitsService,
    cadres: CadresService,
    private readonly providers: ProvidersService,
    private readonly workers: WorkersService,
    private readonly items: ItemsService,
    private readonly limits: LimitsService,
    funds: FundsService,
    visits: VisitDesk,
    planning: PlanningService,
    bills: BillFilingService,
    orders: OrderDesk,
    vault: PersonalDataVault,
  ) {
    this.tools = { unitOfWork, desk };
    this.all = [
      ...[cadreSheet(cadres, this.tools), this.unitsSheet(), this.providersSheet(), this.workersSheet()],
      ...[this.itemsSheet(), this.limitsSheet(), fundSheet(funds, this.tools)],
      orderSheet(orders, { unitOfWork, vault, cadres }),
      ...[visitSheet(visits, unitOfWork), logSheet(visits, unitOfWork), planSheet(planning, unitOfWork)],
      billSheet(bills, unitOfWork),
    ];
  }

  /** Throws `not-found` where there is no such table. */
  one(name: string): Sheet {
    const sheet = this.all.find((each) => each.name === name);
    if (!sheet) throw new DomainError('not-found');
    return sheet;
  }

  private unitsSheet(): Sheet {
    const { units } = this;
    const calls: RegisterCalls<NewUnit, UnitChange> = {
      ...{ register: 'units', known: idsOf('unit'), newRow: NewUnit, change: UnitChange },
      create: (caller, body) => units.create(caller, body),
      alter: (caller, id, body) => units.change(caller, id, body),
      list: (caller, query) => units.list(caller, query),
    };
    const about = {
      ...{ name: 'units', title: { zh: '单位', en: 'Units' }, importers: CLERK, columns: UNIT_COLUMNS },
      ...{ exporters: OFFICES, table: tableFor('units', UNIT_COLUMNS) },
    };
    return registerSheet(about, calls, this.tools);
  }

  private providersSheet(): Sheet {
    const { providers } = this;
    const calls: RegisterCalls<NewProvider, ProviderChange> = {
      ...{ register: 'providers', known: idsOf('provider_link', 'provider_id') },
      ...{ newRow: NewProvider, change: ProviderChange },
      create: (caller, body) => providers.create(caller, body),
      alter: (caller, id, body) => providers.change(caller, id, body),
      list: (caller, query) => providers.list(caller, query),
    };
    const about = {
      ...{ name: 'providers', title: { zh: '服务商', en: 'Providers' }, importers: CLERK },
      ...{ columns: PROVIDER_COLUMNS, table: tableFor('providers', PROVIDER_COLUMNS, [], MASKED) },
      exporters: ALL,
    };
    return registerSheet(about, calls, this.tools);
  }

  private workersSheet(): Sheet {
    const { workers } = this;
    const calls: RegisterCalls<NewWorker, WorkerChange> = {
      ...{ register: 'workers', known: idsOf('worker_link', 'worker_id') },
      ...{ newRow: NewWorker, change: WorkerChange },
      create: (caller, body) => workers.create(caller, body),
      alter: (caller, id, body) => workers.change(caller, id, body),
      list: (caller, query) => workers.list(caller, query),
    };
    const about = {
      ...{ name: 'workers', title: { zh: '服务人员', en: 'Care workers' }, importers: KEEPERS },
      // A manager has one firm; a clerk must name it, which the call itself asks for.
      ...{ columns: WORKER_COLUMNS, table: tableFor('workers', WORKER_COLUMNS, ['服务商编码']) },
      exporters: ALL,
    };
    return registerSheet(about, calls, this.tools);
  }

  private itemsSheet(): Sheet {
    const { items } = this;
    const calls: RegisterCalls<NewItem, ItemChange> = {
      ...{ register: 'items', known: idsOf('item'), newRow: NewItem, change: ItemChange },
      create: (caller, body) => items.create(caller, body),
      alter: (caller, id, body) => items.change(caller, id, body),
      list: (caller, query) => items.list(caller, query),
    };
    const about = {
      ...{ name: 'items', title: { zh: '服务项目', en: 'Service items' }, importers: CLERK },
      ...{ columns: ITEM_COLUMNS, table: tableFor('items', ITEM_COLUMNS) },
      exporters: ALL,
    };
    return registerSheet(about, calls, this.tools);
  }

  private limitsSheet(): Sheet {
    const { limits } = this;
    const calls: RegisterCalls<NewLimit, LimitChange> = {
      ...{ register: 'limits', known: idsOf('usage_limit'), newRow: NewLimit, change: LimitChange },
      create: (caller, body) => limits.create(caller, body),
      alter: (caller, id, body) => limits.change(caller, id, body),
      list: (caller, query) => limits.list(caller, query),
    };
    const about = {
      ...{ name: 'limits', title: { zh: '使用限额', en: 'Usage limits' }, importers: CLERK },
      ...{ columns: LIMIT_COLUMNS, table: tableFor('limits', LIMIT_COLUMNS) },
      exporters: ALL,
    };
    return registerSheet(about, calls, this.tools);
  }
}
