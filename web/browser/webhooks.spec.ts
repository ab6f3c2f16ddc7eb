// An accounting program is told of new leads: its address is given, a test arrives with the right signature, a lead follows, and what it refused is sent again.
import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, type Page, test } from '@playwright/test';
import { call, type Desk, picture, seriousFaults, setUp, startDesk } from './desk';

interface Message {
  id: string;
  timestamp: string;
  signatures: string[];
  body: string;
}

// Each goes on where the one before has stopped.
test.describe.configure({ mode: 'serial' });

let desk: Desk;
let page: Page;
let receiver: Server;
let url = '';
let status = 200;
const got: Message[] = [];

test.beforeAll(async ({ browser }) => {
  receiver = createServer((request, answer) => {
    let body = '';
    request.on('data', piece => {
      body += String(piece);
    });
    request.on('end', () => {
      const word = (name: string) => String(request.headers[name] ?? '');
      got.push({ id: word('webhook-id'), timestamp: word('webhook-timestamp'), signatures: word('webhook-signature').split(' '), body });
      answer.writeHead(status).end(status === 200 ? 'taken' : 'the period is closed');
    });
  });
  await new Promise<void>(done => receiver.listen(0, '127.0.0.1', done));
  url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/leads`;
  desk = await startDesk('--set', 'outbound.private_networks=127.0.0.1');
  page = await (await browser.newContext({ locale: 'fa-IR', viewport: { width: 1360, height: 850 } })).newPage();
  await setUp(page, desk);
});
test.afterAll(async () => {
  await desk.stop();
  receiver.close();
});

function signature(message: Message, secret: string): string {
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  return `v1,${createHmac('sha256', key).update(`${message.id}.${message.timestamp}.${message.body}`).digest('base64')}`;
}

async function arrived(type: string): Promise<Message> {
  const find = () => got.findLast(message => JSON.parse(message.body).type === type);
  await expect.poll(find).toBeTruthy();
  return find() as Message;
}

async function look(name: string): Promise<void> {
  await picture(page, `screens/webhooks-${name}`);
  expect.soft(await seriousFaults(page), name).toEqual([]);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect.soft(wide, `${name} is wider than the screen`).toBeLessThanOrEqual(0);
}

let secret = '';
const rows = () => page.locator('.submission');

test('an address is told, and a test arrives there, signed', async () => {
  await page.goto(`${desk.base}/settings/webhooks`);
  await expect(page.getByRole('heading', { name: 'هنوز به برنامه‌ای خبر داده نمی‌شود' })).toBeVisible();
  await look('empty-fa-light-1360');
  await page.getByRole('button', { name: 'وب‌هوک تازه' }).click();
  const editor = page.getByRole('dialog', { name: 'وب‌هوک تازه' });
  await editor.getByLabel(/^نام/).fill('برنامهٔ حسابداری');
  await editor.getByLabel('نشانی برنامه').fill('http://192.168.1.5:8069/leads');
  await editor.getByText('وضعیت سرنخ عوض شد').click();
  await editor.getByRole('button', { name: 'ذخیره' }).click();
  await expect(editor.getByText('این نشانی در شبکهٔ داخلی است.')).toBeVisible();
  // What is no address at all is said by us, not by the browser in its own language.
  await editor.getByLabel('نشانی برنامه').fill('not an address');
  await editor.getByRole('button', { name: 'ذخیره' }).click();
  await expect(editor.locator('.react-aria-FieldError')).toHaveText(/[آ-ی]/);
  await expect(editor.getByText('این نشانی در شبکهٔ داخلی است.')).toHaveCount(0);
  await editor.getByLabel('نشانی برنامه').fill(url);
  await look('editor-fa-light-1360');
  await editor.getByRole('button', { name: 'ذخیره' }).click();
  const made = page.getByRole('dialog', { name: 'راز وب‌هوک' });
  secret = (await made.locator('.code').textContent()) ?? '';
  expect(secret).toMatch(/^whsec_/);
  await made.getByRole('button', { name: 'بستن' }).click();
  await expect(page.getByText(secret)).toHaveCount(0);

  await page.getByRole('button', { name: 'ارسال آزمایشی' }).click();
  const message = await arrived('webhook.test');
  expect(message.signatures).toEqual([signature(message, secret)]);
  expect(JSON.parse(message.body).data.sent_by).toBe('سارا احمدی');
  await expect(rows().first()).toContainText('پیام آزمایشی');
  await expect(rows().first().getByText('رسیده', { exact: true })).toBeVisible();
});

test('a new lead is told; what the program refused is seen with its answer and sent again', async () => {
  const made = await call<{ lead: { id: string } }>(page, desk, 'POST', '/api/v1/leads', {
    full_name: 'نادر کریمی',
    phones: [{ value: '09121234567' }],
  });
  const message = await arrived('lead.created');
  expect(JSON.parse(message.body).data.lead).toMatchObject({ id: made.lead.id, full_name: 'نادر کریمی' });
  expect(message.signatures).toEqual([signature(message, secret)]);

  status = 422;
  await page.getByRole('button', { name: 'ارسال آزمایشی' }).click();
  const refused = rows().first();
  await expect(refused).toContainText('نرسیده');
  await expect(refused).toContainText('نپذیرفت (۴۲۲)');
  await expect(page.getByText(/^از .* چیزی نرسیده$/)).toBeVisible();
  await expect(page.getByText('در صف: ۰، نرسیده: ۱')).toBeVisible();
  await look('log-fa-light-1360');
  await refused.getByRole('button', { name: 'دیدن پیام' }).click();
  const opened = page.getByRole('dialog', { name: 'پیام آزمایشی' });
  await expect(opened.getByText('the period is closed')).toBeVisible();
  await expect(opened.getByText('"type": "webhook.test"')).toBeVisible();
  await look('message-fa-light-1360');
  await opened.getByRole('button', { name: 'بستن' }).click();

  // Whoever looks only at the morning's page hears of it there.
  const notice = page.getByRole('complementary', { name: 'آنچه به شما نیاز دارد' });
  for (const place of ['inbox', 'overview']) {
    await page.goto(`${desk.base}/${place}`);
    await expect(notice).toContainText('۱ پیام به «\u2068برنامهٔ حسابداری\u2069» نرسید');
    await look(`trouble-${place}-fa-light-1360`);
  }
  await notice.getByRole('button', { name: 'دیدم' }).click();
  await expect(notice).toHaveCount(0);
  await page.reload();
  await page.getByRole('heading', { name: 'نمای کلی' }).waitFor();
  await expect(notice).toHaveCount(0);
  await page.goto(`${desk.base}/settings/webhooks`);
  await refused.getByRole('button', { name: 'دیدن پیام' }).click();

  status = 200;
  const before = got.length;
  await opened.getByRole('button', { name: 'دوباره بفرست' }).click();
  await expect(opened.getByText('رسید (۲۰۰)')).toBeVisible();
  expect(got[before]?.id).toBe(got[before - 1]?.id);
  await opened.getByRole('button', { name: 'بستن' }).click();
  await expect(page.getByText(/^از .* چیزی نرسیده$/)).toHaveCount(0);

  await page.getByRole('button', { name: /همهٔ پیام‌ها/ }).click();
  await page.getByRole('option', { name: 'نرسیده' }).click();
  await expect(page.getByText('پیامی با این ویژگی نیست.')).toBeVisible();
});

test('a new secret: both sign until the old one is ended', async () => {
  await page.getByRole('button', { name: 'راز تازه' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'راز تازه' }).click();
  const made = page.getByRole('dialog', { name: 'راز وب‌هوک' });
  const fresh = (await made.locator('.code').textContent()) ?? '';
  await made.getByRole('button', { name: 'بستن' }).click();
  let before = got.length;
  await page.getByRole('button', { name: 'ارسال آزمایشی' }).click();
  await expect.poll(() => got.length).toBe(before + 1);
  const both = got[before] as Message;
  expect(both.signatures).toEqual([signature(both, fresh), signature(both, secret)]);
  await page.getByRole('button', { name: 'همین حالا پایانش بده' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'همین حالا پایانش بده' }).click();
  await expect(page.getByText('تنها راز تازه امضا می‌کند')).toBeVisible();
  before = got.length;
  await page.getByRole('button', { name: 'ارسال آزمایشی' }).click();
  await expect.poll(() => got.length).toBe(before + 1);
  const one = got[before] as Message;
  expect(one.signatures).toEqual([signature(one, fresh)]);
});

test('the same in English, dark and narrow; turned off it is told nothing, removed it is gone', async () => {
  await call(page, desk, 'PATCH', '/api/v1/me', { language: 'en', theme: 'dark', calendar: 'gregorian', digits: 'latin' });
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`${desk.base}/settings/webhooks`);
  await expect(rows().first()).toContainText('Taken');
  await look('list-en-dark-390');
  await rows().first().getByRole('button', { name: 'See the message' }).click();
  await expect(page.getByRole('dialog').getByText('Taken (200)')).toBeVisible();
  await look('message-en-dark-390');
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  await page.getByRole('button', { name: 'Change', exact: true }).click();
  const editor = page.getByRole('dialog', { name: /^Change the webhook .?برنامهٔ حسابداری/ });
  await editor.getByText('It is on').click();
  await look('editor-en-dark-390');
  await editor.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Off', { exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Send a test' })).toBeDisabled();
  await page.keyboard.press('Control+KeyZ');
  await expect(page.getByRole('button', { name: 'Send a test' })).toBeEnabled();
  await page.getByRole('button', { name: 'Remove the webhook' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove the webhook' }).click();
  await expect(page.getByRole('heading', { name: 'No program is told yet' })).toBeVisible();
});
