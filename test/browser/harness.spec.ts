import { describeInBrowser } from '../support/browser';
import { axeFindings, boxesOf, counted, scrollsSideways } from '../support/page-tools';

const STORE = `indexedDB.open('shelf')`;

/** The tools that the other specs stand on, each shown to bite. */
describeInBrowser('the browser of the specs', (site) => {
  it('hears what a page complains of', async () => {
    const page = await site.anyone();
    await page.goto('/about');
    await page.evaluate('console.error("a cup fell"); setTimeout(() => { throw new Error("and broke") })');
    await page.evaluate('new Promise((done) => setTimeout(done, 50))');
    const errors = (await site.finish()).join('\n');
    expect(errors).toMatch(/a cup fell/);
    expect(errors).toMatch(/and broke/);
  });

  it('hears a refused call, but for those that a page may ask for', async () => {
    const page = await site.as('worker');
    await page.goto('/about');
    const { accessToken } = (await (await page.request.post('/api/v1/auth/refresh')).json()) as {
      accessToken: string;
    };
    const ask = (path: string) =>
      page.evaluate(`fetch('/api/v1${path}', { headers: { Authorization: 'Bearer ${accessToken}' } })`);
    await ask('/orders/00000000-0000-7000-8000-000000000000');
    expect(await site.finish()).toEqual([]);
    const other = await site.as('worker');
    await other.goto('/about');
    await other.evaluate(`fetch('/api/v1/audit', { headers: { Authorization: 'Bearer ${accessToken}' } })`);
    expect((await site.finish()).join()).toContain('status of 403');
  });

  it('counts clicks, taps and keys of a person, over a reload', async () => {
    const page = await site.anyone({ hasTouch: true });
    await page.goto('/about');
    const form = `document.body.innerHTML = '<label>name <input></label><button>go</button>' +
      '<select aria-label="kind"><option>a</option><option>b</option></select>'`;
    await page.evaluate(form);
    const count = await counted(page);
    await page.getByRole('textbox').fill('abc');
    await page.getByRole('button').click();
    expect(await count()).toEqual({ clicks: 1, taps: 0, keys: 3, actions: 2, seconds: 2.1 });
    await page.reload();
    await page.evaluate(form);
    await page.getByRole('textbox').click();
    await page.keyboard.type('de');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('button').tap();
    await page.getByRole('combobox').selectOption('b');
    expect(await count()).toMatchObject({ clicks: 4, taps: 1, keys: 6, actions: 8 });
    await count.reset();
    await page.evaluate('document.querySelector("button").click()');
    expect(await count()).toMatchObject({ clicks: 0, taps: 0, keys: 0, actions: 0 });
  });

  it('finds what a person with weak eyes cannot use', async () => {
    const page = await site.anyone();
    await page.goto('/about');
    expect(await axeFindings(page)).toEqual([]);
    await page.evaluate(`document.body.innerHTML =
      '<main><p style="color:#777;background:#fff">grey</p><button></button><img src="data:,"></main>'`);
    const found = (await axeFindings(page)).map((line) => line.split(':')[0]);
    expect(found).toEqual(expect.arrayContaining(['button-name', 'color-contrast', 'image-alt']));
    // Rows that are made alike are looked at once, and one that is made otherwise is no such row.
    const row = (style: string) => `<tr><td style="background:#fff;color:${style}">cell</td></tr>`;
    const table = [row('#000'), row('#000'), row('#777'), row('#777')].join('');
    await page.evaluate(`document.body.innerHTML = '<main><table><tbody>${table}</tbody></table></main>'`);
    expect((await axeFindings(page)).map((line) => line.split(':')[0])).toEqual(['color-contrast']);
    await page.evaluate(`document.body.innerHTML = '<main><p style="color:#666">dark</p></main>'`);
    expect(await axeFindings(page)).toEqual([]);
    expect((await axeFindings(page, { contrast: 'AAA' })).join()).toContain('color-contrast-enhanced');
  });

  it('measures boxes', async () => {
    const page = await site.anyone({ viewport: { width: 320, height: 600 } });
    await page.goto('/about');
    await page.evaluate(
      `document.body.innerHTML = '<p style="width:200px;height:50px">one</p><p hidden>two</p>'`,
    );
    expect(await boxesOf(page.locator('p'))).toEqual([
      expect.objectContaining({ text: 'one', width: 200, height: 50 }),
    ]);
    expect(await scrollsSideways(page)).toBe(false);
    await page.evaluate(`document.body.innerHTML = '<p style="width:400px">wide</p>'`);
    expect(await scrollsSideways(page)).toBe(true);
  });

  it('kills a browser, which remembers what it had stored', async () => {
    const profile = site.profile();
    const first = await (await site.prepare(await profile.open())).newPage();
    await first.goto('/about');
    await first.evaluate(`new Promise((done) => ${STORE}.onupgradeneeded = ({ target }) => {
      target.result.createObjectStore('cups').put('yes', 'kept');
      target.transaction.oncomplete = done;
    })`);
    await profile.kill();
    const second = await (await site.prepare(await profile.open())).newPage();
    await second.goto('/about');
    const read = `new Promise((done) => ${STORE}.onsuccess = ({ target }) =>
      target.result.transaction('cups').objectStore('cups').get('kept').onsuccess = (got) => done(got.target.result))`;
    expect(await second.evaluate(read)).toBe('yes');
  });

  it('opens the portal in either language, signed in', async () => {
    for (const language of ['zh', 'en'] as const) {
      const page = await site.as('clerk', { language });
      await page.goto('/');
      expect(await page.evaluate('localStorage.getItem("songbai.language")')).toBe(language);
      const { user } = (await (await page.request.post('/api/v1/auth/refresh')).json()) as {
        user: { role: string };
      };
      expect(user.role).toBe('bureau-clerk');
    }
  });
});
