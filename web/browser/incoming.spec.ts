// Another program's leads: an address is made, its secret shown once, a signed message waits, a mapping is drawn on it, and it is a lead.
import { createHmac } from 'node:crypto';
import { expect, type Page, test } from '@playwright/test';
import { call, type Desk, picture, seriousFaults, setUp, startDesk } from './desk';

let desk: Desk;
let page: Page;
test.beforeAll(async ({ browser }) => {
  desk = await startDesk();
  page = await (await browser.newContext({ locale: 'fa-IR', viewport: { width: 1360, height: 850 } })).newPage();
  await setUp(page, desk);
});
test.afterAll(async () => {
  await desk.stop();
});

async function send(url: string, secret: string, id: string, message: object): Promise<number> {
  const payload = JSON.stringify(message);
  const timestamp = String(Math.floor(Date.now() / 1000));
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${payload}`).digest('base64');
  const answer = await fetch(url, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': timestamp,
      'webhook-signature': `v1,${signature}`,
    },
    body: payload,
  });
  return answer.status;
}

async function look(name: string): Promise<void> {
  await picture(page, `screens/incoming-${name}`);
  expect.soft(await seriousFaults(page), name).toEqual([]);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect.soft(wide, `${name} is wider than the screen`).toBeLessThanOrEqual(0);
}

test('an address from its making to the first lead', async () => {
  await page.goto(`${desk.base}/settings/incoming`);
  await expect(page.getByRole('heading', { name: 'هنوز نشانی‌ای نیست' })).toBeVisible();
  await page.getByRole('textbox', { name: 'نام' }).fill('فرم سایت همکار');
  await page.getByRole('button', { name: 'نشانی تازه' }).click();
  const made = page.getByRole('dialog', { name: 'نشانی آماده است' });
  await made.locator('.code').nth(1).waitFor();
  const [url = '', secret = ''] = await made.locator('.code').allTextContents();
  expect(url).toContain('/in/generic/');
  expect(secret).toMatch(/^whsec_/);
  await look('made-fa-light-1360');
  await made.getByRole('button', { name: 'بستن' }).click();
  await expect(page.getByText(secret)).toHaveCount(0);

  expect(await send(url, secret, 'msg_1', { customer: { who: 'سارا احمدی', line: '(0912) 123 4567' }, city: 'شیراز' })).toBe(200);
  expect(
    await send(url, `whsec_${Buffer.from('another key of thirty-two bytes!').toString('base64')}`, 'msg_2', { phone: '09121234567' }),
  ).toBe(401);
  await expect(page.getByText('پذیرفته: ۰، منتظر: ۱، ردشده: ۱')).toBeVisible();

  await page.getByRole('button', { name: 'نگاشت فیلدها' }).click();
  const editor = page.getByRole('dialog', { name: 'نگاشت فیلدها' });
  await expect(editor.getByText('سارا احمدی')).toBeVisible();
  await expect(editor.getByRole('button', { name: /فیلدِ «city»/ })).toContainText('محل');
  for (const [label, field] of [
    ['customer › who', 'نام کامل'],
    ['customer › line', 'تلفن'],
  ] as const) {
    await editor.getByRole('button', { name: new RegExp(`فیلدِ «${label}»`) }).click();
    await page.getByRole('option', { name: field, exact: true }).click();
  }
  await look('mapping-fa-light-1360');
  await editor.getByRole('button', { name: 'ذخیره' }).click();
  await expect(page.getByText('۱ پیام منتظر سرنخ شد')).toBeVisible();

  await page.getByRole('link', { name: /پذیرفته: ۱، منتظر: ۰، ردشده: ۱/ }).click();
  const rows = page.locator('.submission');
  await expect(rows).toHaveCount(2);
  await expect(rows.first()).toContainText('امضا نادرست بود');
  await expect(rows.nth(1)).toContainText('فرم سایت همکار');
  await look('list-fa-light-1360');
  await rows.first().getByRole('button', { name: 'آنچه آمد' }).click();
  await expect(page.getByRole('dialog').locator('.code')).toHaveText('{"phone":"09121234567"}');
  await page.keyboard.press('Escape');
  await rows.nth(1).getByRole('link', { name: 'کارت سرنخ' }).click();
  await expect(page.getByRole('heading', { name: 'سارا احمدی' })).toBeVisible();
});

test('a missed call waits on the card until somebody has called back', async () => {
  const taken = await call<{ lead_id: string; missed: boolean }>(page, desk, 'POST', '/in/calls', {
    external_id: 'pbx-1',
    direction: 'in',
    from: '0935 111 2233',
    to: '02188776655',
    started_at: new Date(Date.now() - 60_000).toISOString(),
    disposition: 'no_answer',
  });
  expect(taken.missed).toBe(true);
  await page.goto(`${desk.base}/leads/${taken.lead_id}`);
  const waiting = page.locator('.notice').filter({ hasText: 'کسی پاسخ نداد؛ به او زنگ بزنید' });
  await expect(waiting).toBeVisible();
  await look('missed-fa-light-1360');
  await waiting.getByRole('button', { name: 'زنگ زدم' }).click();
  await expect(waiting).toHaveCount(0);
  // Called back by mistake: it waits again, in the inbox too, where the keyboard does with it what is to be done.
  await page.keyboard.press('Control+KeyZ');
  await expect(waiting).toBeVisible();
  await page.goto(`${desk.base}/inbox`);
  const first = page.locator('.inbox-item').first();
  await expect(first).toContainText('به او زنگ بزنید');
  await expect(page.locator('.card-head')).toContainText('۰۹۳۵');
  await expect(page.getByRole('button', { name: 'تماس', exact: false }).first()).toBeVisible();
  await look('inbox-call-fa-light-1360');
  const items = page.locator('.inbox-item');
  const count = await items.count();
  await page.keyboard.press('KeyH');
  await page.keyboard.press('Digit2'); // tomorrow at nine
  await expect(items).toHaveCount(count - 1);
  await expect(page.locator('.toast').filter({ hasText: 'یادآوری به بعد ماند' })).toBeVisible();
  await page.keyboard.press('Control+KeyZ');
  await expect(items).toHaveCount(count);
  await page.keyboard.press('KeyK');
  await page.keyboard.press('KeyE');
  await expect(items).toHaveCount(count - 1);
  await expect(first).not.toContainText('به او زنگ بزنید');
  await page.goto(`${desk.base}/submissions?road=call`);
  await expect(page.locator('.submission')).toContainText('تماس تلفنی');
});

test('the same in English, dark and narrow', async () => {
  await call(page, desk, 'PATCH', '/api/v1/me', { language: 'en', theme: 'dark', calendar: 'gregorian', digits: 'latin' });
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`${desk.base}/settings/incoming`);
  await expect(page.getByRole('heading', { name: 'Incoming addresses' })).toBeVisible();
  await look('list-en-dark-390');
  await page.getByRole('button', { name: 'Mapping of fields' }).click();
  await expect(page.getByRole('dialog').getByText('customer › who')).toBeVisible();
  await look('mapping-en-dark-390');
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  await page.getByRole('button', { name: 'New secret' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'New secret' }).click();
  await expect(page.getByRole('dialog').locator('.code').nth(1)).toHaveText(/^whsec_/);
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  await page.getByRole('button', { name: 'End it now' }).click();
  await expect(page.getByText('The new secret alone is taken')).toBeVisible();
});
