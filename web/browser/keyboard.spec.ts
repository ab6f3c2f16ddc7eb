// A whole first morning without a pointer: set up, make a form, publish it, send it as a visitor, accept who came, find him and put his
// card right. Every stop is reached by Tab, and one sees where one is.
import { expect, type Locator, type Page, test } from '@playwright/test';
import { type Desk, startDesk, userAgent } from './desk';

let desk: Desk;
test.beforeAll(async () => {
  desk = await startDesk();
});
test.afterAll(async () => {
  await desk.stop();
});

async function tabTo(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await target.waitFor();
  const isThere = () => target.evaluate(element => element === document.activeElement);
  for (let presses = 0; presses < 80 && !(await isThere()); presses++) await page.keyboard.press(key);
  await expect(target).toBeFocused();
  const ring = await target.evaluate(element => {
    // A list shows its focus on the row that it stands on.
    const shown = document.getElementById(element.getAttribute('aria-activedescendant') ?? '') ?? element;
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(shown);
    return (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 1) || boxShadow.includes('inset');
  });
  expect(ring, `one sees that ${target} has the focus`).toBe(true);
}
async function press(page: Page, target: Locator, key?: 'Tab' | 'Shift+Tab'): Promise<void> {
  await tabTo(page, target, key);
  await page.keyboard.press('Enter');
}

test('from the one-time link to a worked lead, without a pointer', async ({ browser }) => {
  const page = await (await browser.newContext({ locale: 'fa-IR', viewport: { width: 1360, height: 850 } })).newPage();
  await page.goto(desk.setupLink);
  await expect(page.getByLabel('نام شما')).toBeFocused();
  for (const words of ['سارا احمدی', 'sara@example.com', 'a long password', 'کلینیک لبخند']) {
    await page.keyboard.type(words);
    await page.keyboard.press('Tab');
  }
  await press(page, page.getByRole('button', { name: 'آغاز کنیم' }));
  await page.waitForURL('**/inbox');

  // A form, from a template, with a title of its own.
  const places = page.locator('.sidebar');
  await press(page, places.getByRole('link', { name: 'فرم‌ها' }));
  await press(page, page.getByRole('button', { name: 'فرم تازه' }).first());
  await press(page, page.getByRole('dialog').getByRole('button', { name: 'تماس با ما' }));
  await tabTo(page, page.getByLabel('عنوان فرم (فارسی)'));
  await page.keyboard.press('Control+KeyA');
  await page.keyboard.type('نوبت دندان‌پزشکی');
  await press(page, page.getByRole('button', { name: 'انتشار', exact: true }), 'Shift+Tab');
  await expect(page.locator('.topline .badge').getByText('منتشرشده')).toBeVisible();
  const address = (await page.locator('.topline a[target=_blank]').getAttribute('href')) ?? '';

  const visitor = await (await browser.newContext({ locale: 'fa-IR', userAgent })).newPage();
  await visitor.goto(address);
  await expect(visitor.getByRole('heading', { name: 'نوبت دندان‌پزشکی' })).toBeVisible();
  await tabTo(visitor, visitor.getByLabel('نام و نام خانوادگی'));
  await visitor.keyboard.type('نگار حسینی');
  await tabTo(visitor, visitor.getByLabel('شمارهٔ تماس'));
  await visitor.keyboard.type('۰۹۱۲ ۱۲۳ ۴۵۶۷');
  await tabTo(visitor, visitor.getByLabel(/می‌پذیرم/));
  await visitor.keyboard.press('Space');
  await visitor.waitForTimeout(1600); // a person needs a moment, and the form knows it
  await press(visitor, visitor.getByRole('button', { name: 'بفرست' }));
  await expect(visitor.getByRole('heading', { name: 'سپاس از شما' })).toBeVisible();

  // Accepted in the inbox by one key, on any layout.
  await press(page, places.getByRole('link', { name: 'صندوق' }));
  await expect(page.locator('.inbox-item')).toContainText('نگار حسینی');
  await expect(page.locator('.card-head .title')).toHaveText('نگار حسینی');
  await page.keyboard.press('KeyE');
  await expect(page.getByRole('heading', { name: 'صندوق خالی است' })).toBeVisible();

  // Found by the tail of the number, opened beside the list, put right, closed: the list is where it was.
  await press(page, places.getByRole('link', { name: 'سرنخ‌ها' }));
  await page.locator('.grid-row').first().waitFor();
  await page.keyboard.press('Slash');
  await expect(page.getByRole('searchbox')).toBeFocused();
  await page.keyboard.type('۴۵۶۷');
  await expect(page).toHaveURL(/q=/);
  await tabTo(page, page.getByRole('grid'));
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  const card = page.getByRole('complementary', { name: 'کارت سرنخ' });
  await press(page, card.getByRole('button', { name: 'ویرایش: سازمان' }));
  await page.keyboard.type('کلینیک مهر');
  await page.keyboard.press('Enter');
  await expect(card.getByRole('button', { name: 'ویرایش: سازمان' })).toContainText('کلینیک مهر');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('grid')).toBeFocused();
  await expect(page.locator('.grid-row')).toContainText('کلینیک مهر');
});
