import { deviceText } from './device-text';

const CHROME = 'AppleWebKit/537.36 (KHTML, like Gecko) Chrome/155.0.0.0';

it.each([
  [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${CHROME} Safari/537.36`, 'Chrome · Windows'],
  [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${CHROME} Safari/537.36 Edg/155.0`, 'Edge · Windows'],
  [`Mozilla/5.0 (Linux; Android 16; K) ${CHROME} Mobile Safari/537.36`, 'Chrome · Android · 手机'],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0', 'Firefox · Linux'],
  ['curl/8.14.1', 'curl/8.14.1'],
])('%s', (device, said) => {
  expect(deviceText(device, '手机')).toBe(said);
});
