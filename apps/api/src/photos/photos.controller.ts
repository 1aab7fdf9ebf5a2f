import multipart, { type MultipartFile } from '@fastify/multipart';
import { Controller, Inject, type OnModuleInit, Req, StreamableFile } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { ApiBody, ApiConsumes, ApiTags } from '@nestjs/swagger';
import { DomainError } from '@songbai/contracts';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { By, type Caller } from '../access/caller';
import { STAFF } from '../access/role';
import { invalid } from '../http/request.pipe';
import { Creates, Id, Reads } from '../http/route';
import { PhotoAnswer } from './photos.dto';
import { PhotosService } from './photos.service';

const MOST_BYTES = 10 * 1024 * 1024;
const PREFIX = 'api/v1';
const HASH = {
  example: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  pattern: '^[0-9a-f]{64}$',
};

/** Photos of visits: uploaded by whoever took them, looked at by whoever may see the visit. */
@ApiTags('visits')
@Controller()
export class PhotosController implements OnModuleInit {
  constructor(
    private readonly photos: PhotosService,
    @Inject(HttpAdapterHost) private readonly host: HttpAdapterHost,
  ) {}

  /** The command that runs a month has no server. */
  async onModuleInit(): Promise<void> {
    const server = this.host.httpAdapter?.getInstance() as FastifyInstance | undefined;
    if (!server) return;
    server.addHook('preHandler', (request, _reply, done) => {
      const isElsewhere = request.isMultipart() && request.routeOptions.url !== `/${PREFIX}/photos`;
      done(isElsewhere ? new DomainError('unsupported-media-type') : undefined);
    });
    await server.register(multipart, {
      limits: { files: 1, fileSize: MOST_BYTES, fields: 10, fieldSize: 1000, parts: 11, headerPairs: 50 },
    });
  }

  @Creates('photos', {
    ...{
      summary: '上传照片 upload a photo',
      roles: ['care-worker', 'provider-manager'],
      answer: PhotoAnswer,
    },
  })
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    schema: {
      type: 'object',
      required: ['file'],
      properties: { file: { type: 'string', format: 'binary' } },
    },
  })
  async upload(@By() caller: Caller, @Req() request: FastifyRequest): Promise<PhotoAnswer> {
    return this.photos.upload(caller, await fileOf(request));
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
}

/** The one file of a form. */
async function fileOf(request: FastifyRequest): Promise<Buffer> {
  if (!request.isMultipart()) throw new DomainError('unreadable-photo');
  let file: MultipartFile | undefined;
  try {
    file = await request.file();
    if (file) return await file.toBuffer();
  } catch (error) {
    if ((error as { statusCode?: number }).statusCode === 413) throw new DomainError('too-large');
  }
  throw invalid([{ path: 'file', rule: 'photo' }]);
}
