import { Controller, Get, Header, Headers, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { languageOf } from '../http/language';
import { Open } from '../http/open';
import { homePage } from './home.page';
import { HomeService } from './home.service';

/** What this is, and what is in it, for who has no login. */
@ApiExcludeController()
@Controller('about')
export class HomeController {
  constructor(private readonly home: HomeService) {}

  @Open()
  @Get()
  @Header('Content-Type', 'text/html; charset=utf-8')
  @Header('Cache-Control', 'no-store')
  @Header('Vary', 'Accept-Language')
  async page(
    @Query('language') wished: unknown,
    @Headers('accept-language') accepted?: string,
  ): Promise<string> {
    const language = wished === 'zh' || wished === 'en' ? wished : languageOf(accepted);
    return homePage(await this.home.figures(), language);
  }
}
