// What an owner decides in the settings, and what follows from it.
import { expect, type Page, test } from '@playwright/test';
import { call, type Desk, setUp, startDesk } from './desk';

test.describe.configure({ mode: 'serial' });
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

test('the area code of the town completes landlines; a wrong one is refused at its field', async () => {
  await page.goto(`${desk.base}/settings/workspace`);
  const area = page.getByRole('textbox', { name: 'پیش‌شمارهٔ شهر' });
  const save = page.getByRole('button', { name: 'ذخیره' });
  await area.fill('۹۱۲');
  await save.click();
  await expect(page.locator('.field').filter({ hasText: 'پیش‌شمارهٔ شهر' }).locator('.react-aria-FieldError')).toContainText('سه رقم');
  await area.fill('۲۱');
  await save.click();
  await expect(area).toHaveValue('021'); // the page comes back with what was understood
  const made = await call<{ lead: { phones: { value: string }[] } }>(page, desk, 'POST', '/api/v1/leads', {
    full_name: 'دفتر مرکزی',
    phones: [{ value: '۸۸۷۷۶۶۵۵' }],
  });
  expect(made.lead.phones[0]?.value).toBe('+982188776655');
});

test('a key is shown once, and a press beside it does not take it away', async () => {
  await page.goto(`${desk.base}/settings/keys`);
  await page.getByRole('textbox', { name: 'برای چه' }).fill('سایت');
  await page.getByRole('button', { name: 'کلید تازه' }).click();
  const key = page.getByRole('dialog').locator('.code');
  await expect(key).toHaveText(/^snk_/);
  await page.mouse.click(5, 5);
  await expect(key).toBeVisible();
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.getByRole('dialog').getByRole('button', { name: 'کپی' }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(await key.textContent());
  await page.keyboard.press('Escape');
  await expect(key).toHaveCount(0);
});

test('the log says which key and which link it was, also when they are gone', async () => {
  await call(page, desk, 'POST', '/api/v1/links', { kind: 'poster', name: 'پوستر مترو', address: 'https://clinic.example.com/' });
  await page.goto(`${desk.base}/settings/keys`);
  await page.getByRole('row').filter({ hasText: 'سایت' }).getByRole('button').click();
  await page.getByRole('dialog').getByRole('button', { name: 'پایان دادن به کلید' }).click();
  await expect(page.getByRole('row').filter({ hasText: 'سایت' })).toHaveCount(0);
  await page.goto(`${desk.base}/settings/audit`);
  const lines = page.locator('.history li');
  await expect(lines.nth(0)).toContainText('سایت');
  await expect(lines.nth(1)).toContainText('پوستر مترو');
  await lines.nth(1).getByRole('link', { name: 'پوستر مترو' }).click();
  await page.waitForURL('**/links');
});
