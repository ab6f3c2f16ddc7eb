// What stands at the head of a card and beside its ways to reach the person.
import { expect, type Page, test } from '@playwright/test';
import { type Clinic, inClinic } from './clinic';
import { call, type Desk, seriousFaults, userAgent } from './desk';
import { allLooks, dress, look } from './look';

test.describe.configure({ mode: 'serial' });
let desk: Desk;
let page: Page;
let clinic: Clinic;
inClinic(opened => {
  ({ desk, page, clinic } = opened);
});

test('who is refused is so for a reason: it is written where the status stands, and taken back', async () => {
  const reasonOf = async () =>
    (await call<{ marks?: { reason?: string } }>(page, desk, 'GET', `/api/v1/leads/${clinic.star}`)).marks?.reason;
  await page.goto(`${desk.base}/leads/${clinic.star}`);
  await page.getByRole('button', { name: /وضعیت/ }).first().click();
  await page.getByRole('option', { name: 'امتناع کرد' }).click();
  const reason = page.getByRole('button', { name: /دلیل/ });
  await expect(reason).toContainText('چرا؟');
  await reason.click();
  await page.getByRole('textbox', { name: /دلیل/ }).fill('جای دیگری ارزان‌تر پیدا کرد');
  await page.keyboard.press('Enter');
  await expect(reason).toContainText('جای دیگری ارزان‌تر پیدا کرد');
  expect(await reasonOf()).toBe('جای دیگری ارزان‌تر پیدا کرد');
  expect(await seriousFaults(page)).toEqual([]);
  await look(page, 'card-reason', 'fa', 'light', 1360);
  await page.keyboard.press('Control+KeyZ');
  await expect(reason).toContainText('چرا؟');
  expect(await reasonOf()).toBeUndefined();
});

test('what the person refuses is not lost between two cards', async () => {
  const of = `/api/v1/leads/${clinic.star}`;
  const leadNow = () => call<{ do_not_contact: string[] }>(page, desk, 'GET', of);
  await page.goto(`${desk.base}/leads/${clinic.star}`);
  const post = page.locator('label').filter({ hasText: /^پست$/ });
  await post.waitFor();
  // A colleague hears it at the same moment; this card does not know yet.
  await page.context().setOffline(true);
  const headers = { Origin: desk.base };
  await page.request.put(`${desk.base}${of}/contact-preferences`, { headers, data: { do_not_contact: ['sms', 'telegram'] } });
  await page.context().setOffline(false);
  await post.click();
  await expect.poll(async () => (await leadNow()).do_not_contact).toEqual(expect.arrayContaining(['sms', 'telegram', 'post']));
  await expect(page.locator('.toast').filter({ hasText: 'ذخیره شد' })).toBeVisible(); // what is done is known here too
  await page.keyboard.press('Control+KeyZ');
  await expect.poll(async () => (await leadNow()).do_not_contact.toSorted()).toEqual(['sms', 'telegram']);
});

test('a number behind a switchboard has its extension, and is dialled with it', async () => {
  await call(page, desk, 'POST', `/api/v1/leads/${clinic.star}/phones`, { value: '۰۲۱ ۸۸۷۷ ۶۶۵۵ داخلی ۱۲' });
  await page.goto(`${desk.base}/leads/${clinic.star}`);
  const number = page.getByRole('link', { name: /۰۲۱ ۸۸۷۷ ۶۶۵۵\P{L}*داخلی ۱۲/u });
  await expect(number).toHaveAttribute('href', 'tel:+982188776655;ext=12');
  await look(page, 'card-extension', 'fa', 'light', 1360);
});

test('by which click a person came, as the advertiser knows it: folded, whole, and read from the left', async ({ browser }) => {
  const click = `Cj0KCQjw${'aB3-xYz9_'.repeat(8)}EALw_wcB`;
  const context = await browser.newContext({ locale: 'fa-IR', userAgent });
  await context.addCookies([{ name: '_ga', value: 'GA1.1.1234567890.1700000000', url: desk.base }]);
  const visitor = await context.newPage();
  await visitor.goto(
    `${clinic.form.page_url}?utm_source=adwords-ir&utm_medium=cpc&utm_campaign=implant&utm_id=c-8841&gclid=${click}&fbclid=IwAR0`,
  );
  await visitor.getByLabel('موضوع مشاوره').fill('ایمپلنت فک بالا');
  await visitor.getByRole('button', { name: 'بعدی' }).click();
  await visitor.getByLabel('نام و نام خانوادگی').fill('کاوه دانشور');
  await visitor.getByLabel('شمارهٔ تماس').fill('۰۹۱۲ ۳۳۰ ۷۷۸۸');
  await visitor.getByLabel(/می‌پذیرم/).check();
  await visitor.waitForTimeout(1600); // a person needs a moment
  await visitor.getByRole('button', { name: 'بفرست' }).click();
  await expect(visitor.getByRole('heading', { name: 'سپاس از شما' })).toBeVisible();
  await context.close();

  const { data } = await call<{ data: { id: string }[] }>(page, desk, 'GET', '/api/v1/leads?q=7788');
  await page.goto(`${desk.base}/leads/${data[0]?.id}`);
  const touch = page.locator('.touch').first();
  await expect(touch).toContainText('منبع: adwords-ir');
  await expect(touch).toContainText('شناسهٔ کمپین: c-8841');
  const code = touch.getByText(click);
  await expect(code).toBeHidden();
  await touch.getByText('شناسه‌های کلیک').click();
  await expect(code).toBeVisible();
  await expect(code).toHaveText(`gclid: ${click}`);
  await expect(code).toHaveAttribute('dir', 'ltr');
  await expect(touch).toContainText('fbclid: IwAR0');
  await expect(touch).toContainText('_ga: GA1.1.1234567890.1700000000');
  for (const language of ['fa', 'en'] as const) {
    await call(page, desk, 'PATCH', '/api/v1/me', { language });
    await page.reload();
    await touch.getByText(language === 'fa' ? 'شناسه‌های کلیک' : 'Click ids').click();
    for (const [theme, width] of allLooks) {
      await dress(page, theme, width);
      await code.scrollIntoViewIfNeeded();
      await look(page, 'card-clicks', language, theme, width);
    }
  }
  await call(page, desk, 'PATCH', '/api/v1/me', { language: 'fa' });
  await dress(page, 'light', 1360);
});
