import request from 'supertest';
import { Metrics } from '../../apps/api/src/health/metrics';
import { MetricsToken } from '../../apps/api/src/health/metrics.controller';
import { startApp, type TestApp } from '../support/app';

let site: TestApp;
beforeAll(async () => {
  site = await startApp();
}, 60_000);
afterAll(() => site.close());

const metrics = (headers: Record<string, string> = {}) =>
  request(site.app.getHttpServer()).get('/metrics').set(headers);

it('counts requests by route, never by path', async () => {
  await request(site.app.getHttpServer()).get('/c/AAAAAAAAAAAAAAAAAAAAAA');
  await request(site.app.getHttpServer()).get('/no/such/page');
  const { status, headers, text } = await metrics();
  expect([status, headers['content-type']]).toEqual([200, 'text/plain; version=0.0.4; charset=utf-8']);
  expect(text).toContain('songbai_http_requests_total{method="GET",route="/c/:token",status="404"} 1');
  expect(text).toMatch(
    /songbai_http_request_seconds_bucket\{method="GET",route="\/c\/:token",le="\+Inf"\} 1/,
  );
  expect(text).toContain('songbai_ready 1');
  expect(text).not.toMatch(/AAAA|such/);
  for (const line of text.trim().split('\n')) {
    expect(line).toMatch(/^(# (HELP|TYPE) \w+ .+|\w+(\{(\w+="[^"]*",?)+\})? [\d.e+-]+)$/);
  }
});

it('is for this machine, or for who brings the token', async () => {
  const away = { 'X-Forwarded-For': '203.0.113.7' };
  expect((await metrics(away)).status).toBe(404);
  Object.assign(site.app.get(MetricsToken), { value: 'a-token' });
  expect((await metrics({ ...away, Authorization: 'Bearer b-token' })).status).toBe(404);
  expect((await metrics({ ...away, Authorization: 'Bearer a-token' })).status).toBe(200);
});

it('adds up a histogram', () => {
  const counted = new Metrics();
  for (const seconds of [0.001, 0.2, 60]) counted.request('GET', '/a"b', 200, seconds);
  const text = counted.text([]);
  expect(text).toContain('songbai_http_requests_total{method="GET",route="/a\\"b",status="200"} 3');
  const bucket = (bound: string) => text.match(new RegExp(`le="${bound}"} (\\d+)`))?.[1];
  expect(['0.005', '0.25', '5', '\\+Inf'].map((bound) => bucket(bound))).toEqual(['1', '2', '2', '3']);
  expect(text).toContain('songbai_http_request_seconds_sum{method="GET",route="/a\\"b"} 60.201000');
});
