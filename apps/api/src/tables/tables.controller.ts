import { applyDecorators, Controller, Param, Query, Req, type StreamableFile } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { By, type Caller } from '../access/caller';
import { type Role, STAFF, UNIT } from '../access/role';
import { download } from '../http/download';
import { Creates, Reads, Verb } from '../http/route';
import { type Upload, uploadOf } from '../http/uploads';
import { unreadable } from './reading';
import { TableImportAnswer, TablePreviewAnswer, TableQuery, TablesAnswer } from './tables.dto';
import { TablesService } from './tables.service';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const CSV = 'text/csv; charset=utf-8';
/** Whoever brings one of the tables in; which, the table says itself. */
const KEEPERS: readonly Role[] = ['bureau-clerk', 'bureau-finance', 'liaison', ...UNIT, 'provider-manager'];
/** A care worker has the field app. */
const READERS = STAFF.filter((role) => role !== 'care-worker');
const NAMES =
  '^(cadres|units|providers|workers|items|limits|funds|orders|visits|visit-log|plans|bill-lines)$';
const params = {
  name: { example: 'items', pattern: NAMES },
};

/** What may be said of the whole file. */
const OF_FILE: Readonly<Record<string, object>> = {
  contract: {
    type: 'string',
    description: '账单明细、订单：合同编号 of a bill, or of orders: the contract',
    example: 'HT-2026-01',
  },
  month: {
    type: 'string',
    description: '账单明细：账期；订单：服务月份 of a bill, or of orders: the month',
    example: '2026-10',
  },
  kind: {
    type: 'string',
    enum: ['regular', 'supplementary'],
    default: 'regular',
    example: 'regular',
  },
  onBehalfOf: {
    type: 'string',
    description:
      '账单明细：代谁办理（老干部局必填）；订单：代谁下单 of a bill that staff file, or of orders: for whom',
    example: '康宁居家服务中心 刘主任（电话）',
  },
  despite: {
    type: 'string',
    enum: ['yes', 'no'],
    default: 'no',
    description: '订单：规则不通过的也提交审批 of orders: ask for those as well that rules speak against',
    example: 'no',
  },
};

/** A form: the fields come before the file. */
const Form = (...fields: string[]) =>
  applyDecorators(
    ApiConsumes('multipart/form-data'),
    ApiBody({
      schema: {
        type: 'object',
        required: ['file'],
        properties: {
          mapping: {
            type: 'string',
            description:
              '各列在文件中的位置，从 0 起 where our columns stand in the file, from 0; left out: by header',
            example: '{"项目编码":0,"项目名称":1,"备注":null}',
          },
          ...(fields.includes('rows') && {
            rows: { type: 'string', enum: ['all', 'valid'], default: 'all', example: 'valid' },
          }),
          ...OF_FILE,
          file: { type: 'string', format: 'binary', description: '.xlsx 或 CSV，至多 10 MB at most' },
        },
      },
    }),
  );

/** Tables in and out: what a register or a log of visits says, as a file that people can work with. */
@ApiTags('tables')
@Controller('tables')
export class TablesController {
  constructor(private readonly tables: TablesService) {}

  @Reads('', { summary: '可导入导出的表 tables', roles: READERS, answer: TablesAnswer })
  list(@By() caller: Caller): TablesAnswer {
    return this.tables.list(caller);
  }

  @Reads(':name/template.xlsx', { summary: '导入模板 an empty form', roles: KEEPERS, params })
  @ApiProduces(XLSX)
  async template(@By() caller: Caller, @Param('name') name: string): Promise<StreamableFile> {
    const content = await this.tables.template(caller, name);
    return download(content, XLSX, { zh: '导入模板', ascii: 'template', of: name, ending: 'xlsx' });
  }

  @Reads(':name/rows.xlsx', { summary: '导出 what the caller sees of it', roles: READERS, params })
  @ApiProduces(XLSX)
  async rows(
    @By() caller: Caller,
    @Param('name') name: string,
    @Query() query: TableQuery,
  ): Promise<StreamableFile> {
    const content = await this.tables.export(caller, name, 'xlsx', query);
    return download(content, XLSX, { zh: '导出', ascii: 'rows', of: name, ending: 'xlsx' });
  }

  @Reads(':name/rows.csv', { summary: '导出 CSV the same as CSV', roles: READERS, params })
  @ApiProduces('text/csv')
  async csv(
    @By() caller: Caller,
    @Param('name') name: string,
    @Query() query: TableQuery,
  ): Promise<StreamableFile> {
    const content = await this.tables.export(caller, name, 'csv', query);
    return download(content, CSV, { zh: '导出', ascii: 'rows', of: name, ending: 'csv' });
  }

  @Verb(':name/preview', {
    ...{ summary: '试导入，不保存 try every row and keep nothing', roles: KEEPERS, params },
    ...{ answer: TablePreviewAnswer, key: 'none', also: [422] },
  })
  @Form()
  async preview(@By() caller: Caller, @Param('name') name: string, @Req() request: FastifyRequest) {
    return this.tables.preview(caller, name, await uploaded(request, caller));
  }

  @Verb(':name/checked.xlsx', {
    ...{ summary: '原文件加错误原因列 your own file with the reasons', roles: KEEPERS, params, key: 'none' },
    also: [422],
  })
  @Form()
  @ApiProduces(XLSX)
  async checked(
    @By() caller: Caller,
    @Param('name') name: string,
    @Req() request: FastifyRequest,
  ): Promise<StreamableFile> {
    const content = await this.tables.checked(caller, name, await uploaded(request, caller));
    return download(content, XLSX, { zh: '核对结果', ascii: 'checked', of: name, ending: 'xlsx' });
  }

  @Creates(':name/import', {
    ...{ summary: '导入 take the rows in', roles: KEEPERS, params },
    ...{ answer: TableImportAnswer, key: 'required' },
  })
  @Form('rows')
  async import(@By() caller: Caller, @Param('name') name: string, @Req() request: FastifyRequest) {
    return this.tables.import(caller, name, await uploaded(request, caller));
  }
}

const uploaded = (request: FastifyRequest, caller: Caller): Promise<Upload> =>
  uploadOf(request, caller, unreadable('nothing-in-it'));
