// The owner hides fields from a role; a colleague of that role works on without them and reads why.
import { readFile } from 'node:fs/promises';
import { type Browser, expect, type Page, test } from '@playwright/test';
import { call, type Desk, readsIn, setUp, startDesk } from './desk';
import { allLooks, dress, look } from './look';

test.describe.configure({ mode: 'serial' });
let desk: Desk;
let owner: Page;
let seller: Page;
let lead: string;

const wide = { locale: 'fa-IR', viewport: { width: 1360, height: 850 } };

async function join(browser: Browser, role: string): Promise<Page> {
  const email = `${role}@example.com`;
  const { link } = await call<{ link: string }>(owner, desk, 'POST', '/api/v1/people', { name: 'نگار رحیمی', email, role, reach: 'all' });
  const page = await (await browser.newContext(wide)).newPage();
  await call(page, desk, 'POST', '/api/v1/password-reset', { token: new URL(link).searchParams.get('token'), password: 'a long password' });
  await call(page, desk, 'POST', '/api/v1/session', { email, password: 'a long password' });
  return page;
}

test.beforeAll(async ({ browser }) => {
  test.setTimeout(120_000);
  desk = await startDesk();
  owner = await (await browser.newContext(wide)).newPage();
  await setUp(owner, desk);
  await call(owner, desk, 'POST', '/api/v1/fields', { key: 'illness', label: { fa: 'بیماری', en: 'Illness' }, type: 'text' });
  const made = await call<{ lead: { id: string } }>(owner, desk, 'POST', '/api/v1/leads', {
    full_name: 'رضا کریمی',
    phones: [{ value: '09351112233' }],
    emails: [{ value: 'reza@example.com' }],
    budget: { amount: 900_000_000, currency: 'IRR' },
    place: 'شیراز',
    custom: { illness: 'میگرن' },
  });
  lead = made.lead.id;
  await owner.request.fetch(`${desk.base}/api/v1/leads/${lead}`, {
    method: 'PATCH',
    data: { budget: { amount: 700_000_000, currency: 'IRR' } },
    headers: { Origin: desk.base, 'If-Match': '*' },
  });
  await call(owner, desk, 'POST', '/api/v1/leads', { phones: [{ value: '09121234567' }] });
  await call(owner, desk, 'POST', '/api/v1/views', {
    name: 'پرپول‌ها',
    shared: true,
    filter: { field: 'budget', is: 'at_least', value: 500_000_000 },
  });
  seller = await join(browser, 'seller');
});
test.afterAll(async () => {
  await desk.stop();
});

const hides = (page: Page, field: string) => page.getByRole('switch', { name: `پنهان کردن ${field} از نقش فروشنده` });

test('the owner hides by keyboard, thinks better of it, and hides again', async () => {
  await owner.goto(`${desk.base}/settings/hidden`);
  const phones = hides(owner, 'تلفن‌ها');
  await phones.focus();
  await owner.keyboard.press('Space');
  await expect(owner.getByText('از نقش فروشنده پنهان شد', { exact: false })).toBeVisible();
  await expect(phones).toBeChecked();
  const seen = async () => JSON.stringify(await call(seller, desk, 'GET', `/api/v1/leads/${lead}`));
  expect(await seen()).not.toContain('9351112233');
  await owner.getByRole('button', { name: 'برگردان' }).click();
  await expect(phones).not.toBeChecked();
  expect(await seen()).toContain('9351112233');
  for (const field of ['تلفن‌ها', 'بودجه', 'بیماری']) {
    await hides(owner, field).focus();
    await owner.keyboard.press('Space');
    await expect(hides(owner, field)).toBeChecked();
  }
  await owner.reload();
  await expect(hides(owner, 'بیماری')).toBeChecked();
  await expect(hides(owner, 'ایمیل‌ها')).not.toBeChecked();
});

test('the seller sees what is hidden as hidden', async () => {
  await seller.goto(`${desk.base}/leads/${lead}`);
  await expect(seller.getByRole('heading', { name: 'رضا کریمی' })).toBeVisible();
  await expect(seller.locator('.contacts')).toContainText('تلفن: پنهان برای نقش شما');
  await expect(seller.locator('.contacts')).toContainText('reza@example.com');
  const fact = (name: string) => seller.locator('.fact').filter({ has: seller.locator('dt', { hasText: name }) });
  await expect(fact('بودجه')).toContainText('پنهان برای نقش شما');
  await expect(fact('بیماری')).toContainText('پنهان برای نقش شما');
  await expect(fact('شهر')).toContainText('شیراز');
  await expect(seller.locator('.timeline')).toContainText('بودجه: پنهان برای نقش شما');
  await seller.getByRole('button', { name: 'راه تماس تازه' }).click();
  await seller
    .getByRole('dialog')
    .getByRole('button', { name: /راه تماس/ })
    .first()
    .click();
  await expect(seller.getByRole('option', { name: 'ایمیل' })).toBeVisible();
  await expect(seller.getByRole('option', { name: 'تلفن' })).toHaveCount(0);
  await seller.keyboard.press('Escape');
  await seller.keyboard.press('Escape');
});

test('the list, a search, a saved list and a new lead know nothing of it either', async () => {
  await seller.goto(`${desk.base}/leads`);
  await expect(seller.locator('.grid-row')).toHaveCount(2);
  await expect(seller.locator('.grid-row').first()).toContainText('بی‌نام');
  await expect(seller.locator('.grid-row').last()).toContainText('پنهان');
  await seller.locator('#lead-search input').fill('0935111');
  await expect(seller.getByText('چیزی یافت نشد')).toBeVisible();
  await expect(seller.getByText('جست‌وجو نمی‌شود: تلفن')).toBeVisible(); // and is not sent to look for a number
  await seller.getByRole('link', { name: /پرپول‌ها/ }).click();
  await expect(seller.getByText('این فهرست چیزی پنهان را می‌پرسد')).toBeVisible();
  await expect(seller.getByText('فیلدهایی را می‌پرسد که برای نقش شما پنهان است: بودجه', { exact: false })).toBeVisible();
  await seller.reload();
  await expect(seller.getByText('این فهرست چیزی پنهان را می‌پرسد')).toBeVisible();
  await expect(seller.locator('.grid-row')).toHaveCount(0);
  await seller.getByRole('button', { name: 'سرنخ تازه' }).click();
  await expect(seller.getByRole('dialog').getByLabel('ایمیل')).toBeVisible();
  await expect(seller.getByRole('dialog').getByLabel('تلفن')).toHaveCount(0);
  await seller.keyboard.press('Escape');
});

test('an export says what it leaves out, and leaves it out', async ({ browser }) => {
  const marketer = await join(browser, 'marketer');
  await owner.goto(`${desk.base}/settings/hidden`);
  const phones = owner.getByRole('switch', { name: 'پنهان کردن تلفن‌ها از نقش بازاریاب' });
  await phones.focus();
  await owner.keyboard.press('Space');
  await expect(phones).toBeChecked();
  await marketer.goto(`${desk.base}/leads`);
  await expect(marketer.locator('.grid-row')).toHaveCount(2);
  const coming = marketer.waitForEvent('download');
  await marketer.getByRole('button', { name: 'صدور همین ردیف‌ها (CSV)' }).click();
  await expect(marketer.locator('.toast').filter({ hasText: 'پنهان است نیامده است: تلفن' })).toBeVisible();
  const file = await readFile(await (await coming).path(), 'utf8');
  expect(file).toContain('رضا کریمی');
  expect(file).toContain('reza@example.com');
  expect(file).not.toMatch(/351112233|121234567/);
});

test('the same in both languages, by day and by night, on a desk and on a telephone', async () => {
  test.setTimeout(120_000);
  const { data } = await call<{ data: { id: string; name: string }[] }>(seller, desk, 'GET', '/api/v1/views');
  const view = data.find(one => one.name === 'پرپول‌ها')?.id;
  for (const language of ['fa', 'en'] as const) {
    await readsIn(seller, desk, language, 'light');
    for (const [name, path] of [
      ['hidden-card', `/leads/${lead}`],
      ['hidden-list', '/leads'],
      ['hidden-view', `/leads?view=${view}`],
    ] as const) {
      await seller.goto(desk.base + path);
      await seller.locator('.topline').first().waitFor();
      await expect(seller.getByRole('status').filter({ hasText: /بارگذاری|Loading/ })).toHaveCount(0);
      for (const [theme, width] of allLooks) {
        await dress(seller, theme, width);
        await look(seller, name, language, theme, width);
      }
      await dress(seller, 'light', 1360);
    }
  }
});
