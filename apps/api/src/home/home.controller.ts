import { Controller, Get, Header, Headers, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { languageOf } from '../http/language';
import { Open } from '../http/open';
import { homePage } from './home.page';

/** What this is, for who has no login. */
@ApiExcludeController()
@Controller('about')
export class HomeController {
  @Open()
  @Get()
  @Header('Content-Type', 'text/html; charset=utf-8')
  @Header('Cache-Control', 'no-store')
  @Header('Vary', 'Accept-Language')
  page(@Query('language') wished: unknown, @Headers('accept-language') accepted?: string): string {
    const language = wished === 'zh' || wished === 'en' ? wished : languageOf(accepted);
    return homePage(language);
  }
}
