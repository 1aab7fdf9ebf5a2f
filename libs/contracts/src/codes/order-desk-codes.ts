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
} as const satisfies Record<string, CodeEntry>;
