// Lead ads of Meta: the address answers Meta, is connected, tells what waits and why, and the lead comes when Meta gives it.
import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { call, type Desk, picture, seriousFaults, setUp, startDesk } from './desk';

const fixtures = join(import.meta.dirname, '../../tests/fixtures/intake');
const lead = readFileSync(join(fixtures, 'meta_lead.json'), 'utf8');
const notice = JSON.stringify({
  object: 'page',
  entry: [{ changes: [{ field: 'leadgen', value: { leadgen_id: '123123123123', form_id: '12312312312' } }] }],
});

test.describe.configure({ mode: 'serial' });
let desk: Desk;
let page: Page;
let graph: Server;
let tokens: string[] = []; // those that Meta takes
test.beforeAll(async ({ browser }) => {
  // What stands in for Meta's Graph API.
  graph = createServer((request, answer) => {
    const known = tokens.includes(request.headers.authorization?.replace('Bearer ', '') ?? '');
    answer.writeHead(known ? 200 : 400, { 'Content-Type': 'application/json' });
    if (!known) answer.end(JSON.stringify({ error: { message: 'Error validating access token', type: 'OAuthException', code: 190 } }));
    else answer.end(request.method === 'POST' ? '{"success":true}' : lead);
  });
  await new Promise<void>(done => graph.listen(0, '127.0.0.1', done));
  const { port } = graph.address() as AddressInfo;
  desk = await startDesk('--set', 'outbound.private_networks=127.0.0.1', '--set', `meta.graph_url=http://127.0.0.1:${port}/v23.0`);
  page = await (await browser.newContext({ locale: 'fa-IR', viewport: { width: 1360, height: 850 } })).newPage();
  await setUp(page, desk);
});
test.afterAll(async () => {
  await desk.stop();
  graph.close();
});

async function look(name: string): Promise<void> {
  await picture(page, `screens/meta-${name}`);
  expect.soft(await seriousFaults(page), name).toEqual([]);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect.soft(wide, `${name} is wider than the screen`).toBeLessThanOrEqual(0);
}
async function connect(fields: Record<string, string>): Promise<void> {
  await page.getByRole('button', { name: 'اتصال به متا' }).click();
  const dialog = page.getByRole('dialog', { name: 'اتصال به متا' });
  for (const [label, value] of Object.entries(fields)) await dialog.getByLabel(label).fill(value);
  if (fields['راز برنامه (App secret)']) await look('connect-fa-light-1360');
  await dialog.getByRole('button', { name: 'ذخیره' }).click();
  await expect(dialog).toHaveCount(0);
}

test('from the address to the lead, with a token that has ended in between', async () => {
  await page.goto(`${desk.base}/settings/incoming`);
  await page.getByRole('button', { name: /از کجا می‌آید/ }).click();
  await page.getByRole('option', { name: /متا/ }).click();
  await page.getByRole('textbox', { name: 'نام' }).fill('کمپین اینستاگرام');
  await page.getByRole('button', { name: 'نشانی تازه' }).click();
  const made = page.getByRole('dialog', { name: 'نشانی آماده است' });
  await made.locator('.code').nth(1).waitFor();
  const codes = await made.locator('.code').allTextContents();
  const url = codes.find(code => code.startsWith('http')) ?? '';
  const verify = codes.find(code => !code.startsWith('http')) ?? '';
  await look('made-fa-light-1360');
  const question = await fetch(`${url}?hub.mode=subscribe&hub.verify_token=${verify}&hub.challenge=1158201444`);
  expect([question.status, await question.text()]).toEqual([200, '1158201444']);
  await made.getByRole('button', { name: 'بستن' }).click();
  await expect(page.getByText('تا راز برنامه ثبت نشود')).toBeVisible();

  await connect({ 'راز برنامه (App secret)': 'the secret of the app', 'نشانهٔ صفحه (Page access token)': 'ended' });
  const signature = createHmac('sha256', 'the secret of the app').update(notice).digest('hex');
  const told = await fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Hub-Signature-256': `sha256=${signature}` },
    body: notice,
  });
  expect(told.status).toBe(200);
  await page.reload();
  await expect(page.getByText('۱ سرنخ در متا منتظر است.')).toBeVisible();
  await expect(page.getByText('متا نشانهٔ صفحه را نپذیرفت')).toBeVisible();
  await look('token-ended-fa-light-1360');

  await page.goto(`${desk.base}/overview`);
  await expect(page.locator('.troubles')).toContainText('که در متا منتظرند: ۱. متا نشانهٔ صفحه را نپذیرفت');
  await page.locator('.troubles').getByRole('link').click();

  tokens = ['fresh'];
  await connect({ 'نشانهٔ صفحه (Page access token)': 'fresh' });
  await expect(page.getByText(/آخرین سرنخ .* گرفته شد/)).toBeVisible();
  await expect(page.getByText('در متا منتظر')).toHaveCount(0);
  await expect(page.getByText('پذیرفته: ۱، منتظر: ۰، ردشده: ۰')).toBeVisible();
  await look('fetched-fa-light-1360');
  await page.goto(`${desk.base}/submissions?road=meta`);
  await page.locator('.submission').getByRole('link', { name: 'کارت سرنخ' }).click();
  await expect(page.getByRole('heading', { name: 'سارا احمدی' })).toBeVisible();
  await expect(page.getByText('پاییز').first()).toBeVisible();
});

test('the same in English, dark and narrow', async () => {
  await call(page, desk, 'PATCH', '/api/v1/me', { language: 'en', theme: 'dark', calendar: 'gregorian', digits: 'latin' });
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`${desk.base}/settings/incoming`);
  await expect(page.getByText('The last lead was fetched')).toBeVisible();
  await look('fetched-en-dark-390');
  await page.getByRole('button', { name: 'Connect to Meta' }).click();
  await expect(page.getByText('It is entered; left empty it stays.')).toHaveCount(2);
  await look('connect-en-dark-390');
});
