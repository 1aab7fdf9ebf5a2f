import type { CodeEntry } from './entry';

const OPINION = {
  zh: '服务合同「评价」条款（由接受服务的一方评价）',
  en: 'Service contract, rating clause (those who received the service rate it)',
};

/** Ratings: why an opinion about a visit is not taken. */
export const RATING_CODES = {
  R01: {
    effect: 'refuse',
    message: {
      zh: '服务记录 {visit} 现为“{visitStatus}”，没有可以评价的服务。',
      en: 'Visit {visit} is {visitStatus}: there is no service to rate.',
    },
    basis: OPINION,
    remedy: {
      zh: '等这次服务完成以后再评价；确已服务的，请服务商补录。',
      en: 'Rate the visit once it is over; if it took place, the provider enters it.',
    },
  },
  R02: {
    effect: 'refuse',
    message: {
      zh: '服务记录 {visit} 由您本人提供服务，不能由您评价。',
      en: 'You served visit {visit} yourself, so the rating cannot come from you.',
    },
    basis: OPINION,
    remedy: {
      zh: '请干部本人、其他家属或联络员评价。',
      en: 'The cadre, another relative or the liaison rates it.',
    },
  },
  R03: {
    effect: 'refuse',
    message: {
      zh: '您不能以“{respondent}”的名义评价。',
      en: 'You cannot rate in the name of: {respondent}.',
    },
    basis: OPINION,
    remedy: {
      zh: '本人和家属各以自己的名义评价；联络员的评价、代填的评价由联络员或经办人录入。',
      en:
        'Cadre and family rate in their own name; what the liaison says, and what was filled in for somebody, ' +
        'the liaison or the clerk enters.',
    },
  },
} as const satisfies Record<string, CodeEntry>;
