import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { formScript } from './form-script';

test('the script for a Google form signs what it sends, as the server reads it', () => {
  const key = Buffer.from('0123456789abcdef0123456789abcdef');
  const sent: { url: string; payload: string; headers: Record<string, string> }[] = [];
  const utilities = {
    getUuid: () => 'c0ffee',
    newBlob: (text: string) => ({ getBytes: () => Buffer.from(text) }),
    base64Decode: (text: string) => Buffer.from(text, 'base64'),
    base64Encode: (bytes: Buffer) => bytes.toString('base64'),
    computeHmacSha256Signature: (value: Buffer, secret: Buffer) => createHmac('sha256', secret).update(value).digest(),
  };
  const fetcher = { fetch: (url: string, request: { payload: string; headers: Record<string, string> }) => sent.push({ url, ...request }) };
  const script = formScript('https://desk.example/in/google-forms/t', `whsec_${key.toString('base64')}`);
  const run = new Function('Utilities', 'UrlFetchApp', `${script}; return onFormSubmit;`)(utilities, fetcher);
  run({ namedValues: { نام: ['سارا'] } });
  expect(sent).toHaveLength(1);
  const [one] = sent;
  expect(one?.url).toBe('https://desk.example/in/google-forms/t');
  expect(JSON.parse(one?.payload ?? '')).toEqual({ values: { نام: ['سارا'] } });
  const signed = `msg_c0ffee.${one?.headers['webhook-timestamp']}.${one?.payload}`;
  expect(one?.headers['webhook-id']).toBe('msg_c0ffee');
  expect(one?.headers['webhook-signature']).toBe(`v1,${createHmac('sha256', key).update(signed).digest('base64')}`);
});
