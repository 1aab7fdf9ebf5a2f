import { Controller, Req, StreamableFile } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiTags } from '@nestjs/swagger';
import { DomainError } from '@songbai/contracts';
import type { FastifyRequest } from 'fastify';
import { By, type Caller } from '../access/caller';
import { STAFF } from '../access/role';
import { Creates, Id, Reads } from '../http/route';
import { FORM_WITH_FILE, HASH, uploadOf } from '../http/uploads';
import { PhotoAnswer } from './photos.dto';
import { PhotosService } from './photos.service';

/** Photos of visits: uploaded by whoever took them, looked at by whoever may see the visit. */
@ApiTags('visits')
@Controller()
export class PhotosController {
  constructor(private readonly photos: PhotosService) {}

  @Creates('photos', {
    ...{
      summary: '上传照片 upload a photo',
      roles: ['care-worker', 'provider-manager'],
      answer: PhotoAnswer,
    },
  })
  @ApiConsumes('multipart/form-data')
  @ApiBody(FORM_WITH_FILE)
  async upload(@By() caller: Caller, @Req() request: FastifyRequest): Promise<PhotoAnswer> {
    const { file } = await uploadOf(request, caller, new DomainError('unreadable-photo'));
    return this.photos.upload(caller, file);
  }

  @Reads('visits/:id/photos/:sha256', {
    ...{ summary: '查看照片 a photo of a visit', roles: STAFF, params: { sha256: HASH } },
  })
  async one(
    @By() caller: Caller,
    @Id() id: string,
    @Req() { params }: FastifyRequest,
  ): Promise<StreamableFile> {
    const { sha256 } = params as { sha256: string };
    return new StreamableFile(await this.photos.read(caller, id, sha256), { type: 'image/jpeg' });
  }

  @Reads('visits/:id/signature', {
    ...{ summary: '查看签名 the signature under a visit, as a PNG', roles: STAFF },
  })
  async signature(@By() caller: Caller, @Id() id: string): Promise<StreamableFile> {
    return new StreamableFile(await this.photos.signature(caller, id), { type: 'image/png' });
  }

  @Reads('visits/:id/added-proofs/:sha256/signature', {
    ...{ summary: '查看补交的签名 a signature that was added afterwards, as a PNG', roles: STAFF },
    params: { sha256: HASH },
  })
  async addedSignature(
    @By() caller: Caller,
    @Id() id: string,
    @Req() { params }: FastifyRequest,
  ): Promise<StreamableFile> {
    const { sha256 } = params as { sha256: string };
    return new StreamableFile(await this.photos.addedSignature(caller, id, sha256), { type: 'image/png' });
  }
}
