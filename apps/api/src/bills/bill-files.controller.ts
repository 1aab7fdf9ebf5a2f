import { Controller, Req, StreamableFile } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiProduces, ApiTags } from '@nestjs/swagger';
import { DomainError } from '@songbai/contracts';
import type { FastifyRequest } from 'fastify';
import { By, type Caller } from '../access/caller';
import { BUREAU, ONLOOKERS } from '../access/role';
import { download } from '../http/download';
import { Creates, Id, Reads } from '../http/route';
import { FORM_WITH_FILE, HASH, uploadOf } from '../http/uploads';
import { BillFileAnswer } from './appeal-answer.dto';
import { BillFilesService } from './bill-files.service';
import { PROVIDER } from './bill-queue-store';

const PDF = 'application/pdf';

/** Proof of what is appealed: shown by the provider, looked at by whoever may read the bill. */
@ApiTags('bills')
@Controller('bills')
export class BillFilesController {
  constructor(private readonly files: BillFilesService) {}

  @Creates(':id/files', {
    ...{ summary: '上传凭证 upload a file as proof: a picture or a PDF', roles: PROVIDER },
    answer: BillFileAnswer,
  })
  @ApiConsumes('multipart/form-data')
  @ApiBody(FORM_WITH_FILE)
  async upload(
    @By() caller: Caller,
    @Id() id: string,
    @Req() request: FastifyRequest,
  ): Promise<BillFileAnswer> {
    const upload = await uploadOf(request, caller, new DomainError('unreadable-file'));
    return this.files.upload(caller, id, upload);
  }

  @Reads(':id/files/:sha256', {
    ...{ summary: '查看凭证 a file of a bill', roles: [...BUREAU, ...ONLOOKERS, 'provider-manager'] },
    params: { sha256: HASH },
  })
  @ApiProduces('image/jpeg', PDF)
  async one(
    @By() caller: Caller,
    @Id() id: string,
    @Req() { params }: FastifyRequest,
  ): Promise<StreamableFile> {
    const { sha256 } = params as { sha256: string };
    const { content, mediaType } = await this.files.read(caller, id, sha256);
    // A PDF is saved and never opened within the site: it may hold what a browser would run.
    if (mediaType === PDF)
      return download(content, PDF, { zh: '凭证', ascii: 'proof', of: sha256.slice(0, 8), ending: 'pdf' });
    return new StreamableFile(content, { type: mediaType });
  }
}
