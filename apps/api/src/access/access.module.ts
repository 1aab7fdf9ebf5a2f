import { type DynamicModule, Global, Module } from '@nestjs/common';
import { APP_GUARD, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import { Commands } from '../http/commands';
import { KeyInterceptor } from '../http/key.interceptor';
import { NamesInterceptor } from '../http/names.interceptor';
import { PersonNames } from '../http/person-names';
import { RequestPipe } from '../http/request.pipe';
import { readKeyFile } from '../personal-data/key-file';
import { PersonalDataVault } from '../personal-data/vault';
import { AccessGuard } from './access.guard';
import { AccessKeys } from './access-keys';
import { AccessTokens } from './access-tokens';
import { AuthController } from './auth.controller';
import { JwtStrategy } from './jwt.strategy';
import { OwnPassword } from './own-password.service';
import { PeopleService } from './people.service';
import { SessionsService } from './sessions.service';
import { SignInService } from './sign-in.service';
import { TriesService } from './tries.service';

/** Who calls, and what every request passes: guard, key, shape. */
@Global()
@Module({})
export class AccessModule {
  static with(keyFile: string): DynamicModule {
    return {
      module: AccessModule,
      controllers: [AuthController],
      providers: [
        { provide: PersonalDataVault, useFactory: () => new PersonalDataVault(readKeyFile(keyFile)) },
        { provide: AccessKeys, useFactory: () => AccessKeys.beside(keyFile) },
        { provide: APP_GUARD, useClass: AccessGuard },
        // The first is the outermost: it sees what the second sends.
        { provide: APP_INTERCEPTOR, useClass: NamesInterceptor },
        { provide: APP_INTERCEPTOR, useClass: KeyInterceptor },
        { provide: APP_PIPE, useClass: RequestPipe },
        ...[AccessTokens, Commands, JwtStrategy, OwnPassword, PeopleService, PersonNames, SessionsService],
        ...[SignInService, TriesService],
      ],
      exports: [Commands, PersonalDataVault, PersonNames, SessionsService, TriesService],
    };
  }
}
