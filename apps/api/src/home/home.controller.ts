import { Controller, Get, Header } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
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
  async page(): Promise<string> {
    return homePage(await this.home.figures());
  }
}
