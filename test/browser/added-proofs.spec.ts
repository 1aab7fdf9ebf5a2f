import { describeInBrowser } from '../support/browser';
import { axe } from '../support/page-tools';
import { aScene } from '../support/scene';
import {
  givePhoto,
  plannedOf,
  record,
  sent,
  sign,
  stored,
  Telephone,
  withProofs,
} from '../support/telephone';

describeInBrowser('proof that comes afterwards', (site) => {
  it('a manager adds words and a photo to a held visit, and the bureau sees them as added afterwards', async () => {
    const held = (await (await site.app.signIn('manager')).get('/visits?status=held')).body.items;
    const { id } = held.find(({ takesProof }: { takesProof: boolean }) => takesProof);
    const page = await site.as('manager');
    await page.goto(`/visits/${id}`);
    await page.getByRole('button', { name: '补交', exact: true }).click();
    await page.getByText('说明、照片、签名至少给一样').waitFor();
    await page.getByRole('textbox', { name: '说明' }).fill('家属当场签了纸单，附照片。');
    const file = { name: '纸单.jpg', mimeType: 'image/jpeg', buffer: await aScene(640, 480, 3) };
    await page.locator('input[type=file][multiple]').setInputFiles(file);
    await page.getByText('已选 1 张').waitFor();
    await axe(page);
    await page.getByRole('button', { name: '补交', exact: true }).click();
    await page.getByText('已补交，认定的人能看到').waitFor();
    const decider = await site.as('clerk');
    await decider.goto(`/visits/${id}`);
    await decider.getByText('第 1 份，事后补交').waitFor();
    await decider.getByText('家属当场签了纸单，附照片。').waitFor();
    await decider.getByRole('button', { name: '补交的照片 1' }).waitFor();
    await axe(decider);
  });

  it('a worker adds words, a photo and a signature on the telephone, and loses nothing without a network', async () => {
    site.expectErrors(/ERR_|net::|Failed to fetch/);
    await withProofs(site);
    const [task] = await plannedOf(site);
    const id = task?.visit.id ?? '';
    const phone = await Telephone.of(site);
    try {
      await phone.signIn();
      await phone.goOffline();
      await phone.clock();
      await phone.page.reload();
      await record(phone, id);
      await phone.goOnline();
      await sent(phone.page);
      expect((await stored(site, id))[0]?.status).toBe('held');
      const { page } = phone;
      await page.goto(`/field/#/visit/${id}`);
      await page.getByRole('button', { name: '补交凭证或说明' }).click();
      await page.getByRole('button', { name: '补交', exact: true }).click();
      await page.getByText('至少给一样').waitFor();
      await page.getByRole('textbox', { name: '说明' }).fill('长辈当时在午睡。');
      await givePhoto(page, 4);
      await page.getByRole('button', { name: '删除第 1 张' }).waitFor();
      await givePhoto(page, 5);
      await page.getByRole('button', { name: '删除第 2 张' }).click();
      await page.getByRole('img', { name: '第 2 张照片' }).waitFor({ state: 'detached' });
      // As when the picker is left without a choice: what was given stays.
      await page.locator('dialog input[type=file]').dispatchEvent('cancel');
      await sign(page);
      await axe(page);
      await phone.goOffline();
      await page.getByRole('button', { name: '补交', exact: true }).click();
      await page.getByText('没有连上').waitFor();
      await phone.goOnline();
      await page.getByRole('button', { name: '补交', exact: true }).click();
      await page.getByText(/已补交/).waitFor();
      const { addedProofs } = (await (await site.app.signIn('liaison')).get(`/visits/${id}`)).body;
      expect(addedProofs).toMatchObject([{ note: '长辈当时在午睡。', signed: true, by: 'worker' }]);
      expect(addedProofs[0].photos).toHaveLength(1);
    } finally {
      await phone.end();
    }
  });
});
