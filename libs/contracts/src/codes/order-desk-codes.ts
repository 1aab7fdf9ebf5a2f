import type { CodeEntry } from './entry';

/** Orders on the platform: what approvals by several parties add to the rules of a folder's orders. */
export const ORDER_DESK_CODES = {
  O14: {
    effect: 'refuse',
    message: {
      zh: '订单列明的经费（{funds}）不属于该单位，不需要该单位审批。',
      en: 'The funds that the order names ({funds}) are not the unit’s, so its approval is not asked for.',
    },
    basis: {
      zh: '闽委组通〔2018〕100号 四.2（经费归原单位管理）',
      en: '闽委组通〔2018〕100号 四.2 (the original unit manages the fund)',
    },
    remedy: {
      zh: '由老干部局审批；要用单位经费的，经办人取消后按单位经费重新下单。',
      en: 'The bureau approves it; to spend a unit fund, the clerk cancels it and orders again from that fund.',
    },
  },
  O15: {
    effect: 'note',
    message: {
      zh: '服务期自 {startsOn} 开始，早于审批日 {approvedOn}：属事后审批，此前的服务也会计入。',
      en:
        'The order begins on {startsOn}, before the day of its approval, {approvedOn}: it is approved after the ' +
        'fact, and services before that day count.',
    },
    basis: {
      zh: '财政部令第102号第十四条（先有安排，后购买）；服务合同「订单」条款',
      en: 'Ministry of Finance Order No. 102, Article 14 (arranged first, then bought); service contract, orders',
    },
    remedy: {
      zh: '审批人核实为何补批（如急需），认为不妥的不予批准，请经办人改期重新下单。',
      en: 'The approver finds out why (an emergency, say), or refuses, and the clerk orders again with later dates.',
    },
  },
} as const satisfies Record<string, CodeEntry>;
