import type { Word } from '@songbai/contracts';

/** Everybody who may sign in, by what they do. One person has one role; a second one is a second login. */
export const ROLES = {
  'system-admin': { zh: '系统管理员', en: 'system administrator' },
  'bureau-clerk': { zh: '老干部局经办', en: 'bureau clerk' },
  'bureau-approver': { zh: '老干部局审批', en: 'bureau approver' },
  'bureau-finance': { zh: '老干部局财务', en: 'bureau finance' },
  'unit-contact': { zh: '单位联系人', en: 'unit contact' },
  'unit-finance': { zh: '单位财务', en: 'unit finance' },
  liaison: { zh: '联络员', en: 'liaison' },
  'provider-manager': { zh: '服务商管理员', en: 'provider manager' },
  'care-worker': { zh: '服务人员', en: 'care worker' },
  family: { zh: '干部或家属', en: 'cadre or family' },
  supervisor: { zh: '上级主管', en: 'supervisor' },
  auditor: { zh: '审计', en: 'auditor' },
} as const satisfies Record<string, Word>;
export type Role = keyof typeof ROLES;

export const BUREAU: readonly Role[] = ['bureau-clerk', 'bureau-approver', 'bureau-finance', 'liaison'];
export const UNIT: readonly Role[] = ['unit-contact', 'unit-finance'];
export const ONLOOKERS: readonly Role[] = ['supervisor', 'auditor'];
/** Who works with the platform, and sees of each list what is theirs. */
export const STAFF: readonly Role[] = [...BUREAU, ...UNIT, ...ONLOOKERS, 'provider-manager', 'care-worker'];
