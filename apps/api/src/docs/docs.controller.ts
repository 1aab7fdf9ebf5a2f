import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Controller, Get, Header } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Open } from '../http/open';
import { docsPage, type OpenApi } from './docs.page';

/** Made by `npm run openapi` and committed; a test says when it no longer fits the code. */
const FILE = join(__dirname, '../../openapi.json');

/** The interface as a document, and as a page that needs no network and no script. */
@ApiExcludeController()
@Controller('api')
export class DocsController {
  private readonly text = readFileSync(FILE, 'utf8');
  private page: string | undefined;

  @Open()
  @Get('openapi.json')
  @Header('Content-Type', 'application/json; charset=utf-8')
  document(): string {
    return this.text;
  }

  @Open()
  @Get('docs')
  @Header('Content-Type', 'text/html; charset=utf-8')
  html(): string {
    this.page ??= docsPage(JSON.parse(this.text) as OpenApi);
    return this.page;
  }
}
