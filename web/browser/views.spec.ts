// Saved views: a list kept under a name, changed, given to everybody, taken out of the row, deleted and brought back.
import { expect, type Page, test } from '@playwright/test';
import { inClinic } from './clinic';
import { call, type Desk, picture, readsIn, seriousFaults, takeBackLatest } from './desk';

test.describe.configure({ mode: 'serial' });
let desk: Desk;
let page: Page;
inClinic(opened => {
  ({ desk, page } = opened);
});

interface View {
  id: string;
  name: string;
  version: number;
  shared: boolean;
  ready_made: boolean;
}
const views = async () => (await call<{ data: View[] }>(page, desk, 'GET', '/api/v1/views')).data.filter(view => !view.ready_made);
const tab = (name: string | RegExp) => page.getByRole('navigation', { name: 'نماها' }).getByRole('link', { name });
const act = async (name: string) => {
  await page.getByRole('button', { name: 'کارهای نما' }).click();
  await page.getByRole('menuitem', { name }).click();
};
const referred = { all: [{ field: 'channel', is: 'any_of', value: ['referral'] }] };
const address = (filter: unknown) => `${desk.base}/leads?filter=${encodeURIComponent(JSON.stringify(filter))}`;

test('the ready-made views count what they find, and the count follows what happens', async () => {
  await page.goto(`${desk.base}/leads`);
  const nobody = tab(/بی‌مسئول/);
  await expect(nobody.locator('.count')).toBeVisible();
  const before = await nobody.locator('.count').textContent();
  await nobody.click();
  await expect(page.locator('.topline .total')).toHaveText(before ?? '');
  await expect(page.locator('.sentence')).toContainText('ندارد');
  // Somebody comes by another road: the count follows without loading the page anew.
  await call(page, desk, 'POST', '/api/v1/leads', { full_name: 'تازه‌رسیده', phones: [{ value: '09121119988' }] });
  await expect(nobody.locator('.count')).not.toHaveText(before ?? '', { timeout: 15_000 });
});

test('a filter is kept under a name and opened by its tab', async () => {
  await page.goto(address(referred));
  await page.getByRole('button', { name: 'ذخیرهٔ این نما' }).click();
  await page.getByLabel('نام نما').fill('معرفی‌شده‌ها');
  expect(await seriousFaults(page)).toEqual([]);
  await page.getByRole('button', { name: 'ذخیره', exact: true }).click();
  await expect(tab(/معرفی‌شده‌ها/)).toHaveAttribute('aria-current', 'page');
  await expect(page.locator('#main')).toBeFocused(); // the button of before has gone
  await page.goto(`${desk.base}/leads`);
  await tab(/معرفی‌شده‌ها/).click();
  await expect(page.locator('.sentence')).toContainText('کانالش');
  expect(JSON.parse(new URL(page.url()).searchParams.get('filter') ?? '')).toEqual(referred);
  // The list of before stands there until the new one has come.
  await expect
    .poll(
      async () =>
        (await page.locator('.topline .total').textContent()) ===
        (await tab(/معرفی‌شده‌ها/)
          .locator('.count')
          .textContent()),
    )
    .toBe(true);
});

test('what differs from the view is said, saved or taken back', async () => {
  const differs = page.getByText('با نمای ذخیره‌شده فرق دارد');
  await expect(differs).toHaveCount(0);
  await page.getByRole('columnheader').getByRole('button', { name: /نام/ }).click();
  await expect(differs).toBeVisible();
  await page.getByRole('button', { name: 'برگرداندن' }).click();
  await expect(differs).toHaveCount(0);
  await page.getByRole('columnheader').getByRole('button', { name: /نام/ }).click();
  await page.getByRole('button', { name: 'ذخیره', exact: true }).click();
  await expect(differs).toHaveCount(0);
  expect((await views())[0]).toMatchObject({ name: 'معرفی‌شده‌ها', version: 2, sort: '-name' });
});

test('a colleague was quicker: his words stand, and mine are offered', async () => {
  const view = (await views())[0] as View;
  // The page does not hear of it in time: a change between its look and its word.
  await page.route('**/api/v1/views', route => (route.request().method() === 'GET' ? route.abort() : route.continue()));
  await page.request.patch(`${desk.base}/api/v1/views/${view.id}`, {
    headers: { Origin: desk.base, 'If-Match': `"v${view.version}"` },
    data: { name: 'معرفی' },
  });
  await act('نام دیگر');
  await page.getByLabel('نام نما').fill('از راه آشنا');
  await page.getByRole('button', { name: 'ذخیره', exact: true }).click();
  await expect(page.getByText(/همکاری نمای «.معرفی.» را در این میان تغییر داده است/)).toBeVisible();
  await page.unroute('**/api/v1/views');
  await page.getByRole('button', { name: 'تغییر من بماند' }).click();
  await expect(tab(/از راه آشنا/)).toBeVisible();
  await page.keyboard.press('Control+KeyZ');
  await expect(tab(/از راه آشنا/)).toHaveCount(0);
  await expect(tab(/معرفی/)).toBeVisible();
  await act('نام دیگر');
  await page.getByLabel('نام نما').fill('از راه آشنا');
  await page.getByRole('button', { name: 'ذخیره', exact: true }).click();
  await expect(tab(/از راه آشنا/)).toBeVisible();
});

test('two views of one person have different names: the second is refused at its name', async () => {
  await act('ذخیره با نام تازه');
  await page.getByLabel('نام نما').fill('از  راه آشنا');
  await page.getByRole('button', { name: 'ذخیره', exact: true }).click();
  await expect(page.getByRole('dialog').locator('.react-aria-FieldError')).toHaveText('یکی دیگر همین نام را دارد.');
  await page.keyboard.press('Escape');
  expect(await views()).toHaveLength(1);
});

test('given to everybody, doubled, deleted and brought back', async () => {
  await act('برای همه');
  await expect.poll(async () => (await views())[0]?.shared).toBe(true);
  await expect(tab(/از راه آشنا/).getByRole('img', { name: 'نمای همگانی' })).toBeVisible();
  await act('رونوشت');
  await expect(page.getByLabel('نام نما')).toHaveValue('رونوشت از راه آشنا');
  await page.getByRole('button', { name: 'ذخیره', exact: true }).click();
  await expect(tab(/رونوشت از راه آشنا/)).toHaveAttribute('aria-current', 'page');
  await page.keyboard.press('Control+KeyZ'); // it was not needed
  await expect(tab(/رونوشت/)).toHaveCount(0);
  await takeBackLatest(page); // or was it
  await expect(tab(/رونوشت از راه آشنا/)).toHaveAttribute('aria-current', 'page');
  await act('پاک کردن نما');
  await expect(tab(/رونوشت/)).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expect(tab(/رونوشت از راه آشنا/)).toHaveAttribute('aria-current', 'page');
});

test('a filter that cannot be read is not saved; its refusal stands below the search', async () => {
  await page.goto(address({ x: 1 }));
  const refusal = page.locator('.filters .notice');
  await expect(refusal).toBeVisible();
  await expect(page.getByRole('button', { name: 'ذخیرهٔ این نما' })).toHaveCount(0);
  const [search, below] = [await page.locator('.filters .search').boundingBox(), await refusal.boundingBox()];
  expect((search?.y ?? 0) + (search?.height ?? 0)).toBeLessThanOrEqual(below?.y ?? 0);
});

test('each has his own row', async () => {
  await tab(/تازه‌های امروز/).click();
  await act('برداشتن از ردیف');
  await page.goto(`${desk.base}/leads`);
  await expect(tab(/بی‌مسئول/)).toBeVisible();
  await expect(tab(/تازه‌های امروز/)).toHaveCount(0);
  await act('گذاشتن در ردیف: تازه‌های امروز');
  await expect(tab(/تازه‌های امروز/)).toBeVisible();
});

for (const language of ['fa', 'en'] as const)
  for (const [theme, width] of [
    ['light', 1360],
    ['dark', 1360],
    ['light', 390],
    ['dark', 390],
  ] as const)
    test(`the row of views: ${language} ${theme} ${width}`, async () => {
      await readsIn(page, desk, language, theme);
      await page.setViewportSize({ width, height: width === 390 ? 844 : 850 });
      const view = (await views())[0] as View;
      await page.goto(`${address(referred)}&view=${view.id}`);
      await page.locator('.grid-row').first().waitFor();
      await page.locator('.view-tab .count').first().waitFor();
      await picture(page, `screens/views-${language}-${theme}-${width}`);
      expect(await seriousFaults(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
    });
