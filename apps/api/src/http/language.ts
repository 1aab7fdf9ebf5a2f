import type { Language } from '@songbai/contracts';

/** The reader's language by Accept-Language; Chinese unless English is wanted more. */
export function languageOf(header: string | undefined): Language {
  let best: Language = 'zh';
  let most = 0;
  for (const part of (header ?? '').split(',').slice(0, 20)) {
    const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
    const language = tag.split('-')[0];
    const weight = parameters.map((p) => /^\s*q=([\d.]+)$/.exec(p)?.[1]).find((q) => q !== undefined);
    const wanted = weight === undefined ? 1 : Number(weight);
    if ((language === 'zh' || language === 'en') && wanted > most) {
      best = language;
      most = wanted;
    }
  }
  return best;
}
