import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { cardsPdf, type FridgeCard } from '../../apps/api/src/papers';
import { dotsOf } from '../../apps/api/src/papers/pdf/dots';
import { readQr } from '../support/qr';
import { itWith, run } from './tools';

const CARD: FridgeCard = {
  bureau: '宁德市委老干部局',
  number: 'G0001-1',
  contactName: '郑联络',
  contactPhone: '0593-288 0000',
  url: 'http://192.168.1.20:3000/c/q83vEjRWeJASNFZ4mrzeDw',
  services: ['生活照料', '家政保洁', '助浴', '送餐', '陪同就医', '精神慰藉', '健康指导', '代购代办'].map(
    (name, n) => ({
      ...{ number: n + 1, name },
    }),
  ),
};
const LONG: FridgeCard = {
  ...CARD,
  bureau: '中共宁德市委老干部局离休干部服务管理中心居家养老服务采购办公室',
  number: 'G0123456789-12',
  contactName: '欧阳买买提·阿卜杜热依木联络员（老干部科）',
  contactPhone: '0593-288 0000 转 8012 或 8013',
  url: 'https://songbai.lgbj.ningde.example.gov.cn/c/q83vEjRWeJASNFZ4mrzeDw',
  services: Array.from({ length: 40 }, (_, n) => ({
    number: n + 1,
    name: `第${n + 1}种名字很长的上门服务项目（居家）`,
  })),
};
const AT = new Date('2026-11-22T00:00:00Z');

/** The dots of a square of the page that pdftoppm drew, one sample from the middle of each. */
async function dotsSeen(pdf: Buffer, count: number, scale: number): Promise<boolean[][]> {
  const folder = mkdtempSync(join(tmpdir(), 'songbai-card-'));
  try {
    run('pdftoppm', ['-r', '144', '-gray', '-png', '-singlefile', 'FILE', join(folder, 'card')], pdf);
    const image = sharp(readFileSync(join(folder, 'card.png'))).greyscale();
    const { data, info } = await image.raw().toBuffer({ resolveWithObject: true });
    const dpi = 2 * scale;
    const [side, left, top] = [(40 / 25.4) * 72, 419.53 - 26, 595.28 - 26 - 24].map((n) => n * dpi) as [
      ...[number, number, number],
    ];
    const each = Array.from({ length: count }, (_, n) => ((n + 0.5) * side) / count);
    return each.map((down) =>
      each.map((across) => {
        const x = Math.round(left - side + across);
        const y = Math.round(top - side + down);
        return (data[y * info.width + x] ?? 255) < 128;
      }),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe('the code of a card', () => {
  it.each([CARD.url, LONG.url, 'http://a.cn/c/AAAAAAAAAAAAAAAAAAAAAA', 'http://a/c/1234567890123456789012'])(
    'is read as %s',
    (url) => expect(readQr(dotsOf(url))).toBe(url),
  );

  it('is read otherwise when a dot is wrong', () => {
    const dots = dotsOf(CARD.url).map((row) => [...row]);
    const row = dots.at(-1);
    if (row) row[row.length - 4] = !row[row.length - 4];
    expect(() => expect(readQr(dots)).toBe(CARD.url)).toThrow();
  });
});

describe('a card on paper', () => {
  it('is the same file each time', async () => {
    const [one, two] = [
      await cardsPdf([CARD], { size: 'A5', at: AT }),
      await cardsPdf([CARD], { size: 'A5', at: AT }),
    ];
    expect(one.equals(two)).toBe(true);
  });

  itWith('pdftotext')('says the telephone first, and the menu by numbers', async () => {
    const text = run('pdftotext', ['-layout', 'FILE', '-'], await cardsPdf([CARD], { size: 'A5', at: AT }));
    const order = [
      '宁德市委老干部局',
      '有事请打电话找 郑联络',
      '0593-288 0000',
      '打上面的电话',
      '生活照料',
      '扫一扫',
      'G0001-1',
    ];
    const places = order.map((word) => text.indexOf(word));
    expect(places.every((place) => place >= 0)).toBe(true);
    expect([...places].sort((a, b) => a - b)).toEqual(places);
    expect(text).toContain(CARD.url);
  });

  itWith('pdftotext')('keeps the telephone at 28 pt or more, whatever its length', async () => {
    for (const card of [CARD, LONG]) {
      const boxes = run('pdftotext', ['-bbox', 'FILE', '-'], await cardsPdf([card], { size: 'A5', at: AT }));
      const [, top, bottom] = /yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">0593-288</.exec(boxes) ?? [];
      expect(Number(bottom) - Number(top)).toBeGreaterThanOrEqual(28);
      expect(boxes).toMatch(/<page width="419\.\d+" height="595\.\d+">/);
      const edges = [...boxes.matchAll(/xMin="([\d.]+)".*?xMax="([\d.]+)" yMax="([\d.]+)"/g)];
      for (const [, left, right, low] of edges) {
        expect(Number(left)).toBeGreaterThan(20);
        expect(Number(right)).toBeLessThan(400);
        expect(Number(low)).toBeLessThan(590);
      }
    }
  });

  itWith('pdftotext')(
    'keeps the name of whom to ask for legible, over several lines if need be',
    async () => {
      const contactName = '古丽巴哈尔阿卜杜克里木阿卜杜热合曼买买提吐尔逊联络员（蕉城区老干部局）';
      const pdf = await cardsPdf([{ ...CARD, contactName }], { size: 'A5', at: AT });
      const boxes = run('pdftotext', ['-bbox', 'FILE', '-'], pdf);
      const words = [...boxes.matchAll(/yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">([^<]+)</g)];
      const its = words.filter(([, , , word = '']) => contactName.includes(word) && word.length > 3);
      expect(its.map(([, , , word]) => word).join('')).toBe(contactName);
      for (const [, top, bottom] of its) expect(Number(bottom) - Number(top)).toBeGreaterThanOrEqual(18);
    },
  );

  itWith('pdftoppm')('shows a code that is read from the picture of the page, A5 and A4', async () => {
    for (const [card, size, scale] of [
      [CARD, 'A5', 1],
      [LONG, 'A4', Math.SQRT2],
    ] as const) {
      const seen = await dotsSeen(await cardsPdf([card], { size, at: AT }), dotsOf(card.url).length, scale);
      expect(readQr(seen)).toBe(card.url);
    }
  });

  itWith('pdftotext')('is one page each in a batch, and has room for a number by hand', async () => {
    const none = { ...CARD, contactName: null, contactPhone: null, number: 'G0002-1' };
    const pdf = await cardsPdf([CARD, LONG, none], { size: 'A5', at: AT });
    const pages = run('pdftotext', ['FILE', '-'], pdf)
      .split('\f')
      .filter((page) => page.trim() !== '');
    expect(pages).toHaveLength(3);
    expect(pages[2]).toContain('有事请打电话');
  });
});
