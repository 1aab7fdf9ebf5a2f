import { createHash } from 'node:crypto';
import request from 'supertest';
import { v7 as newId } from 'uuid';
import { A_SIGNATURE } from '../../apps/api/src/visits/signature';
import type { Client, TestApp } from './app';
import { anOrderFor, type OrderParts, orderParts, requestOrder } from './orders';

/** A drawing as somebody might sign. */
export const SIGNATURE = A_SIGNATURE;

interface Place {
  latitude: number;
  longitude: number;
}

/** What visits of the demo's worker need: people, orders and homes. */
export interface VisitSite {
  site: TestApp;
  parts: OrderParts;
  clients: Record<'clerk' | 'clerk2' | 'approver' | 'manager' | 'worker' | 'liaison' | 'unit', Client>;
  home(cadreId: string): Promise<Place>;
  /** An approved order for the i-th cadre. */
  order(i: number, over?: object): Promise<{ id: string; number: string; cadreId: string }>;
  /** Reads and writes past the interface, where a test needs a world that is hard to come by. */
  sql<T = Record<string, unknown>>(text: string, params?: unknown[]): Promise<T[]>;
}

const NAMES = ['clerk', 'clerk2', 'approver', 'manager', 'worker', 'liaison', 'unit'] as const;

export async function visitSite(site: TestApp): Promise<VisitSite> {
  const signedIn: [string, Client][] = [];
  for (const name of NAMES) signedIn.push([name, await site.signIn(name)]);
  const clients = Object.fromEntries(signedIn) as VisitSite['clients'];
  const parts = await orderParts(site, clients.clerk);
  return {
    site,
    parts,
    clients,
    home: async (cadreId) => {
      const { latitude, longitude } = (await clients.clerk.get(`/cadres/${cadreId}`)).body;
      return { latitude, longitude };
    },
    order: async (i, over = {}) => {
      const cadreId = parts.cadres[i]?.id ?? '';
      const { id, number } = await requestOrder(clients.clerk, anOrderFor(parts, cadreId, over));
      const { status, body } = await clients.approver.post(`/orders/${id}/approve`, {});
      if (status !== 200 || body.status !== 'approved') throw new Error(JSON.stringify(body));
      return { id, number, cadreId };
    },
    sql: (text, params = []) =>
      site.unitOfWork.run({ kind: 'system', bureauId: parts.bureauId }, (tx) => tx.query(text, params)),
  };
}

/** "12-05 09:00" in Shanghai. */
export const time = (text: string): string => `2026-${text.replace(' ', 'T')}:00+08:00`;

export const startOf = (orderId: string, startedAt: string, over: object = {}) => ({
  ...{ id: newId(), orderId, startedAt: time(startedAt), method: 'mobile', ...over },
});

export const endOf = (endedAt: string, over: object = {}) => ({
  ...{ endedAt: time(endedAt), signature: SIGNATURE, photos: [], ...over },
});

export interface Made {
  id: string;
  number: string;
  status: string;
  decision?: {
    state: string;
    codes: string[];
    quantity: string;
    amount: string;
    findings: { code: string; message: string; basis: string; remedy: string }[];
  };
}

/** Begins and finishes a visit, and answers it. Throws unless both went through. */
export async function make(client: Client, start: object, end: object): Promise<Made> {
  const begun = await client.post('/visits', start);
  if (begun.status !== 201) throw new Error(`${begun.status} ${JSON.stringify(begun.body)}`);
  const ended = await client.post(`/visits/${begun.body.id}/finish`, end);
  if (ended.status !== 200) throw new Error(`${ended.status} ${JSON.stringify(ended.body)}`);
  return ended.body;
}

export const hashOf = (file: Buffer): string => createHash('sha256').update(file).digest('hex');

/** Sends a photo as a form does. */
export function upload(site: TestApp, client: Client, file: Buffer, key?: string): Promise<request.Response> {
  const call = request(site.app.getHttpServer())
    .post('/api/v1/photos')
    .set('Authorization', `Bearer ${client.token}`);
  if (key !== undefined) call.set('Idempotency-Key', key);
  return call.attach('file', file, 'photo.jpg').then((answer) => answer);
}
