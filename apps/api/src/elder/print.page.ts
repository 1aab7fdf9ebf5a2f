import { escaped } from '../http/html';
import type { ElderPage } from './elder.service';
import { documentOf, helpBar, link, momentWhole } from './elder-frame';
import { icon } from './elder-icons';
import { type Look, PRINT_STYLE } from './elder-look';
import type { MadeRequest, OrderHelp } from './elder-request.service';
import { sayElder, sayWorker } from './elder-words';

/** A sheet for the wall: whom to ring, what was asked for, who comes when, and the services by number. */
export function printPage(
  page: ElderPage,
  { menu }: OrderHelp,
  look: Look,
  request: MadeRequest | undefined,
): string {
  const { coming, holder, today } = page;
  const phone = holder.contactPhone
    ? `<p class="card">有事请打电话${holder.contactName ? `找${escaped(holder.contactName)}` : ''}<br>
<span class="phone">${escaped(holder.contactPhone)}</span></p>`
    : '';
  const asked = request
    ? `<h2>您叫的服务</h2><p class="card"><strong>${escaped(request.words)}</strong><br>
编号 ${escaped(request.number)}<br>登记日期 ${escaped(request.askedOn)}</p>`
    : '';
  const visits = coming.map(
    ({ at, item, worker }) =>
      `<p class="card"><strong>${momentWhole(at, today)}</strong><br>
${escaped(sayWorker(worker))}　${escaped(item)}</p>`,
  );
  const services = [...menu]
    .sort((a, b) => a.number - b.number)
    .map(({ name, number }) => `<p class="card"><strong>${number}号</strong>　${escaped(name)}</p>`);
  return documentOf(
    { lang: 'zh-CN', kind: look.size, title: '大字单 松柏 长辈版', style: PRINT_STYLE },
    `${helpBar(look, page)}
<div class="screen"><button class="wide" data-print hidden>${icon('print')}打印</button>
<p>用浏览器的“打印”，印在A4纸上。</p>
${link(look.path, `${icon('back')}回首页`, 'wide')}</div>
<div class="sheet" data-words>
<h1>${escaped(sayElder(page.name))}的服务单</h1>
${phone}
${asked}
<h2>安排好的服务</h2>${visits.join('\n') || '<p>还没有安排。</p>'}
<h2>可以叫的服务</h2><p>打电话时，说几号就行。</p>
${services.join('\n')}
</div>`,
  );
}
