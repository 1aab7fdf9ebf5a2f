import type { CodeEntry } from './entry';

const RECORDS = {
  zh: '服务合同「服务记录」条款；《政府采购法实施条例》第四十五条（逐项验收）',
  en:
    'Service contract, service records clause; Implementing Regulations of the Government Procurement Law, ' +
    'Article 45 (acceptance of every service)',
};
const COUNTING = { zh: '服务合同「计费规则」条款', en: 'Service contract, counting rules clause' };
const AT_HOME = { zh: '订单（在干部家中服务）', en: 'Order (service at the home of the cadre)' };

const RECORD_AGAIN = {
  zh: '服务商查明后另行补录，写明原因并附凭证，经办人核对。',
  en: 'The provider finds out, enters a new record with the reason and proof, and the clerk checks it.',
};
const CLEAR_UP = {
  zh: '服务商说明哪一条属实并附凭证；经办人向本人或家属核实后认定。',
  en: 'The provider says which record is true, with proof; the clerk asks the cadre or family and decides.',
};

/** Visits: what blocks, holds or cuts a visit, and what is only noted. There is no V08. */
export const VISIT_CODES = {
  V01: {
    effect: 'block',
    message: {
      zh: '没有签到时间，不能确认服务何时开始。',
      en: 'There is no sign-in time, so the start of the service is not known.',
    },
    basis: RECORDS,
    remedy: RECORD_AGAIN,
  },
  V02: {
    effect: 'block',
    message: {
      zh: '没有签退时间，不能确认服务何时结束。',
      en: 'There is no sign-out time, so the end of the service is not known.',
    },
    basis: RECORDS,
    remedy: RECORD_AGAIN,
  },
  V03: {
    effect: 'hold',
    message: {
      zh: '须在离家 {allowedDistance} 米内。定位离家的米数：签到 {startDistance}，签退 {endDistance}。',
      en:
        'Must be within {allowedDistance} m of home. Metres from home by the positions: ' +
        'sign-in {startDistance}, sign-out {endDistance}.',
    },
    basis: AT_HOME,
    remedy: {
      zh: '服务商说明情况，经办人向本人或家属核实；住址定位有误的，先更正再认定。',
      en: 'The provider explains; the clerk asks the cadre or family, corrects a wrong home, and decides.',
    },
  },
  V04: {
    effect: 'cut',
    message: {
      zh: '服务 {minutes} 分钟，不足 {minimum} 分钟，按规则计 {quantity}。',
      en: 'The service took {minutes} minutes, less than {minimum}; by the rules it counts as {quantity}.',
    },
    basis: COUNTING,
    remedy: {
      zh: '服务商按认定数量申报；时间记录有误的，附凭证请经办人核对。',
      en: 'The provider bills what counted, or, if the times are wrong, shows proof to the clerk.',
    },
  },
  V05: {
    effect: 'hold',
    message: {
      zh: '服务人员 {worker} 同一时间还有记录 {other}（{from} 至 {to}）。',
      en: 'Worker {worker} has record {other} for the same time ({from} to {to}).',
    },
    basis: RECORDS,
    remedy: CLEAR_UP,
  },
  V06: {
    effect: 'block',
    message: {
      zh:
        '服务人员 {worker} 在 {day} 不符合上门条件：所属 {workerProvider}，合同服务商 {provider}，' +
        '健康证至 {certifiedUntil}，入职 {joinedOn}，离职 {leftOn}。',
      en:
        'Worker {worker} was not entitled to serve on {day}: employer {workerProvider}, provider of the ' +
        'contract {provider}, health certificate until {certifiedUntil}, joined {joinedOn}, left {leftOn}.',
    },
    basis: {
      zh: '服务合同「服务人员」条款；财政部令第102号第二十六条（不得转包）',
      en: 'Service contract, staff clause; Ministry of Finance Order No. 102, Article 26 (no passing on)',
    },
    remedy: {
      zh: '服务商改派合格人员；人员名册漏登或有误的，更正名册后另行补录。',
      en: 'The provider sends qualified staff; a wrong roster is corrected and the visit entered again.',
    },
  },
  V07: {
    effect: 'hold',
    message: { zh: '缺少必需的凭证：{missing}。', en: 'Required proof is missing: {missing}.' },
    basis: {
      zh: '采购需求和服务项目的「必需凭证」要求',
      en: 'Purchase requirements and the proof that the item requires',
    },
    remedy: {
      zh: '服务商补交凭证或书面说明，经办人向本人或家属核实后认定。',
      en: 'The provider hands in proof or a written account; the clerk asks the cadre or family and decides.',
    },
  },
  V09: {
    effect: 'hold',
    message: {
      zh: '本项目应在家中服务，签到时干部却在{stayKind}（开始 {from}，结束 {to}）。',
      en: 'This is a service at home, but at sign-in the cadre was {stayKind} (began {from}, ended {to}).',
    },
    basis: AT_HOME,
    remedy: {
      zh: '联络员向家属核实住院、外出时间，服务商说明服务地点，经办人据此认定。',
      en: 'The liaison asks the family for the dates, the provider says where it served, the clerk decides.',
    },
  },
  V10: {
    effect: 'block',
    message: {
      zh: '干部已于 {deceasedOn} 去世，{day} 的服务不能认定。',
      en: 'The cadre died on {deceasedOn}; a service on {day} cannot count.',
    },
    basis: { zh: '订单（为在世的干部提供服务）', en: 'Order (it serves a living cadre)' },
    remedy: {
      zh: '服务商停止派人并核对日期；去世日期登记有误的，经办人更正后，服务商另行补录。',
      en:
        'The provider stops the service and checks the day; if the date of death was wrong, ' +
        'the clerk corrects it and the provider enters the visit again.',
    },
  },
  V11: {
    effect: 'hold',
    message: {
      zh: '距上一次服务 {other} 有 {distance} 米，只隔 {minutes} 分钟，合时速 {speed} 公里，难以赶到。',
      en:
        'The last visit, {other}, ended {distance} m away, {minutes} minutes before; ' +
        'the way here would need {speed} km/h.',
    },
    basis: RECORDS,
    remedy: CLEAR_UP,
  },
  V12: {
    effect: 'hold',
    message: {
      zh: '有照片已在记录 {other} 中用过。',
      en: 'A photo of this visit was used before, on record {other}.',
    },
    basis: RECORDS,
    remedy: {
      zh: '服务商提供当次照片并说明；经办人核实，确属重复使用的不予认定。',
      en: 'The provider explains and shows the photo of this visit; a reused photo does not count.',
    },
  },
  V13: {
    effect: 'note',
    message: {
      zh: '采集方式：{method}；签退后 {hours} 小时上传。属补录或超过 72 小时上传，记录备查。',
      en: 'Capture: {method}; uploaded {hours} hours after sign-out. Entered by hand or late: noted.',
    },
    basis: RECORDS,
    remedy: {
      zh: '不影响认定；请服务商今后当场记录、及时上传，经办人可抽查。',
      en: 'Nothing is lost by it; the provider should record on the spot, and the clerk may check samples.',
    },
  },
  V14: {
    effect: 'block',
    message: {
      zh:
        '记录与获批订单对不上。订单 {order}：状态 {orderState}，{startsOn} 至 {endsOn}，' +
        '干部 {orderCadre}，项目 {orderItem}；记录：{day}，干部 {cadre}，项目 {item}。',
      en:
        'The record fits no approved order. Order {order}: state {orderState}, {startsOn} to {endsOn}, ' +
        'cadre {orderCadre}, item {orderItem}; record: {day}, cadre {cadre}, item {item}.',
    },
    basis: { zh: '订单（先批准、后服务）', en: 'Order (approved first, served after)' },
    remedy: {
      zh: '服务商核对订单号、干部、项目和日期，填错的另行补录；没有获批订单的不计费。',
      en: 'The provider checks order, cadre, item and day and re-enters what was mistyped; no order, no pay.',
    },
  },
  V15: {
    effect: 'cut',
    message: {
      zh: '订单只剩 {left}，本次服务为 {quantity}，只计剩余部分。',
      en: 'The order has {left} left and this visit would take {quantity}; only the rest counts.',
    },
    basis: { zh: '订单（批准的数量）', en: 'Order (approved quantity)' },
    remedy: {
      zh: '服务商按剩余数量申报；还需服务的，经办人先下新订单。',
      en: 'The provider bills the rest; for further visits the clerk places a new order first.',
    },
  },
  V16: {
    effect: 'block',
    message: {
      zh: '签退时间 {endedAt} 不晚于签到时间 {startedAt}。',
      en: 'Sign-out, {endedAt}, is not after sign-in, {startedAt}.',
    },
    basis: RECORDS,
    remedy: RECORD_AGAIN,
  },
  V17: {
    effect: 'hold',
    message: {
      zh: '签到到签退共 {hours} 小时，超过 12 小时，可能忘了签退。',
      en: 'From sign-in to sign-out took {hours} hours, over 12: sign-out may have been forgotten.',
    },
    basis: COUNTING,
    remedy: {
      zh: '服务商说明实际离开时间并附凭证，经办人向本人或家属核实后认定。',
      en: 'The provider shows when the worker really left; the clerk asks the cadre or family and decides.',
    },
  },
  V22: {
    effect: 'refuse',
    message: {
      zh: '签到或签退的时间 {at} 还没有到（服务器时间 {now}）。',
      en: 'The time of sign-in or sign-out, {at}, is still to come (the server has {now}).',
    },
    basis: RECORDS,
    remedy: {
      zh: '服务人员先校正手机时间；填错的改正后再提交。记录还在手机里，过了这个时间也可以重新提交。',
      en:
        'The worker sets the telephone’s clock right; whoever mistyped the time corrects it. The record stays on the ' +
        'telephone and can be sent again once that time has passed.',
    },
  },
} as const satisfies Record<string, CodeEntry>;
