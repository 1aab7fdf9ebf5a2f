import { idNumberFault } from '@songbai/contracts';
import { Workbook, type Worksheet } from 'exceljs';
import request from 'supertest';
import { v7 as newId } from 'uuid';
import type { Client, TestApp } from './app';
import { onDay } from './moment';

/** The ID number of the n-th man who was born on one day of 1931; below 500. */
export function idNumber(n: number): string {
  const body = `35090219310101${String(2 * n + 1).padStart(3, '0')}`;
  const whole = [...'0123456789X'].map((digit) => body + digit).find((id) => !idNumberFault(id));
  if (whole === undefined) throw new Error(`no check digit for ${body}`);
  return whole;
}

type Answer = request.Response;
type Fields = Readonly<Record<string, string>>;

/** Sends a file to a route of the tables, arriving `on` that day; the fields of the form come before it. */
export async function sendTable(
  site: TestApp,
  client: Client,
  path: string,
  file: Buffer | string,
  {
    key = newId(),
    on,
    language = 'zh',
    ...fields
  }: Fields & { key?: string; on?: string; language?: string } = {},
): Promise<Answer> {
  const call = request(site.app.getHttpServer())
    .post(`/api/v1/tables/${path}`)
    .set('Authorization', `Bearer ${client.token}`)
    .set('Idempotency-Key', key)
    .set('Accept-Language', language)
    .set(on === undefined ? {} : onDay(on));
  for (const [name, value] of Object.entries(fields)) call.field(name, value);
  call.attach('file', Buffer.from(file), 'table.xlsx');
  return call.buffer(true).parse((response, done) => {
    const parts: Buffer[] = [];
    response.on('data', (part: Buffer) => parts.push(part));
    response.on('end', () => {
      const bytes = Buffer.concat(parts);
      const isJson = String(response.headers['content-type']).includes('json');
      done(null, isJson ? JSON.parse(bytes.toString()) : bytes);
    });
  });
}

/** A file of the interface, as bytes. */
export async function fetchTable(site: TestApp, client: Client, path: string): Promise<Answer> {
  return request(site.app.getHttpServer())
    .get(`/api/v1/tables/${path}`)
    .set('Authorization', `Bearer ${client.token}`)
    .buffer(true)
    .parse((response, done) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => done(null, Buffer.concat(parts)));
    });
}

/** A workbook of one sheet, as an office would make it. */
export async function workbook(fill: (sheet: Worksheet) => void): Promise<Buffer> {
  const book = new Workbook();
  fill(book.addWorksheet('花名册'));
  return Buffer.from(await book.xlsx.writeBuffer());
}

export async function sheetOf(bytes: Buffer, at = 0): Promise<Worksheet> {
  const book = new Workbook();
  await book.xlsx.load(bytes as never);
  const sheet = book.worksheets[at];
  if (!sheet) throw new Error('a workbook without that sheet');
  return sheet;
}

export const csv = (...rows: (readonly string[])[]): string =>
  rows.map((cells) => cells.join(',')).join('\r\n');
