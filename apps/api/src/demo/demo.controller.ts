import { Controller } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DomainError } from '@songbai/contracts';
import { UnitOfWork } from '../db/unit-of-work';
import { Reads } from '../http/route';
import { DemoAnswer, type DemoLoginAnswer } from './demo.dto';

/** For the role switcher of the sign-in page; a database that is no demo has no such thing. */
@ApiTags('demo')
@Controller('demo')
export class DemoController {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  @Reads('', {
    summary: '示例的用户 the logins of the demo',
    roles: 'anyone',
    answer: DemoAnswer,
    also: [404],
  })
  async logins(): Promise<DemoAnswer> {
    const logins = await this.unitOfWork.run({ kind: 'system' }, (tx) =>
      tx.query<DemoLoginAnswer>('select username, name, role from demo_login order by position'),
    );
    if (logins.length === 0) throw new DomainError('not-found');
    return { logins };
  }
}
