import { expect, test } from 'vitest';
import { deviceOf } from './device';

test('a User-Agent is told as a person would', () => {
  const told = (agent: string) => `${deviceOf(agent).browser}/${deviceOf(agent).system}`;
  expect(told('Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0')).toBe('Firefox/Linux');
  expect(
    told('Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Safari/537.36 Edg/130.0'),
  ).toBe('Edge/Windows');
  expect(told('Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Mobile Safari/537.36')).toBe(
    'Chrome/Android',
  );
  expect(
    told(
      'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1',
    ),
  ).toBe('Safari/iPhone');
  expect(told('Mozilla/5.0 (Macintosh; Intel Mac OS X 14_5) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15')).toBe(
    'Safari/macOS',
  );
  expect(told('curl/8.5.0')).toBe('/');
});
