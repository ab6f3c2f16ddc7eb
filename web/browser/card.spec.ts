// What stands at the head of a card and beside its ways to reach the person.
import { expect, type Page, test } from '@playwright/test';
import { type Clinic, inClinic } from './clinic';
import { call, type Desk, seriousFaults } from './desk';
import { look } from './look';

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
  await page.keyboard.press('Control+KeyZ');
  await expect.poll(async () => (await leadNow()).do_not_contact.toSorted()).toEqual(['sms', 'telegram']);
});

test('the journey tells the tags of the campaign and, folded, what the advertisement calls the click', async () => {
  await page.goto(`${desk.base}/leads/${clinic.star}`);
  const journey = page.locator('.panel').filter({ hasText: 'از کجا آمد' });
  await expect(journey).toContainText('منبع: google');
  await expect(journey.getByText('gclid: Cj0KCQ')).toBeHidden();
  await journey.getByText('شناسه‌های کلیک').first().click();
  await expect(journey.getByText('gclid: Cj0KCQ')).toBeVisible();
  await look(page, 'card-journey', 'fa', 'light', 1360);
});

test('a number behind a switchboard has its extension, and is dialled with it', async () => {
  await call(page, desk, 'POST', `/api/v1/leads/${clinic.star}/phones`, { value: '۰۲۱ ۸۸۷۷ ۶۶۵۵ داخلی ۱۲' });
  await page.goto(`${desk.base}/leads/${clinic.star}`);
  const number = page.getByRole('link', { name: /۰۲۱ ۸۸۷۷ ۶۶۵۵\P{L}*داخلی ۱۲/u });
  await expect(number).toHaveAttribute('href', 'tel:+982188776655;ext=12');
  await look(page, 'card-extension', 'fa', 'light', 1360);
});
