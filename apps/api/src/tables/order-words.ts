import { word } from './row-word';

/** Why a row of a list of orders is no order. */
export const OF_ORDERING = {
  'no-such-cadre': word(
    '没有这位老干部：{text}',
    'there is no such cadre: {text}',
    '核对姓名和编号；还没有登记的，先登记。',
    'Check name and code; enter somebody new in the register first.',
  ),
  'other-unit': word(
    '{name}（{code}）登记的单位是 {known}，不是 {text}',
    '{name} ({code}) is registered with {known}, not with {text}',
    '改正单位、姓名或编号；调动了的，先更正干部名册。',
    'Correct the unit, the name or the code; if the person has moved, correct the register first.',
  ),
  'other-birth': word(
    '{name}（{code}）登记的出生年份是 {known}，不是 {text}',
    '{name} ({code}) is registered as born in {known}, not {text}',
    '核对是不是同一个人。',
    'Make sure that it is the same person.',
  ),
  'several-items': word(
    '有 {count} 个项目叫 {text}：{codes}',
    '{count} items are called {text}: {codes}',
    '写上项目编码。',
    'Write the code of the item.',
  ),
  'measure-differs': word(
    '“{item}”按{measure}计，表中写的是{text}',
    '“{item}” is counted by the {measure}, the row says {text}',
    '按项目的计量单位写数量。',
    'Write the quantity as the item is counted.',
  ),
  'no-days': word(
    '没有服务期',
    'the row says no days',
    '写上起始日期和终止日期，或服务月份；整张表同一个月的，在页面上选定。',
    'Write the first and the last day, or the month; if it is one for all rows, choose it on the page.',
  ),
  'no-first-day': word(
    '有终止日期，没有起始日期',
    'there is a last day but no first one',
    '补上起始日期。',
    'Write the first day.',
  ),
  'month-and-days': word(
    '服务期 {startsOn} 至 {endsOn} 不在服务月份 {month} 内',
    'the days {startsOn} – {endsOn} are not in the month {month}',
    '改正其中一个。',
    'Correct one of the two.',
  ),
  'unknown-provider': word(
    '没有与这家服务商签的合同：{text}',
    'there is no contract with this provider: {text}',
    '按“服务商”表中的名称或编码填写，或改写合同编号。',
    'Write its name or code as registered, or the number of the contract instead.',
  ),
  'contract-of-other': word(
    '合同 {number} 是与 {known} 签的，不是 {text}',
    'contract {number} is with {known}, not with {text}',
    '改正合同编号或服务商。',
    'Correct the contract or the provider.',
  ),
  'no-contract': word(
    '{day} 没有生效的合同提供 {item}',
    'no contract in force offers {item} on {day}',
    '核对日期、项目和服务商；合同还在审批的，批准后再下单。',
    'Check day, item and provider; a contract that waits for approval has to be approved first.',
  ),
  'several-contracts': word(
    '有 {count} 份合同都提供 {item}：{numbers}',
    '{count} contracts offer {item}: {numbers}',
    '写上服务商或合同编号；整张表同一份合同的，在页面上选定。',
    'Write the provider or the contract; if it is one for all rows, choose it on the page.',
  ),
  'unknown-fund': word(
    '没有这项经费：{text}',
    'there is no such fund: {text}',
    '写经费编码；空着的，由通常列支的经费承担。',
    'Write the code of a fund; if the cell is empty the usual one pays.',
  ),
  'several-funds': word(
    '有 {count} 项{text}：{codes}',
    'there are {count} funds of the kind {text}: {codes}',
    '写上经费编码。',
    'Write the code of the one that is meant.',
  ),
  'unknown-need': word(
    '{cadre} 没有这条需求：{text}',
    '{cadre} has no such need: {text}',
    '核对需求编号，或先在干部页登记需求。',
    'Check the number, or record the need on the page of the cadre first.',
  ),
  'ordered-otherwise': word(
    '同一人、同一项目、同一服务期已有订单 {number}：{known}，不是 {found}',
    'there is an order for this person, item and days: {number}, for {known}, not {found}',
    '表格不改已下的订单：数量改了的，先取消原单；确实要加的，手工另下一单。',
    'A table changes no order: cancel that one if the quantity has changed, or place another by hand.',
  ),
  'twice-otherwise': word(
    '与第 {line} 行是同一人、同一项目、同一服务期，数量不同',
    'row {line} is for the same person, item and days, with another quantity',
    '并成一行。',
    'Make them one row.',
  ),
  'taken-above': word(
    '单独看这一行可以下单；前面第 {lines} 行先占用后就不够了',
    'by itself the row could be ordered; after rows {lines} there is not enough left',
    '减少其中一行，或分到以后的月份。',
    'Reduce one of them, or move it to a later month.',
  ),
};
