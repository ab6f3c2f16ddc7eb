// The builder: questions go from step to step by buttons, menu and pointer, and every act has its undo.
import { expect, type Page, test } from '@playwright/test';
import { call, type Desk, setUp, startDesk, takeBackLatest } from './desk';

test.describe.configure({ mode: 'serial' });
let desk: Desk;
let page: Page;
let form: { id: string };
test.beforeAll(async ({ browser }) => {
  desk = await startDesk();
  page = await (await browser.newContext({ locale: 'fa-IR', viewport: { width: 1360, height: 1600 } })).newPage();
  await setUp(page, desk);
  form = await call(page, desk, 'POST', '/api/v1/forms', { template: 'consultation' });
  await page.goto(`${desk.base}/forms/${form.id}`);
});
test.afterAll(async () => {
  await desk.stop();
});

/** The ids of the questions of each step, as they stand on the screen. */
const steps = () =>
  page
    .locator('.questions')
    .evaluateAll(lists => lists.map(list => [...list.querySelectorAll<HTMLElement>('[data-question]')].map(one => one.dataset.question)));
/** The same, as they are kept. */
const kept = async () => {
  const made = await call<{ content: { steps: { fields: { id: string }[] }[] } }>(page, desk, 'GET', `/api/v1/forms/${form.id}`);
  return made.content.steps.map(step => step.fields.map(field => field.id));
};
const question = (id: string) => page.locator(`[data-question="${id}"]`);
const start = [
  ['topic', 'details'],
  ['name', 'phone', 'hour'],
];

test('by keyboard over the edge of the step, the focus staying with it, and back by Ctrl+Z', async () => {
  await expect.poll(steps).toEqual(start);
  await question('details').getByRole('button', { name: 'پایین‌تر' }).focus();
  await page.keyboard.press('Enter');
  const over = [['topic'], ['details', 'name', 'phone', 'hour']];
  await expect.poll(steps).toEqual(over);
  await expect(question('details').getByRole('button', { name: 'پایین‌تر' })).toBeFocused();
  await expect(page.getByRole('status').filter({ hasText: 'به گام ۲' })).toBeVisible();
  await expect.poll(kept).toEqual(over);
  await page.keyboard.press('Control+KeyZ');
  await expect.poll(steps).toEqual(start);
  await expect.poll(kept).toEqual(start);
});

test('by the menu to a step of choice, and to a new one that goes with the undo', async () => {
  const menu = question('phone').getByRole('button', { name: 'بردن به گامی دیگر' });
  await menu.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: /^گام ۱/ }).press('Enter');
  await expect.poll(steps).toEqual([
    ['topic', 'details', 'phone'],
    ['name', 'hour'],
  ]);
  await expect(question('phone').getByRole('button', { name: 'بردن به گامی دیگر' })).toBeFocused();
  await page.keyboard.press('Control+KeyZ');
  await expect.poll(steps).toEqual(start);
  await question('hour').getByRole('button', { name: 'بردن به گامی دیگر' }).click();
  await page.getByRole('menuitem', { name: 'گام تازه' }).click();
  await expect.poll(steps).toEqual([['topic', 'details'], ['name', 'phone'], ['hour']]);
  await page.keyboard.press('Control+KeyZ');
  await expect.poll(steps).toEqual(start);
  await expect.poll(kept).toEqual(start);
});

test('what was typed a moment before the page is closed is kept', async () => {
  const title = page.getByLabel('عنوان فرم (فارسی)');
  const before = await title.inputValue();
  const leaving = await page.context().newPage();
  await leaving.goto(page.url());
  await leaving.getByLabel('عنوان فرم (فارسی)').fill('پیش از رفتن');
  await leaving.close({ runBeforeUnload: true });
  const titleKept = async () =>
    (await call<{ content: { title: { fa: string } } }>(page, desk, 'GET', `/api/v1/forms/${form.id}`)).content.title.fa;
  await expect.poll(titleKept).toBe('پیش از رفتن');
  await page.reload();
  await title.fill(before);
  await expect.poll(titleKept).toBe(before);
});

test('by pointer to the place where it is dropped', async () => {
  await page.reload();
  await expect.poll(steps).toEqual(start);
  await page.evaluate(() => document.fonts.ready.then(() => undefined)); // until they are there, the questions move
  await question('phone')
    .locator('.drag-handle')
    .dragTo(question('details'), { targetPosition: { x: 200, y: 5 }, steps: 10 });
  const dropped = [
    ['topic', 'phone', 'details'],
    ['name', 'hour'],
  ];
  await expect.poll(steps).toEqual(dropped);
  await expect.poll(kept).toEqual(dropped);
  await takeBackLatest(page);
  await expect.poll(steps).toEqual(start);
});

test('what is removed comes back to its place, and what was typed meanwhile stays', async () => {
  await question('name').getByRole('button', { name: 'برداشتن' }).click();
  await expect.poll(steps).toEqual([
    ['topic', 'details'],
    ['phone', 'hour'],
  ]);
  await page.getByLabel('عنوان فرم (فارسی)').fill('مشاورهٔ تلفنی');
  await takeBackLatest(page);
  await expect.poll(steps).toEqual(start);
  await expect(page.getByLabel('عنوان فرم (فارسی)')).toHaveValue('مشاورهٔ تلفنی');
});

test('the preview speaks the language that is being written', async () => {
  const preview = page.frameLocator('iframe');
  await page.getByLabel('عنوان فرم (English)').fill('Free consultation');
  await expect(page.getByText('پیش‌نمایش به English')).toBeVisible();
  await expect(preview.locator('html')).toHaveAttribute('dir', 'ltr');
  await expect(preview.getByRole('heading', { name: 'Free consultation' })).toBeVisible();
  await page.getByLabel('عنوان فرم (فارسی)').focus();
  await expect(page.getByText('پیش‌نمایش به فارسی')).toBeVisible();
  await expect(preview.locator('html')).toHaveAttribute('dir', 'rtl');
  await page.getByRole('complementary', { name: 'پیش‌نمایش' }).getByRole('button', { name: 'English' }).click();
  await expect(preview.locator('html')).toHaveAttribute('dir', 'ltr');
});

test('what was typed just before publishing is published', async () => {
  await page.getByLabel('عنوان فرم (فارسی)').fill('نوبت تلفنی');
  await page.getByRole('button', { name: 'انتشار', exact: true }).click();
  await expect(page.locator('.topline .badge').getByText('منتشرشده')).toBeVisible();
  const made = await call<{ page_url: string; has_changes: boolean }>(page, desk, 'GET', `/api/v1/forms/${form.id}`);
  expect(made.has_changes).toBe(false);
  const visitor = await page.request.get(made.page_url);
  expect(await visitor.text()).toContain('نوبت تلفنی');
});

test('a form that was archived is found again, and comes back', async () => {
  await page.getByRole('button', { name: 'بستن', exact: false }).first().click();
  await page.getByRole('button', { name: 'بایگانی فرم' }).click();
  await page.waitForURL('**/forms');
  await page.getByText('۱ فرم بایگانی‌شده').click();
  await page.getByRole('link', { name: 'نوبت تلفنی' }).click();
  await expect(page.locator('.topline .badge').getByText('بایگانی')).toBeVisible();
  await page.getByRole('button', { name: 'بازگرداندن' }).click();
  await expect(page.locator('.topline .badge').getByText('پیش‌نویس')).toBeVisible();
  await page.keyboard.press('Control+z'); // which archives it again
  await expect(page.locator('.topline .badge').getByText('بایگانی')).toBeVisible();
});
