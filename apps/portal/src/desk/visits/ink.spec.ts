import { inkOf } from './ink';

const [WIDTH, HEIGHT] = [120, 60];

/** Paper that is half in the shade, with a line of ink across it. */
function paper(isInk: (x: number, y: number) => boolean): Uint8ClampedArray {
  const rgba = new Uint8ClampedArray(WIDTH * HEIGHT * 4).fill(255);
  for (let y = 0; y < HEIGHT; y++)
    for (let x = 0; x < WIDTH; x++) {
      const light = 230 - x;
      rgba.fill(isInk(x, y) ? light * 0.4 : light, (y * WIDTH + x) * 4, (y * WIDTH + x) * 4 + 3);
    }
  return rgba;
}

const blackOf = (rgba: Uint8ClampedArray): number[] =>
  Array.from({ length: WIDTH * HEIGHT }, (_, i) => i).filter((i) => rgba[i * 4] === 0);

test('a line of ink is found in the light and in the shade, and of the paper nothing', () => {
  const line = (x: number, y: number): boolean => Math.abs(y - 30) < 2 && x > 5 && x < 115;
  const found = blackOf(inkOf(paper(line), WIDTH, HEIGHT));
  expect(found.every((i) => line(i % WIDTH, Math.floor(i / WIDTH)))).toBe(true);
  expect(found).toHaveLength(109 * 3);
  expect(
    blackOf(
      inkOf(
        paper(() => false),
        WIDTH,
        HEIGHT,
      ),
    ),
  ).toEqual([]);
});
