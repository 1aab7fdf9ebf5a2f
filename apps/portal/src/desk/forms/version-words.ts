import {
  FUND_TYPES,
  LIMIT_MEASURES,
  PROOFS,
  SERVICE_PLACES,
  SETTLEMENTS,
  UNIT_STATUSES,
  WINDOWS,
  type Word,
} from '@songbai/contracts';
import { listed } from '../../shared/lists';
import { currentLanguage, words } from '../../shared/words';

/** The columns of the registers, as the tables of the office call them. */
const columns = words({
  单位编码: ['单位编码', 'code'],
  单位名称: ['单位名称', 'name'],
  单位性质: ['单位性质', 'kind'],
  统一社会信用代码: ['统一社会信用代码', 'credit code'],
  行政区划: ['行政区划', 'area'],
  状态: ['状态', 'status'],
  主管部门编码: ['主管部门编码', 'competent department'],
  干部编号: ['干部编号', 'code'],
  姓名: ['姓名', 'name'],
  性别: ['性别', 'gender'],
  原单位编码: ['原单位编码', 'original unit'],
  居住区划: ['居住区划', 'area'],
  安置方式: ['安置方式', 'settlement'],
  去世日期: ['去世日期', 'died on'],
  服务商编码: ['服务商编码', 'provider'],
  名称: ['名称', 'name'],
  类型: ['类型', 'kind'],
  资质有效期止: ['资质有效期止', 'qualified until'],
  联系电话: ['联系电话', 'phone'],
  开户行: ['开户行', 'bank'],
  银行账号: ['银行账号', 'account'],
  人员编号: ['人员编号', 'code'],
  健康证有效期止: ['健康证有效期止', 'certified until'],
  入职日期: ['入职日期', 'joined on'],
  离职日期: ['离职日期', 'left on'],
  项目编码: ['项目编码', 'code'],
  项目名称: ['项目名称', 'name'],
  类别: ['类别', 'category'],
  计量单位: ['计量单位', 'measure'],
  标准分钟: ['标准时长（分钟）', 'standard minutes'],
  服务地点: ['服务地点', 'place'],
  凭证要求: ['凭证要求', 'proof needed'],
  可用经费: ['可用经费', 'funds that may pay'],
  限额编号: ['限额编号', 'code'],
  经费类型: ['经费类型', 'fund type'],
  周期: ['周期', 'per'],
  计量: ['计量', 'measure'],
  限额: ['限额', 'limit'],
  依据: ['依据', 'basis'],
  生效日期: ['生效日期', 'in force from'],
  失效日期: ['失效日期', 'in force until'],
});

export const columnText = (column: string): string =>
  (columns as Record<string, (() => string) | undefined>)[column]?.() ?? column;

const GENDERS = { man: { zh: '男', en: 'man' }, woman: { zh: '女', en: 'woman' } };
const LISTS: Record<string, Word>[] = [
  ...[FUND_TYPES, PROOFS, SERVICE_PLACES, SETTLEMENTS, UNIT_STATUSES, WINDOWS],
  ...[GENDERS, LIMIT_MEASURES],
];
const ENGLISH = new Map(LISTS.flatMap((list) => Object.values(list).map(({ zh, en }) => [zh, en] as const)));

/** The stored content is Chinese; a word of a closed list has its English. */
export function contentText(text: string): string {
  const parts = text.split(';');
  return listed(currentLanguage() === 'en' ? parts.map((part) => ENGLISH.get(part) ?? part) : parts);
}
