import { startApp, type TestApp } from '../support/app';
import { csv, sendTable } from '../support/tables';
let site: TestApp;
beforeAll(async () => { site = await startApp(); }, 60_000);
afterAll(() => site.close());
test('m', async () => {
  const clerk = await site.signIn('clerk');
  const CADRE = {
    ...{ 干部编号: 'G9001', 姓名: '周忠仙', 性别: '男', 身份证号: '350902192609211192', 原单位编码: 'U001' },
    ...{ 居住区划: '350902', 居住地址: '蕉城区东湖路191号', 经度: '119.545187', 纬度: '26.687245' },
    ...{ 联系电话: '13876801134', 家属姓名: '李长', 家属关系: '孙', 家属电话: '13979451668' },
    ...{ 安置方式: '本地', 状况标签: '独居、丧偶', 能力等级: '1' },
  };
  for (const n of [100, 400, 1600]) {
    const file = csv(Object.keys(CADRE), ...Array.from({ length: n }, (_, i) => Object.values({ ...CADRE, 干部编号: `Z${i}` })));
    const t = Date.now();
    const c0 = process.cpuUsage();
    const { body } = await sendTable(site, clerk, 'cadres/preview', file);
    const c = process.cpuUsage(c0);
    console.log('cadres', n, Date.now() - t, 'ms', c.user / 1000, body.counts);
  }
  const heads = ['项目编码', '项目名称', '类别', '计量单位', '标准分钟', '服务地点', '适用经费'];
  for (const n of [20, 100]) {
    const file = csv(heads, ...Array.from({ length: n }, (_, i) => [`WQ${i}`, '照料', '照料', '小时', '60', '居家', '政府购买']));
    const t = Date.now();
    const { body } = await sendTable(site, clerk, 'items/preview', file);
    console.log('items', n, Date.now() - t, 'ms', body.counts);
  }
}, 280_000);
