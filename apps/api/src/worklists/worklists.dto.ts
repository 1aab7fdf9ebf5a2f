import { ApiProperty } from '@nestjs/swagger';
import { IntegerField, TextField, WordField } from '../http/fields';
import { LIST_NAMES, type ListName, MOST_COUNTED } from './worklist-views';

export class WorklistAnswer {
  @WordField(LIST_NAMES, { example: 'orders-to-approve' })
  name!: ListName;
  @IntegerField({ min: 0, max: MOST_COUNTED, example: 3, description: '至多数到 1000 counted up to 1000' })
  count!: number;
  @TextField({ max: 300, description: '列表的查询条件 the query of the list', example: 'awaiting=me' })
  query!: string;
}

export class WorklistsAnswer {
  @ApiProperty({ type: [WorklistAnswer] })
  lists!: WorklistAnswer[];
}
