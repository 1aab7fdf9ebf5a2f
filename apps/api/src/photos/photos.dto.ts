import { ApiProperty } from '@nestjs/swagger';
import { IntegerField } from '../http/fields';

export class PhotoAnswer {
  @ApiProperty({ example: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08' })
  sha256!: string;
  @IntegerField({ min: 1, max: 100_000, example: 4032 })
  width!: number;
  @IntegerField({ min: 1, max: 100_000, example: 3024 })
  height!: number;
}
