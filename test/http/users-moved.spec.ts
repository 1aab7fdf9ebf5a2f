import { type Client, startApp, type TestApp } from '../support/app';

let site: TestApp;
let admin: Client;
let bureauId: string;

beforeAll(async () => {
  site = await startApp();
  admin = await site.signIn('admin');
  bureauId = (await site.signIn('clerk')).user.bureauId ?? '';
}, 60_000);
afterAll(() => site.close());

let count = 0;
/** A new user who has chosen a password, and how they sign what they ask. */
async function hired(over: object = {}) {
  const username = `moved${++count}`;
  const user = { username, name: '新来', role: 'bureau-clerk', bureauId, ...over };
  const { body: made } = await admin.post('/users', user, null);
  const chosen = { username, password: made.oneTimePassword, newPassword: 'a long enough password' };
  const { body } = await site.anyone().post('/auth/password', chosen, null);
  return { id: String(made.id), bearing: { Authorization: `Bearer ${body.accessToken}` } };
}

describe('who is moved to another bureau', () => {
  type Entry = { verb: string; actor: string; before: object; after: object };
  /** What the auditor of this bureau, hired for it, reads of the user. */
  async function recordOf(id: string, ofBureau = bureauId): Promise<Entry[]> {
    const { bearing } = await hired({ role: 'auditor', bureauId: ofBureau });
    return (await site.anyone().get(`/audit?subject=${id}`, bearing)).body.items;
  }

  test('stands in the records of both, in the new one as arrived', async () => {
    const other = (await site.signIn('clerk-b')).user.bureauId ?? '';
    const { id } = await hired();
    const move = { role: 'bureau-approver', bureauId: other };
    expect((await admin.patch(`/users/${id}`, move)).status).toBe(200);
    const facts = {
      actor: admin.user.id,
      before: expect.objectContaining({ role: 'bureau-clerk', bureau_id: bureauId }),
      after: expect.objectContaining({ role: 'bureau-approver', bureau_id: other }),
    };
    const left = (await recordOf(id)).filter(({ verb }) => verb === 'user.change');
    expect(left).toEqual([expect.objectContaining(facts)]);
    const came = await recordOf(id, other);
    expect(came).toEqual([expect.objectContaining({ verb: 'user.arrive', ...facts })]);
    // Back again: each record has the other half.
    await admin.patch(`/users/${id}`, { role: 'bureau-clerk', bureauId });
    expect((await recordOf(id, other)).map(({ verb }) => verb).sort()).toEqual([
      'user.arrive',
      'user.change',
    ]);
    expect((await recordOf(id)).filter(({ verb }) => verb === 'user.arrive')).toHaveLength(1);
  });

  test('within a bureau it is told once', async () => {
    const { id } = await hired();
    await admin.patch(`/users/${id}`, { role: 'liaison', bureauId });
    expect((await recordOf(id)).map(({ verb }) => verb)).not.toContain('user.arrive');
  });
});
