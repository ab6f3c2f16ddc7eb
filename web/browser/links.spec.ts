// A link for this week's story: made, printed as a QR code that a camera reads, followed, and the lead that it brought is behind its number.
import { readFile } from 'node:fs/promises';
import { type Download, expect, type Page, test } from '@playwright/test';
import jsQR from 'jsqr';
import { call, type Desk, picture, seriousFaults, setUp, startDesk, takeBackLatest, userAgent } from './desk';

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

async function look(at: Page, name: string): Promise<void> {
  await picture(at, `screens/links-${name}`);
  expect.soft(await seriousFaults(at), name).toEqual([]);
  const wide = await at.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect.soft(wide, `${name} is wider than the screen`).toBeLessThanOrEqual(0);
}

/** What a camera reads of a picture in a file. */
async function readCode(download: Download, type: string): Promise<string | undefined> {
  const bytes = await readFile(await download.path());
  const points = await page.evaluate(
    async address => {
      const picture = new Image();
      picture.src = address;
      await picture.decode();
      const canvas = document.createElement('canvas');
      canvas.width = 320;
      canvas.height = Math.round((320 * picture.naturalHeight) / picture.naturalWidth);
      const context = canvas.getContext('2d');
      context?.drawImage(picture, 0, 0, canvas.width, canvas.height);
      return { height: canvas.height, data: [...(context?.getImageData(0, 0, 320, canvas.height).data ?? [])] };
    },
    `data:${type};base64,${bytes.toString('base64')}`,
  );
  return jsQR(Uint8ClampedArray.from(points.data), 320, points.height)?.data;
}

let url = '';
test('a link to the published form is made in a moment, and its QR code is read by a camera', async () => {
  const form = await call<{ id: string }>(page, desk, 'POST', '/api/v1/forms', { template: 'contact' });
  await call(page, desk, 'POST', `/api/v1/forms/${form.id}/publication`);
  await page.goto(`${desk.base}/links`);
  await expect(page.getByRole('heading', { name: 'هنوز لینکی نیست' })).toBeVisible();
  await look(page, 'empty-fa-light-1360');
  await page.getByRole('button', { name: 'لینک تازه' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'لینک تازه' });
  await expect(dialog.getByRole('button', { name: /به کجا می‌رسد/ })).toContainText('تماس با ما');
  await expect(dialog.getByRole('textbox', { name: 'نام لینک' })).toBeFocused();
  await dialog.getByRole('button', { name: 'ساختن لینک' }).click();
  await expect(dialog.locator('.react-aria-FieldError').first()).toBeVisible(); // it has no name yet
  await dialog.getByRole('textbox', { name: 'نام لینک' }).fill('استوری این هفته');
  await page.mouse.click(20, 700); // beside it: what was written is not thrown away
  await page.waitForTimeout(300);
  await expect(dialog.getByRole('textbox', { name: 'نام لینک' })).toHaveValue('استوری این هفته');
  await look(page, 'new-fa-light-1360');
  await dialog.getByRole('button', { name: 'ساختن لینک' }).click();
  const row = page.locator('tbody tr').filter({ hasText: 'استوری این هفته' });
  await expect(row).toContainText('تماس با ما');

  url = (await call<{ data: { url: string }[] }>(page, desk, 'GET', '/api/v1/links')).data[0]?.url ?? '';
  expect(url).toMatch(/\/l\/[a-z2-9]{10}$/);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await row.getByRole('button', { name: /کپی نشانی/ }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(url);

  await row.getByRole('button', { name: /کد QR/ }).click();
  const code = page.getByRole('dialog', { name: 'استوری این هفته' });
  await expect(code.getByRole('img')).toBeVisible();
  await look(page, 'qr-fa-light-1360');
  for (const [button, ending, type] of [
    ['فایل SVG برای چاپ', 'svg', 'image/svg+xml'],
    ['تصویر PNG', 'png', 'image/png'],
  ] as const) {
    const coming = page.waitForEvent('download');
    await code.getByRole('button', { name: button }).click();
    const download = await coming;
    expect(download.suggestedFilename()).toBe(`استوری این هفته.${ending}`);
    expect(await readCode(download, type)).toBe(url);
  }
  await page.keyboard.press('Escape');
});

test('whoever follows it sees where it leads if he asks, sends the form, and is the lead behind the number', async ({ browser }) => {
  const visitor = await (await browser.newContext({ locale: 'fa-IR', userAgent, viewport: { width: 390, height: 844 } })).newPage();
  await visitor.goto(`${url}+`);
  await expect(visitor.getByRole('heading', { name: 'این لینک به اینجا می‌رسد' })).toBeVisible();
  await look(visitor, 'look-fa-light-390');
  await visitor.getByRole('link', { name: 'برو به این صفحه' }).click();
  await expect(visitor).toHaveURL(/\/f\/.*utm_source=instagram&utm_medium=story&sarnakh_link=/);
  await visitor.getByLabel('نام و نام خانوادگی').fill('نگار حسینی');
  await visitor.getByLabel('شمارهٔ تماس').fill('۰۹۱۲ ۱۲۳ ۴۵۶۷');
  await visitor.getByLabel(/می‌پذیرم/).check();
  await visitor.waitForTimeout(1600);
  await visitor.getByRole('button', { name: 'بفرست' }).click();
  await expect(visitor.getByRole('heading', { name: 'سپاس از شما' })).toBeVisible();
  expect((await visitor.request.get(`${desk.base}/l/nosuchlink`)).status()).toBe(404);
  await page.request.get(url, { headers: { 'User-Agent': 'TelegramBot (like TwitterBot)' }, maxRedirects: 0 });

  const row = page.locator('tbody tr').filter({ hasText: 'استوری این هفته' });
  await expect(row.getByRole('link', { name: /سرنخ‌های «استوری این هفته»: ۱/ })).toBeVisible({ timeout: 15_000 });
  await page.reload();
  await expect(row).toContainText('(و ۱ ربات)');
  await look(page, 'list-fa-light-1360');
  await row.getByRole('button', { name: '«استوری این هفته»، روز به روز' }).click();
  const days = page.getByRole('dialog', { name: /روز به روز/ });
  await expect(days.getByRole('img')).toHaveAccessibleName(/^در نود روز گذشته ۱ کلیک/);
  await expect(days.getByRole('heading', { name: 'سرنخ‌های نود روز گذشته: ۱' })).toBeVisible();
  await expect(days.locator('.day-chart a')).toHaveCount(90);
  const [plot, around] = [await days.locator('.day-chart svg').boundingBox(), await days.boundingBox()];
  expect(plot?.x ?? 0, 'the plot stays in its dialog').toBeGreaterThan(around?.x ?? 0);
  await look(page, 'days-fa-light-1360');
  await days.getByRole('button', { name: 'جدول' }).click();
  await days.getByRole('row').nth(1).getByRole('link', { name: /: ۱$/ }).click();
  await expect(page.locator('.sentence')).toContainText('استوری این هفته');
  await expect(page.locator('.grid-row')).toHaveCount(1);
  await page.goBack();
  await row.getByRole('link', { name: /سرنخ‌های/ }).click();
  await expect(page.locator('.grid-row')).toHaveCount(1);
  await expect(page.locator('.grid-row')).toContainText('نگار حسینی');
  await expect(page.locator('.grid-row')).toContainText('استوری این هفته');
});

test('a placement is kept with its publisher, its readers and a link of its own', async () => {
  await page.goto(`${desk.base}/links?tab=placements`);
  await page.getByRole('button', { name: 'جای تبلیغ تازه' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'جای تبلیغ تازه' });
  await dialog.getByRole('textbox', { name: /^ناشر/ }).fill('مجلهٔ سلامت');
  await dialog.getByRole('textbox', { name: 'نشانی صفحهٔ ناشر' }).fill('https://magazine.example/teeth');
  await dialog.getByRole('textbox', { name: 'مخاطبان' }).fill('مادران ۳۰ تا ۴۵ سالهٔ تهرانی');
  await dialog.getByRole('button', { name: /پرسونا/ }).click();
  await page.getByRole('option', { name: /بیشترشان/ }).click();
  await dialog.getByRole('textbox', { name: 'چرا این نمره' }).fill('بیشترشان در تهران‌اند');
  await dialog.getByRole('textbox', { name: 'نشانی صفحه', exact: true }).fill('http://clinic.example/');
  await dialog.getByRole('button', { name: 'ذخیره' }).click();
  await expect(dialog.locator('.react-aria-FieldError')).toContainText('https');
  await dialog.getByRole('textbox', { name: 'نشانی صفحه', exact: true }).fill('https://clinic.example/implant');
  await look(page, 'placement-fa-light-1360');
  await dialog.getByRole('button', { name: 'ذخیره' }).click();
  const row = page.locator('tbody tr').filter({ hasText: 'مجلهٔ سلامت' });
  await expect(row).toContainText('همخوانی ۴ از ۵');
  await look(page, 'placements-fa-light-1360');
  await page.getByRole('tab', { name: 'لینک‌ها' }).click();
  const link = page.locator('tbody tr').filter({ hasText: 'مجلهٔ سلامت' });
  await expect(link).toContainText('clinic.example/implant');

  // Archived, it goes from the list and not from the wall.
  await link.getByRole('button', { name: /بایگانی «/ }).click();
  await expect(link).toHaveCount(0);
  await takeBackLatest(page);
  await expect(link).toHaveCount(1);
});

test('the same in English, dark and narrow', async () => {
  await call(page, desk, 'PATCH', '/api/v1/me', { language: 'en', theme: 'dark', calendar: 'gregorian', digits: 'latin' });
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`${desk.base}/links`);
  await expect(page.getByRole('heading', { name: 'Links', exact: true })).toBeVisible();
  await look(page, 'list-en-dark-390');
  await page
    .getByRole('button', { name: /QR code of/ })
    .first()
    .click();
  await expect(page.getByRole('dialog').getByRole('img')).toBeVisible();
  await look(page, 'qr-en-dark-390');
  await page.keyboard.press('Escape');
  await page.getByRole('tab', { name: 'Placements' }).click();
  await expect(page.getByText('Match 4 of 5')).toBeVisible();
  await look(page, 'placements-en-dark-390');
  await call(page, desk, 'PATCH', '/api/v1/me', { language: 'fa', theme: 'light', calendar: 'jalali', digits: 'persian' });
  await page.goto(`${desk.base}/links`);
  await look(page, 'list-fa-light-390');
});
