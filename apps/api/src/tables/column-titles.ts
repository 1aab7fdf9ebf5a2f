import type { Language } from '@songbai/contracts';

/** What the columns of all tables are called in English; a header may be either. In Chinese they are called by name. */
const ENGLISH: Readonly<Record<string, string>> = {
  ...{ 单位编码: 'Unit code', 单位名称: 'Unit name', 单位性质: 'Kind of unit', 状态: 'Status' },
  ...{ 统一社会信用代码: 'Credit code', 行政区划: 'Area', 主管部门编码: 'Supervising unit' },
  ...{
    干部编号: 'Cadre code',
    姓名: 'Name',
    性别: 'Gender',
    身份证号: 'ID number',
    原单位编码: 'Former unit',
  },
  ...{ 居住区划: 'Area of residence', 居住地址: 'Address', 经度: 'Longitude', 纬度: 'Latitude' },
  ...{
    联系电话: 'Telephone',
    家属姓名: 'Family contact',
    家属关系: 'Relation',
    家属电话: 'Family telephone',
  },
  ...{ 安置方式: 'Settlement', 状况标签: 'Tags', 能力等级: 'Ability level' },
  ...{ 服务商编码: 'Provider code', 名称: 'Provider name', 类型: 'Kind', 资质有效期止: 'Qualified until' },
  ...{ 开户行: 'Bank', 银行账号: 'Bank account' },
  ...{
    人员编号: 'Worker code',
    健康证有效期止: 'Certified until',
    入职日期: 'Joined on',
    离职日期: 'Left on',
  },
  ...{ 项目编码: 'Item code', 项目名称: 'Item name', 类别: 'Category', 计量单位: 'Measure' },
  ...{ 标准分钟: 'Standard minutes', 服务地点: 'Place of service', 必需凭证: 'Required proofs' },
  ...{ 适用经费: 'Fund types', 限额编号: 'Limit code', 经费类型: 'Fund type', 周期: 'Period' },
  ...{ 计量: 'Counted in', 上限: 'Cap', 依据: 'Basis', 生效日期: 'Valid from', 失效日期: 'Valid to' },
  ...{ 经费编码: 'Fund code', 归属编码: 'Owner', 年度: 'Year', 指标金额: 'Allotted' },
  ...{ 依据文件: 'Basis document', 依据条款: 'Basis clause' },
  ...{ 订单编号: 'Order number', 签到时间: 'Began at', 签退时间: 'Ended at', 备注: 'Note' },
  ...{ 服务日期: 'Service date', 开始时间: 'Start time', 结束时间: 'End time', 老干部姓名: 'Cadre name' },
  ...{ 服务项目: 'Service item', 服务人员: 'Care worker' },
  ...{ 账单号: 'Bill number', 行号: 'Line number', 合同编号: 'Contract number', 账期: 'Billing month' },
  ...{
    原单位: 'Unit',
    出生年月: 'Born',
    起始日期: 'First day',
    终止日期: 'Last day',
    服务月份: 'Service month',
  },
  ...{
    服务商: 'Provider',
    列支经费: 'Paid from',
    需求依据: 'Need',
    下单方式: 'Channel',
    代谁下单: 'For whom',
  },
  ...{ 记录号: 'Visit number', 数量: 'Quantity', 单价: 'Unit price', 金额: 'Amount' },
};

/** What a column of ours is called in this language. */
export const titleOfColumn = (name: string, language: Language): string =>
  language === 'zh' ? name : (ENGLISH[name] ?? name);

/** The same for several of which one is enough: "老干部姓名/干部编号". */
export const titleOfColumns = (names: string, language: Language): string =>
  names
    .split('/')
    .map((name) => titleOfColumn(name, language))
    .join('/');
