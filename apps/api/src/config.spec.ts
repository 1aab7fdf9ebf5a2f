import { ConfigError, readConfig } from './config';

const proxies = (SONGBAI_TRUST_PROXY?: string) => readConfig({ SONGBAI_TRUST_PROXY }).trustProxy;

describe('the proxies before us', () => {
  it('are a number of them, or their addresses', () => {
    expect(proxies()).toBe(0);
    expect(proxies('1')).toBe(1);
    expect(proxies('10.0.0.5, 10.0.1.0/24,fd00::1')).toEqual(['10.0.0.5', '10.0.1.0/24', 'fd00::1']);
  });

  it.each(['true', '-1', '10.0.0', '10.0.0.1/33', '10.0.0.1/8/8', '10.0.0.1,', 'proxy.example.cn'])(
    '%s is neither',
    (text) => {
      expect(() => proxies(text)).toThrow(ConfigError);
    },
  );
});
