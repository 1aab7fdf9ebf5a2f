import { StreamableFile } from '@nestjs/common';

/** What a file is called: in Chinese, and in ASCII for programs that read nothing else; both with the same ending. */
export interface FileName {
  zh: string;
  ascii: string;
  /** The number or code of what it is about. */
  of?: string;
  ending: string;
}

/** A file that a browser saves under its name. */
export const download = (content: Buffer | string, type: string, name: FileName): StreamableFile =>
  new StreamableFile(Buffer.from(content), { type, disposition: attachment(name) });

/** The header by RFC 6266, its UTF-8 name by RFC 8187. What no file system takes in a name becomes a line. */
export function attachment({ zh, ascii, of, ending }: FileName): string {
  const whole = (word: string): string => `${of === undefined ? word : `${word}-${of}`}.${ending}`;
  const name = whole(zh).replace(/[\p{C}\s"*/:<>?\\|]+/gu, '-');
  const plain = whole(ascii).replace(/[^\w.-]+/g, '_');
  // encodeURIComponent leaves these four, and the RFC does not allow them.
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16)}`);
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
