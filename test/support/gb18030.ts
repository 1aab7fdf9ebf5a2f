/** Node decodes GB18030 and does not encode it: the two-byte characters are found by decoding all of them. */
export function gb18030(text: string): Buffer {
  const decoder = new TextDecoder('gb18030');
  const bytes = new Map<string, number[]>();
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      if (trail !== 0x7f) bytes.set(decoder.decode(Uint8Array.of(lead, trail)), [lead, trail]);
    }
  }
  return Buffer.from(
    [...text].flatMap((character) => {
      const code = character.codePointAt(0) ?? 0;
      return code < 0x80 ? [code] : (bytes.get(character) ?? fourBytes(code));
    }),
  );
}

/** Characters beyond U+FFFF stand in GB18030 in the order of Unicode. */
function fourBytes(code: number): number[] {
  const at = code - 0x10000 + 189_000;
  return [
    0x81 + Math.floor(at / 12_600),
    0x30 + (Math.floor(at / 1260) % 10),
    0x81 + (Math.floor(at / 10) % 126),
    0x30 + (at % 10),
  ];
}
