import { ApiProperty } from '@nestjs/swagger';
import {
  AnswerRows,
  CodeField,
  FlagField,
  IdField,
  IntegerField,
  RowsField,
  TextField,
  WordField,
} from '../http/fields';

/** What of a register goes out; without it all that the caller sees. */
export class TableQuery {
  @TextField({ max: 64, optional: true, description: '与列表相同的搜索 as the list searches', example: '周' })
  query?: string;
}

const ASKED = ['contract', 'month', 'kind', 'onBehalfOf', 'despite'];
const VERDICTS = ['new', 'changed', 'same', 'wrong'];

export class TableColumnAnswer {
  @TextField({ max: 50, example: '项目编码' })
  name!: string;
  @TextField({
    max: 50,
    example: '项目编码',
    description: '按语言的列名，表头也可这样写 in the caller’s language',
  })
  title!: string;
  @FlagField()
  required!: boolean;
  @ApiProperty({ type: [String], example: ['编码', '编号'] })
  synonyms!: string[];
  @TextField({ max: 200, example: 'LC09' })
  example!: string;
  @TextField({ max: 200, optional: true, example: 'LC10', description: '模板第二行 in the second row' })
  second!: string | null;
  @TextField({ max: 1000, optional: true, example: '编码或数字，按文本填写' })
  hint!: string | null;
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
  @TextField({ max: 1000, example: '一行一个服务项目，以项目编码认。' })
  about!: string;
  @ApiProperty({
    ...{ type: 'array', items: { type: 'string', enum: ASKED }, example: ['contract'] },
    description: '导入时可另填 what may be said of the whole file',
  })
  asks!: string[];
  @ApiProperty({
    ...{ type: 'array', items: { type: 'array', items: { type: 'string' } } },
    ...{
      example: [['老干部姓名', '干部编号']],
      description: '每组至少有一列 of each group one column must be there',
    },
  })
  eitherOf!: string[][];
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
  @ApiProperty({ maxLength: 500, example: 'LC09', description: '空：无法读出 empty: cannot be read' })
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

export class SkippedRowAnswer {
  @IntegerField({ min: 1, max: 2_000_000, example: 308 })
  line!: number;
  @TextField({ max: 100, example: '合计 1,234.00' })
  text!: string;
  @TextField({ max: 100, example: '合计行' })
  reason!: string;
}

export class TablePaperAnswer {
  @IdField({ optional: true, description: '预览时为空 null in a preview' })
  id!: string | null;
  @CodeField({ example: 'HT-2026-01-202610-1' })
  number!: string;
  @TextField({
    max: 500,
    example: 'HT-2026-01-202610-1 2026-10：24 行，申报 1234.00 元，按现有记录可付 1200.00 元',
  })
  summary!: string;
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
  @AnswerRows(() => SkippedRowAnswer, { description: '合计、表下说明等未作数据的行 rows that are no data' })
  skipped!: SkippedRowAnswer[];
  @AnswerRows(() => TablePaperAnswer, { description: '由各行合成的账单 bills that the rows make' })
  papers!: TablePaperAnswer[];
  @TextField({
    max: 500,
    optional: true,
    example: '共 30 单，10800.00 元',
    description: '可导入的行合计 what the good rows come to',
  })
  summary!: string | null;
  @RowsField(() => RowAnswer, { max: 5_000 })
  rows!: RowAnswer[];
}

export class TableImportAnswer {
  @CodeField({ max: 64, example: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08' })
  sha256!: string;
  @ApiProperty({ type: () => RowCountsAnswer })
  counts!: RowCountsAnswer;
  @AnswerRows(() => TablePaperAnswer, { description: '由各行合成的账单 bills that the rows made' })
  papers!: TablePaperAnswer[];
  @RowsField(() => RowAnswer, { max: 5_000, description: '未导入的行 the rows that were not taken in' })
  wrong!: RowAnswer[];
}
