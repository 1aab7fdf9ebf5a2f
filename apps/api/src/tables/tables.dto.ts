import { ApiProperty } from '@nestjs/swagger';
import {
  AnswerRows,
  CodeField,
  FlagField,
  IntegerField,
  RowsField,
  TextField,
  WordField,
} from '../http/fields';

const VERDICTS = ['new', 'changed', 'same', 'wrong'];

export class TableColumnAnswer {
  @TextField({ max: 50, example: '项目编码' })
  name!: string;
  @FlagField()
  required!: boolean;
  @ApiProperty({ type: [String], example: ['编码', '编号'] })
  synonyms!: string[];
  @TextField({ max: 200, example: 'LC09' })
  example!: string;
  @ApiProperty({
    type: [String],
    example: ['小时', '次'],
    description: '可选的词 its words, if it has a list',
  })
  words!: string[];
}

export class TableAnswer {
  @CodeField({ example: 'items' })
  name!: string;
  @TextField({ max: 50, example: '服务项目' })
  title!: string;
  @FlagField({ description: '调用者可导入 the caller may bring it in' })
  mayImport!: boolean;
  @FlagField({ description: '调用者可导出 the caller may take it out' })
  mayExport!: boolean;
  @IntegerField({ min: 1, max: 5_000, example: 5_000 })
  mostRows!: number;
  @AnswerRows(() => TableColumnAnswer)
  columns!: TableColumnAnswer[];
}

export class TablesAnswer {
  @AnswerRows(() => TableAnswer)
  items!: TableAnswer[];
  @ApiProperty({ type: String, nullable: true, example: null })
  nextCursor!: null;
}

export class FiledColumnAnswer {
  @IntegerField({ min: 0, max: 200, example: 0 })
  index!: number;
  @TextField({ max: 200, example: '编码' })
  header!: string;
  @ApiProperty({ type: [String], example: ['LC01', 'LC02'] })
  samples!: string[];
  @TextField({
    max: 50,
    optional: true,
    example: '项目编码',
    description: '对应本表的列 which of ours it stands for',
  })
  column!: string | null;
}

export class RowFindingAnswer {
  @TextField({ max: 50, optional: true, example: '计量单位' })
  column!: string | null;
  @CodeField({ example: 'unknown-word' })
  code!: string;
  @TextField({ max: 1000, example: '不认识的词，应为：小时、次、餐、日、月（“钟头”）' })
  message!: string;
  @TextField({ max: 1000, optional: true })
  remedy!: string | null;
}

export class RowAnswer {
  @IntegerField({ min: 1, max: 2_000_000, example: 2, description: '文件中的行号 the line of the file' })
  line!: number;
  @TextField({ max: 200, example: 'LC09' })
  key!: string;
  @TextField({ max: 200, optional: true, example: '生活照料' })
  name!: string | null;
  @WordField(VERDICTS, { example: 'wrong' })
  verdict!: string;
  @AnswerRows(() => RowFindingAnswer)
  findings!: RowFindingAnswer[];
  @AnswerRows(() => RowFindingAnswer, { description: '可以导入，但请留意 taken in, but look' })
  notes!: RowFindingAnswer[];
}

export class RowCountsAnswer {
  @IntegerField({ min: 0, max: 5_000, example: 292 })
  rows!: number;
  @IntegerField({ min: 0, max: 5_000, example: 200 })
  new!: number;
  @IntegerField({ min: 0, max: 5_000, example: 50 })
  changed!: number;
  @IntegerField({ min: 0, max: 5_000, example: 30 })
  same!: number;
  @IntegerField({ min: 0, max: 5_000, example: 12 })
  wrong!: number;
}

export class TablePreviewAnswer {
  @CodeField({ max: 64, example: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08' })
  sha256!: string;
  @ApiProperty({ example: 'Sheet1', description: '工作表，CSV 为空 the sheet; empty for CSV' })
  sheet!: string;
  @IntegerField({ min: 1, max: 2_000_000, example: 1 })
  headLine!: number;
  @AnswerRows(() => FiledColumnAnswer)
  columns!: FiledColumnAnswer[];
  @ApiProperty({
    type: [String],
    example: [],
    description: '缺少的必填列，有则未检查各行 then no row was tried',
  })
  missing!: string[];
  @ApiProperty({ type: () => RowCountsAnswer })
  counts!: RowCountsAnswer;
  @RowsField(() => RowAnswer, { max: 5_000 })
  rows!: RowAnswer[];
}

export class TableImportAnswer {
  @CodeField({ max: 64, example: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08' })
  sha256!: string;
  @ApiProperty({ type: () => RowCountsAnswer })
  counts!: RowCountsAnswer;
  @RowsField(() => RowAnswer, { max: 5_000, description: '未导入的行 the rows that were not taken in' })
  wrong!: RowAnswer[];
}
