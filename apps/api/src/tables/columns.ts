import {
  FUND_TYPES,
  LIMIT_MEASURES,
  MEASURES,
  PROOFS,
  SERVICE_PLACES,
  SETTLEMENTS,
  UNIT_STATUSES,
  WINDOWS,
} from '@songbai/contracts';
import type { ColumnSpec } from './sheet';

/** The columns of each table: where they stand in a body, and what else offices call them. */
type Columns = Readonly<Record<string, ColumnSpec>>;

const GENDERS = { 男: { zh: '男', en: 'male' }, 女: { zh: '女', en: 'female' } };
const LEVELS = Object.fromEntries(['0', '1', '2', '3', '4'].map((n) => [n, { zh: n, en: n }]));
const code = { form: 'code' } as const;
const area = { form: 'area' } as const;

export const UNIT_COLUMNS: Columns = {
  单位编码: { field: 'code', synonyms: ['编码', '编号', '单位编号', '单位代码'], example: 'U101', ...code },
  单位名称: { field: 'name', synonyms: ['名称', '单位', '单位全称'], example: '蕉城区教育局' },
  单位性质: { field: 'kind', synonyms: ['性质', '类型', '单位类型'], example: '机关' },
  统一社会信用代码: {
    ...{
      field: 'creditCode',
      synonyms: ['信用代码', '社会信用代码'],
      example: '11350900003887123U',
      ...code,
    },
  },
  行政区划: { field: 'area', synonyms: ['区划', '区划代码', '行政区划代码'], example: '350902', ...area },
  状态: { field: 'status', synonyms: ['单位状态'], example: '正常', words: UNIT_STATUSES, fallback: '正常' },
  主管部门编码: {
    ...{ field: 'supervisorId', synonyms: ['主管部门', '上级编码', '主管编码'], example: 'U001' },
    refers: 'units',
  },
};

export const CADRE_COLUMNS: Columns = {
  干部编号: { field: 'code', synonyms: ['编号', '编码', '人员编号', '序列号'], example: 'G0301', ...code },
  姓名: { field: 'name', synonyms: ['干部姓名', '老干部姓名', '老干部'], example: '周忠仙' },
  性别: { field: 'gender', synonyms: [], example: '男', words: GENDERS },
  身份证号: {
    ...{ field: 'idNumber', synonyms: ['身份证', '身份证号码', '公民身份号码', '证件号码'] },
    ...{ example: '350902192609211192', ...code },
  },
  原单位编码: {
    ...{
      field: 'unitId',
      synonyms: ['原单位', '单位编码', '单位', '所属单位', '原工作单位'],
      example: 'U001',
    },
    refers: 'units',
  },
  居住区划: { field: 'area', synonyms: ['区划', '行政区划', '居住地区划'], example: '350902', ...area },
  居住地址: {
    field: 'address',
    synonyms: ['地址', '住址', '家庭住址', '现住址'],
    example: '蕉城区东湖路191号',
  },
  经度: { field: 'longitude', synonyms: ['lng', 'lon', 'longitude'], example: '119.545187', ...code },
  纬度: { field: 'latitude', synonyms: ['lat', 'latitude'], example: '26.687245', ...code },
  联系电话: {
    field: 'phone',
    synonyms: ['电话', '手机', '手机号', '本人电话'],
    example: '13876801134',
    ...code,
  },
  家属姓名: {
    field: 'family.name',
    synonyms: ['家属', '联系人', '紧急联系人'],
    example: '李长',
    isHidden: true,
  },
  家属关系: {
    ...{ field: 'family.relation', synonyms: ['关系', '与本人关系'], example: '孙', isHidden: true },
  },
  家属电话: {
    ...{
      field: 'family.phone',
      synonyms: ['联系人电话', '紧急联系电话', '家属手机'],
      example: '13979451668',
    },
    ...{ isHidden: true, ...code },
  },
  安置方式: { field: 'settlement', synonyms: ['安置', '安置类型'], example: '本地', words: SETTLEMENTS },
  状况标签: { field: 'tags', synonyms: ['标签', '状况', '备注标签'], example: '独居', form: 'list' },
  能力等级: {
    ...{
      field: 'abilityLevel',
      synonyms: ['失能等级', '自理能力等级'],
      example: '1',
      words: LEVELS,
      ...code,
    },
  },
};

export const PROVIDER_COLUMNS: Columns = {
  服务商编码: { field: 'code', synonyms: ['编码', '编号', '服务商编号'], example: 'P11', ...code },
  名称: {
    field: 'name',
    synonyms: ['服务商', '服务商名称', '机构名称', '单位名称'],
    example: '康宁居家服务中心',
  },
  统一社会信用代码: {
    ...{
      field: 'creditCode',
      synonyms: ['信用代码', '社会信用代码'],
      example: '52350902628933218U',
      ...code,
    },
  },
  类型: { field: 'kind', synonyms: ['机构类型', '服务商类型'], example: '居家养老服务中心' },
  资质有效期止: {
    ...{ field: 'qualifiedUntil', synonyms: ['资质有效期', '资质到期', '资质到期日'], example: '2028-06-30' },
    form: 'day',
  },
  联系电话: { field: 'phone', synonyms: ['电话', '手机'], example: '0593-2800001' },
  开户行: { field: 'bank', synonyms: ['开户银行'], example: '中国农业银行蕉城支行' },
  银行账号: { field: 'bankAccount', synonyms: ['账号', '银行帐号'], example: '6228480000000000000', ...code },
};

export const WORKER_COLUMNS: Columns = {
  人员编号: {
    field: 'code',
    synonyms: ['编号', '工号', '员工编号', '服务人员编号'],
    example: 'W10016',
    ...code,
  },
  服务商编码: {
    ...{ field: 'providerId', synonyms: ['服务商', '服务商编号', '所属服务商'], example: 'P10' },
    refers: 'providers',
  },
  姓名: { field: 'name', synonyms: ['服务人员', '员工姓名', '人员姓名'], example: '林秀英' },
  健康证有效期止: {
    ...{ field: 'certifiedUntil', synonyms: ['健康证有效期', '健康证到期', '健康证到期日'] },
    ...{ example: '2027-12-31', form: 'day' },
  },
  入职日期: { field: 'joinedOn', synonyms: ['入职', '入职时间'], example: '2026-11-01', form: 'day' },
  离职日期: { field: 'leftOn', synonyms: ['离职', '离职时间'], example: '2027-10-31', form: 'day' },
};

export const ITEM_COLUMNS: Columns = {
  项目编码: { field: 'code', synonyms: ['编码', '编号', '项目编号', '项目代码'], example: 'LC09', ...code },
  项目名称: { field: 'name', synonyms: ['名称', '项目', '服务项目'], example: '生活照料' },
  类别: { field: 'category', synonyms: ['项目类别', '服务类别'], example: '生活照料' },
  计量单位: { field: 'measure', synonyms: ['计量', '单位', '计价单位'], example: '小时', words: MEASURES },
  标准分钟: {
    field: 'standardMinutes',
    synonyms: ['标准时长', '时长（分钟）', '标准时长（分钟）'],
    example: '60',
    ...code,
  },
  服务地点: { field: 'place', synonyms: ['地点', '服务方式'], example: '居家', words: SERVICE_PLACES },
  必需凭证: { field: 'proofs', synonyms: ['凭证', '服务凭证'], example: '签名', words: PROOFS, form: 'list' },
  适用经费: {
    ...{ field: 'fundTypes', synonyms: ['经费', '经费类型'], example: '政府购买;特需经费' },
    ...{ words: FUND_TYPES, form: 'list' },
  },
};

export const LIMIT_COLUMNS: Columns = {
  限额编号: { field: 'code', synonyms: ['编号', '编码', '限额编码'], example: 'XE-7', ...code },
  经费类型: { field: 'fundType', synonyms: ['经费'], example: '政府购买', words: FUND_TYPES },
  类别: { field: 'category', synonyms: ['项目类别', '服务类别'], example: '生活照料' },
  周期: { field: 'window', synonyms: ['限额周期'], example: '月', words: WINDOWS },
  计量: { field: 'measure', synonyms: ['计量单位', '单位'], example: '元', words: LIMIT_MEASURES },
  上限: { field: 'cap', synonyms: ['限额', '限额金额', '金额'], example: '900.00', form: 'amount' },
  依据: { field: 'basis', synonyms: ['文件依据', '依据文件'], example: '示例〔2026〕1号 一' },
  生效日期: { field: 'validFrom', synonyms: ['有效期起', '起始日期'], example: '2026-01-01', form: 'day' },
  失效日期: { field: 'validTo', synonyms: ['有效期止', '终止日期'], example: '2026-12-31', form: 'day' },
};

export const FUND_COLUMNS: Columns = {
  经费编码: { field: 'code', synonyms: ['编码', '编号', '经费编号'], example: 'GZ-BUY-2', ...code },
  经费类型: { field: 'type', synonyms: ['类型', '经费'], example: '政府购买', words: FUND_TYPES },
  归属编码: {
    ...{
      field: 'ownerUnitId',
      synonyms: ['归属', '归属单位', '单位编码'],
      example: 'BUREAU',
      fallback: 'BUREAU',
    },
    ...code,
  },
  年度: { field: 'year', synonyms: ['年份', '预算年度'], example: '2026', ...code },
  指标金额: {
    field: 'allotted',
    synonyms: ['指标', '金额', '预算金额', '下达金额'],
    example: '100000.00',
    form: 'amount',
  },
  依据文件: {
    field: 'basis.document',
    synonyms: ['文号', '依据'],
    example: '宁财社〔2026〕12号',
    isHidden: true,
  },
  依据条款: { field: 'basis.clause', synonyms: ['条款'], example: '第二条', isHidden: true },
};

export const VISIT_COLUMNS: Columns = {
  订单编号: { field: 'orderId', synonyms: ['订单', '订单号', '服务单号'], example: 'DD2026100001', ...code },
  人员编号: {
    field: 'onBehalfOf',
    synonyms: ['服务人员编号', '工号', '服务人员'],
    example: 'W10001',
    ...code,
  },
  签到时间: {
    ...{
      field: 'startedAt',
      synonyms: ['开始时间', '上门时间', '服务开始时间'],
      example: '2026-11-03 09:00',
    },
    form: 'time',
  },
  签退时间: {
    ...{ field: 'endedAt', synonyms: ['结束时间', '离开时间', '服务结束时间'], example: '2026-11-03 10:30' },
    form: 'time',
  },
  备注: { field: 'note', synonyms: ['说明', '服务内容'], example: '擦身、换床单' },
};
