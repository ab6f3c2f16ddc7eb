// The second step of signing in, with a telephone of the test's own.
import { createHmac } from 'node:crypto';
import { expect, test } from '@playwright/test';
import { type Desk, setUp, startDesk } from './desk';

let desk: Desk;
test.beforeAll(async () => {
  desk = await startDesk();
});
test.afterAll(async () => {
  await desk.stop();
});

/** What an authenticator app shows (RFC 6238) for the half minute `ahead` of now. */
function codeOf(secret: string, ahead: number): string {
  const bits = [...secret.replace(/ /g, '')]
    .map(letter => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'))
    .join('');
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map(byte => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigInt64BE(BigInt(Math.floor(Date.now() / 30_000) + ahead));
  const hash = createHmac('sha1', key).update(counter).digest();
  const at = (hash.at(-1) ?? 0) & 15;
  return String((hash.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

test('switched on with a telephone, asked at the door, and asked of everybody', async ({ browser }) => {
  const person = await browser.newContext({ locale: 'fa-IR', viewport: { width: 1360, height: 850 } });
  const page = await person.newPage();
  await setUp(page, desk);
  await page.goto(`${desk.base}/settings/two_step`);
  // Who has none himself cannot ask it of others: nothing is offered that would be refused.
  await expect(page.getByRole('switch')).toBeDisabled();
  await expect(page.getByText('نخست تأیید دومرحله‌ای خودتان را روشن کنید')).toBeVisible();
  await page.getByRole('button', { name: 'روشن کردن' }).click();
  await page.getByLabel('گذرواژهٔ کنونی').fill('a long password');
  await page.getByRole('button', { name: 'ادامه' }).click();
  await expect(page.getByRole('img', { name: /تصویر QR/ })).toBeVisible();
  const secret = (await page.locator('code.code').textContent()) ?? '';
  await page.getByLabel('کد', { exact: false }).fill('000000');
  await page.getByRole('button', { name: 'تأیید' }).click();
  await expect(page.getByText('این کد درست نیست')).toBeVisible();
  await page.getByLabel('کد', { exact: false }).fill(codeOf(secret, 0));
  await page.getByRole('button', { name: 'تأیید' }).click();
  const recovery = ((await page.locator('pre.code').textContent()) ?? '').trim().split('\n');
  expect(recovery).toHaveLength(10);
  await page.getByRole('button', { name: 'نگه داشتم' }).click();
  await expect(page.getByText(/کد بازیابی مانده است/)).toBeVisible();
  await page.getByText('همه باید تأیید دومرحله‌ای داشته باشند').click();

  // Another machine: the password is not enough; a recovery code opens, once.
  const elsewhere = await browser.newContext({ locale: 'en-GB' });
  const door = await elsewhere.newPage();
  await door.goto(`${desk.base}/login`);
  await door.getByLabel(/^E-mail/).fill('sara@example.com');
  await door.getByLabel(/^Password/).fill('a long password');
  await door.getByRole('button', { name: 'Sign in' }).click();
  await expect(door.getByRole('heading', { name: 'One more step' })).toBeVisible();
  await door.getByLabel(/^Code/).fill('123456');
  await door.getByRole('button', { name: 'Sign in' }).click();
  await expect(door.getByText('This code is not right')).toBeVisible();
  await door.getByLabel(/^Code/).fill(recovery[0] ?? '');
  await door.getByRole('button', { name: 'Sign in' }).click();
  await door.waitForURL('**/inbox');

  // Both are seen among the devices; the other one is ended.
  await page.goto(`${desk.base}/settings/sessions`);
  await expect(page.getByRole('row')).toHaveCount(3);
  await page.getByRole('button', { name: 'بستن نشست' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'بستن نشست' }).click();
  await expect(page.getByRole('row')).toHaveCount(2);
  await door.reload();
  await door.waitForURL('**/login');

  // Whoever is invited now finds only the second step until he has it.
  const invited = await page.request.post(`${desk.base}/api/v1/people`, {
    data: { name: 'امید', email: 'omid@example.com', role: 'seller' },
    headers: { Origin: desk.base },
  });
  const { link } = (await invited.json()) as { link: string };
  const seller = await browser.newContext({ locale: 'fa-IR' });
  const his = await seller.newPage();
  await his.request.post(`${desk.base}/api/v1/password-reset`, {
    data: { token: new URL(link).searchParams.get('token'), password: 'another long one' },
    headers: { Origin: desk.base },
  });
  await his.goto(`${desk.base}/login`);
  await his.getByLabel(/^ایمیل/).fill('omid@example.com');
  await his.getByLabel(/^گذرواژه/).fill('another long one');
  await his.getByRole('button', { name: 'ورود' }).click();
  await expect(his.getByRole('heading', { name: 'تأیید دومرحله‌ای لازم است' })).toBeVisible();
});
