import { OF_ORDERING } from './order-words';
import { word } from './row-word';

const OF_TIMES = {
  'no-day': word(
    '没有日期',
    'there is no day',
    '在“服务日期”中写上日期，如 2026-11-03。',
    'Write the day, such as 2026-11-03.',
  ),
  'no-end': word(
    '没有结束时间',
    'there is no end',
    '写上结束时间，或在开始时间中写成 8:30-10:30。',
    'Write when it ended, or 8:30-10:30 in the cell of the start.',
  ),
  'days-differ': word(
    '时间里的日期 {found} 与服务日期 {day} 不同',
    'the day beside the time, {found}, is not the day of the row, {day}',
    '改正其中一个。',
    'Correct one of the two.',
  ),
  'ends-before': word(
    '结束时间 {end} 不晚于开始时间 {start}，按次日算又超过 12 小时',
    'the end {end} is not after the start {start}, and on the next day it would be more than 12 hours',
    '改正时间；确实到次日的，在结束时间前写上日期。',
    'Correct the times; if it did last until the next day, write that day before the end.',
  ),
};

const OF_PEOPLE = {
  'no-cadre': word(
    '没有写是哪位老干部',
    'the row names no cadre',
    '填写姓名或干部编号。',
    'Write the name or the code.',
  ),
  'no-worker': word(
    '没有写是哪位服务人员',
    'the row names no worker',
    '填写姓名或人员编号。',
    'Write the name or the code.',
  ),
  'unknown-cadre': word(
    '没有这位老干部：{text}',
    'there is no such cadre: {text}',
    '核对姓名和编号；还没有登记或没有订单的，请老干部局先办理。',
    'Check name and code; if there is no record or order yet, ask the bureau first.',
  ),
  'unknown-worker': word(
    '这家服务商没有这位服务人员：{text}',
    'the provider has no such worker: {text}',
    '核对姓名和编号；新来的人员先在“服务人员”中登记。',
    'Check name and code; enter somebody new under “Care workers” first.',
  ),
  'several-cadres': word(
    '有 {count} 位老干部叫 {text}：{codes}',
    '{count} cadres are called {text}: {codes}',
    '在“干部编号”中写明是哪一位，或写成 {text}（{first}）。',
    'Write the code of the one who is meant, or {text} ({first}).',
  ),
  'several-workers': word(
    '有 {count} 位服务人员叫 {text}：{codes}',
    '{count} workers are called {text}: {codes}',
    '在“人员编号”中写明是哪一位，或写成 {text}（{first}）。',
    'Write the code of the one who is meant, or {text} ({first}).',
  ),
  'name-differs': word(
    '编号 {code} 登记的姓名是 {known}，不是 {text}',
    '{code} is the code of {known}, not of {text}',
    '改正姓名或编号。',
    'Correct the name or the code.',
  ),
};

const OF_ORDERS = {
  'unknown-item': word(
    '没有这个服务项目：{text}',
    'there is no such item: {text}',
    '按“服务项目”表中的名称或编码填写。',
    'Write a name or code of the register of service items.',
  ),
  'unknown-order': word(
    '没有这个订单或合同：{text}',
    'there is no such order or contract: {text}',
    '核对编号，或把这一格留空，由系统按老干部、项目和日期查找。',
    'Check the number, or leave the cell empty: the order is then found by cadre, item and day.',
  ),
  'order-of-other': word(
    '订单 {number} 是 {cadre} 的“{item}”，与本行不符',
    'order {number} is for {cadre}, “{item}”, which is not what the row says',
    '改正订单号、姓名或项目。',
    'Correct the order, the name or the item.',
  ),
  'no-order': word(
    '{day} 没有合适的订单（{cadre}，{item}）',
    'there is no order for {cadre}, {item}, on {day}',
    '核对日期和项目；其他日期的订单：{others}。',
    'Check day and item; orders of other days: {others}.',
  ),
  'several-orders': word(
    '有 {count} 个订单都合适：{numbers}',
    '{count} orders fit: {numbers}',
    '在“订单编号”中写明是哪一个。',
    'Write the number of the one that is meant.',
  ),
  'recorded-otherwise': word(
    '这次服务已登记为 {number}，结束时间是 {known}，不是 {found}',
    'this visit is on record as {number} with the end {known}, not {found}',
    '已登记的不会被表格改动；记错的，在服务记录中处理。',
    'A table changes nothing that is on record; see to a wrong one under Visits.',
  ),
};

const OF_BILLS = {
  'unknown-visit': word(
    '没有这次服务的记录（{cadre}，{item}，{day}）',
    'there is no visit for {cadre}, {item}, on {day}',
    '先导入服务记录，或在“记录号”中写明。',
    'Bring the visits in first, or write the number of the visit.',
  ),
  'several-visits': word(
    '有 {count} 次服务都合适：{numbers}',
    '{count} visits fit: {numbers}',
    '在“记录号”中写明是哪一次，或加上开始时间。',
    'Write the number of the one that is meant, or add when it began.',
  ),
  'no-item': word(
    '没有写服务项目',
    'the row names no item',
    '填写项目名称或编码。',
    'Write the name or code of the item.',
  ),
  'which-contract': word(
    '不知道是哪份合同的账单（{numbers}）',
    'it is not clear of which contract this bill is ({numbers})',
    '在页面上选定合同，或在“合同编号”中写明。',
    'Choose the contract on the page, or write its number.',
  ),
  'which-month': word(
    '不知道是哪个月的账单（{numbers}）',
    'it is not clear of which month this bill is ({numbers})',
    '在页面上选定账期，或在“账期”中写明。',
    'Choose the month on the page, or write it.',
  ),
  'unknown-contract': word(
    '没有这份合同：{text}',
    'there is no such contract: {text}',
    '核对合同编号。',
    'Check the number of the contract.',
  ),
  'bill-incomplete': word(
    '同一张账单的第 {lines} 行有误，整张账单没有导入',
    'row {lines} of the same bill is wrong, so the whole bill is left out',
    '改正那些行后再导入整张账单。',
    'Correct those rows and bring the whole bill in again.',
  ),
};

const OF_CODES = {
  'no-area': word(
    '不是六位行政区划代码，也不是已知的区划名称：{text}',
    'neither the six digits of an area nor a name that is known: {text}',
    '填六位代码，如 350902，或写成 蕉城区；合同按代码服务，写成别的就找不到合同。',
    'Write six digits, such as 350902, or 蕉城区: contracts serve an area by its code, anything else finds none.',
  ),
  'code-twice': word(
    '与编号 {code} 只差大小写，那一行已在本表中',
    'the code differs from {code}, which this file has already, in case only',
    '只差大小写的是同一个编号：换一个编号，或删去一行。',
    'To people they are one code: choose another one, or leave one of the rows out.',
  ),
};

/** Why a row cannot be taken in, beside what the single calls say. */
export const ROW_WORDS = {
  ...OF_TIMES,
  ...OF_PEOPLE,
  ...OF_ORDERS,
  ...OF_BILLS,
  ...OF_CODES,
  ...OF_ORDERING,
};

export type RowRule = keyof typeof ROW_WORDS;
