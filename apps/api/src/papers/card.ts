import { dotsOf } from './pdf/dots';
import { lineHeight, Sheet, type Style } from './pdf/sheet';
import { widthOf, wrap } from './pdf/wrap';

/** A card for the fridge, as it is printed. */
export interface FridgeCard {
  /** Of the office that answers. */
  bureau: string;
  /** Of the card. No name of a cadre stands on it: it may be lost. */
  number: string;
  contactName: string | null;
  contactPhone: string | null;
  /** What the QR code holds. */
  url: string;
  /** The menu, by the numbers that are said on the telephone. */
  services: readonly { number: number; name: string }[];
}

export type CardSize = 'A4' | 'A5';

/** A5 in points; A4 is the same, larger by the square root of two. */
const WIDTH = 419.53;
const HEIGHT = 595.28;
const EDGE = 26;
const INNER = WIDTH - 2 * EDGE;
/** 40 mm: more than a telephone of ten years ago needs. */
const QR = (40 / 25.4) * 72;
const QR_TOP = HEIGHT - EDGE - QR - 24;
const SMALLEST_PHONE = 30;
const SMALLEST_NAME = 14;
const SMALLEST_CONTACT = 18;

const ASK_FOR = '有事请打电话找';
const STEPS = ['打上面的电话。', '说您是谁，要几号服务。', '等我们回话，定好哪天来。'];

/** One page for each card, in the order given. Equal cards of one moment are equal files. */
export async function cardsPdf(
  cards: readonly FridgeCard[],
  { size, at }: { size: CardSize; at: Date },
): Promise<Buffer> {
  const scale = size === 'A4' ? Math.SQRT2 : 1;
  const sheet = new Sheet({
    ...{
      title: '长辈卡',
      author: cards[0]?.bureau ?? '',
      subject: cards.map(({ number }) => number).join(' '),
    },
    ...{ createdAt: at, size: [WIDTH * scale, HEIGHT * scale] },
  });
  for (const card of cards) {
    sheet.newPage(scale);
    drawCard(sheet, card);
  }
  return sheet.bytes();
}

function drawCard(sheet: Sheet, card: FridgeCard): void {
  sheet.fitted(card.bureau, EDGE, 20, INNER, { size: 15, weight: 'bold', align: 'center' });
  sheet.rule(EDGE, 46, INNER, 1, 0);
  let y = drawPhone(sheet, card, 52);
  sheet.rule(EDGE, y + 6, INNER, 1, 0);
  y = drawSteps(sheet, y + 12);
  drawMenu(sheet, card, y + 8);
  drawCode(sheet, card);
}

/** The telephone is what the card is for: as large as it may be, and never small. */
function drawPhone(sheet: Sheet, { contactName, contactPhone }: FridgeCard, top: number): number {
  const asked = contactName ? `${ASK_FOR} ${contactName}` : '有事请打电话';
  let y = top;
  const name: Style = { size: 24, weight: 'bold', align: 'center', leading: 1.35 };
  // Where a name does not fit behind the words, it has a line of its own.
  const fits = widthOf(asked, 'bold', name.size) <= INNER;
  const names = fits || !contactName ? [asked] : [ASK_FOR, ...contactLines(contactName)];
  for (const line of names) {
    sheet.fitted(line, EDGE, y, INNER, name);
    y += lineHeight(name);
  }
  if (!contactPhone) {
    // To be written in by hand.
    sheet.rule(EDGE + 40, y + 62, INNER - 80, 1, 0);
    return y + 66;
  }
  const needed = widthOf(contactPhone, 'bold', 1);
  const size = Math.max(SMALLEST_PHONE, Math.min(54, INNER / needed));
  const phone: Style = { size, weight: 'bold', align: 'center', leading: 1.25 };
  const lines = wrap(contactPhone, INNER, 'bold', size).slice(0, 2);
  sheet.block(lines, EDGE, y, INNER, phone);
  return y + lines.length * lineHeight(phone);
}

/** A name is not broken, unless it would be too small to be read from where one telephones. */
const contactLines = (name: string): string[] =>
  widthOf(name, 'bold', SMALLEST_CONTACT) <= INNER ? [name] : wrap(name, INNER, 'bold', SMALLEST_CONTACT);

function drawSteps(sheet: Sheet, top: number): number {
  const style: Style = { size: 18, leading: 1.5 };
  for (const [n, step] of STEPS.entries()) {
    const y = top + n * lineHeight(style);
    sheet.line(String(n + 1), EDGE, y, 20, { ...style, weight: 'bold' });
    sheet.line(step, EDGE + 24, y, INNER - 24, style);
  }
  return top + STEPS.length * lineHeight(style);
}

/** Two columns above the code, or one where a name is long; as many as there is room for, the first by number. */
function drawMenu(sheet: Sheet, { services }: FridgeCard, top: number): void {
  const style: Style = { size: 17, leading: 1.45 };
  sheet.shade(EDGE, top, INNER, 24);
  sheet.line('几号服务', EDGE + 8, top, INNER, { size: 15, weight: 'bold', leading: 1.6 });
  const rows = Math.floor((QR_TOP - 14 - (top + 28)) / lineHeight(style));
  const isLong = services.some(({ name }) => widthOf(name, 'regular', SMALLEST_NAME) > INNER / 2 - 36);
  const columns = isLong ? 1 : 2;
  const wide = INNER / columns;
  for (const [n, { number, name }] of services.slice(0, rows * columns).entries()) {
    const x = EDGE + (n % columns) * wide;
    const y = top + 28 + Math.floor(n / columns) * lineHeight(style);
    sheet.line(String(number), x + 4, y, 24, { ...style, weight: 'bold' });
    sheet.fitted(name, x + 30, y, wide - 36, style);
  }
}

function drawCode(sheet: Sheet, { url, number }: FridgeCard): void {
  const left = WIDTH - EDGE - QR;
  sheet.dots(dotsOf(url), left, QR_TOP, QR);
  const room = INNER - QR - 16;
  const style: Style = { size: 16, leading: 1.45 };
  sheet.rule(EDGE, QR_TOP, room, 1, 0);
  sheet.line('用手机扫一扫，可以：', EDGE, QR_TOP + 4, room, { ...style, weight: 'bold' });
  const lines = ['看下次谁来', '说满不满意', '请我们打电话给您'].map((line) => `· ${line}`);
  sheet.block(lines, EDGE, QR_TOP + 4 + lineHeight(style), room, style);
  const foot: Style = { size: 10, grey: 0.2 };
  sheet.fitted(`卡号 ${number}`, EDGE, QR_TOP + QR - 14, room, { ...foot, size: 12 });
  sheet.fitted(url, EDGE, QR_TOP + QR + 13, INNER, { ...foot, align: 'right' });
}
