import type { CodeEntry } from './entry';

const TOLD = {
  zh: '订单（干部情况变动及时告知）',
  en: 'Order (changes in the life of the cadre are told at once)',
};

/** Life events: why one cannot be entered as it was told, and what one does to visits. */
export const LIFE_CODES = {
  L01: {
    effect: 'refuse',
    message: {
      zh: '干部已登记于 {deceasedOn} 去世，不能再登记{lifeEvent}（{at}）。',
      en: 'The cadre is recorded as having died on {deceasedOn}; {lifeEvent} ({at}) cannot be entered.',
    },
    basis: TOLD,
    remedy: {
      zh: '误登去世的，经办人先在干部页“更正：没有去世”，再登记。',
      en: 'If the death was entered by mistake, the clerk corrects that on the page of the cadre first.',
    },
  },
  L02: {
    effect: 'refuse',
    message: {
      zh: '{lifeEvent}的时间 {at} 还没有到。',
      en: 'The time of this ({lifeEvent}), {at}, is still to come.',
    },
    basis: TOLD,
    remedy: { zh: '核对时间；事情发生以后再登记。', en: 'Check the time; enter it once it has happened.' },
  },
  L03: {
    effect: 'refuse',
    message: {
      zh: '{at} 已在{stayKind}登记之中（开始 {from}，结束 {to}），不能再登记{lifeEvent}。',
      en: 'At {at} the cadre is recorded already as {stayKind} (began {from}, ended {to}): {lifeEvent} is in the way.',
    },
    basis: TOLD,
    remedy: {
      zh: '先登记上一次的出院或返回，或由经办人更正名册。',
      en: 'Enter the discharge or the return first, or let the clerk correct the register.',
    },
  },
  L04: {
    effect: 'refuse',
    message: {
      zh: '{at} 之前没有尚未结束的{stayKind}登记，不能登记{lifeEvent}。',
      en: 'Before {at} there is no open record of being {stayKind}, so {lifeEvent} cannot be entered.',
    },
    basis: TOLD,
    remedy: {
      zh: '先登记住院或外出，或核对时间。',
      en: 'Enter the admission or the departure first, or check the time.',
    },
  },
  L05: {
    effect: 'hold',
    message: {
      zh: '服务已签到，其间登记了{lifeEvent}（{at}）。',
      en: 'While this visit was under way, {lifeEvent} ({at}) was entered.',
    },
    basis: TOLD,
    remedy: {
      zh: '服务人员照常签退；联络员向家属核实实际服务时间后认定。',
      en: 'The worker signs out as usual; the liaison asks the family how long the service really took.',
    },
  },
  L06: {
    effect: 'hold',
    message: {
      zh: '认定以后登记了干部于 {deceasedOn} 去世，本次服务在 {day}。',
      en: 'After this visit had counted, the death of the cadre on {deceasedOn} was entered; the visit was on {day}.',
    },
    basis: { zh: '订单（为在世的干部提供服务）', en: 'Order (it serves a living cadre)' },
    remedy: {
      zh: '联络员核对去世日期和服务日期；日期登记有误的，经办人更正后再认定。',
      en: 'The liaison checks both days; if the day of death is wrong, the clerk corrects it first.',
    },
  },
} as const satisfies Record<string, CodeEntry>;
