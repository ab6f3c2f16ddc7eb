// Go anywhere, find a lead, act on the one at hand: by keyboard alone, in either language, on either layout.
import { expect, type Page, test } from '@playwright/test';
import { type Clinic, inClinic } from './clinic';
import { call, type Desk, picture, seriousFaults } from './desk';

test.describe.configure({ mode: 'serial' });
let desk: Desk;
let clinic: Clinic;
let page: Page;
inClinic(opened => {
  ({ desk, page, clinic } = opened);
});

const field = () => page.getByRole('combobox', { name: /رفتن و یافتن|Go and find/ });
const option = (name: string | RegExp) => page.getByRole('option', { name });
async function ask(words: string) {
  await page.locator('.palette-door').waitFor({ state: 'attached' }); // the desk is there
  await page.keyboard.press('Control+KeyK');
  await expect(field()).toBeFocused();
  await page.keyboard.type(words);
}

test('a place, in Persian, in English, and by the same keys on the wrong layout', async () => {
  for (const [words, place] of [
    ['سرنخ ها', /\/leads$/],
    ['inbox', /\/inbox$/],
    ['svkoih', /\/leads$/], // «سرنخها»
    ['خرثقرهثص', /\/overview$/], // "overview"
    ['کارهای ناکام', /\/settings\/failed$/],
    ['audit', /\/settings\/audit$/],
  ] as const) {
    await ask(words);
    await expect(page.getByRole('option', { selected: true })).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(place);
    await expect(field()).toHaveCount(0);
  }
  // What was used lately stands first.
  await page.keyboard.press('Control+KeyK');
  await expect(page.getByRole('group', { name: 'به‌کاررفته' }).getByRole('option').first()).toContainText('دفتر رویدادها');
  await page.keyboard.press('Escape');
  await expect(field()).toHaveCount(0);
});

test('what is typed before it has come is kept for it, and does nothing else', async () => {
  let release = () => {};
  const held = new Promise<void>(done => {
    release = done;
  });
  await page.route(/\/palette-[\w-]+\.js/, async route => {
    await held;
    await route.continue();
  });
  await page.goto(`${desk.base}/inbox`);
  await page.locator('.card-head').waitFor();
  const items = await page.locator('.inbox-item').count();
  await page.keyboard.press('Control+KeyK');
  await page.keyboard.type('xe'); // X is for junk, E accepts
  await expect(page.getByRole('dialog')).toHaveCount(0);
  release();
  await page.keyboard.type(' leads', { delay: 20 }); // and while it comes
  await expect(field()).toHaveValue('xe leads');
  await page.keyboard.press('Escape');
  await expect(field()).toHaveCount(0);
  await expect(page.locator('.inbox-item')).toHaveCount(items);
  await page.unroute(/\/palette-[\w-]+\.js/);
});

test('a lead, by name on the wrong layout and by the tail of the number', async () => {
  await ask('kd; kn'); // on the way to «نیک نام»: nothing jumps while one types
  await page.keyboard.press('Control+KeyA');
  await page.keyboard.type('ad,h'); // «شیوا»
  await expect(page.getByRole('group', { name: 'سرنخ‌ها' }).getByRole('option')).toContainText('شیوا نیک‌نام');
  await page.keyboard.press('Enter');
  await expect(page.locator('.card-head .title')).toHaveText('شیوا نیک‌نام');
  await ask('۴۳۲۱');
  await expect(option(/نگین شاه‌حسینی/)).toBeVisible();
  await option(/نگین شاه‌حسینی/).click();
  await expect(page).toHaveURL(new RegExp(`/leads/${clinic.star}$`));
});

test('the lead at hand: its status by English words, its owner only by the word', async () => {
  await page.goto(`${desk.base}/leads?sort=-created_at`);
  await page.locator('.grid-row').first().waitFor();
  await page.getByRole('grid').focus();
  await page.keyboard.press('ArrowDown');
  const row = page.locator('.grid-row[aria-selected=true]');
  const before = (await row.locator('.badge').textContent()) ?? '';
  await ask('status won');
  await expect(page.getByRole('option', { selected: true })).toContainText('وضعیت: مشتری شد');
  await page.keyboard.press('Enter');
  await expect(row.locator('.badge')).toHaveText('مشتری شد');
  await expect(page.getByRole('grid')).toBeFocused();
  await page.keyboard.press('Control+KeyZ');
  await expect(row.locator('.badge')).toHaveText(before);

  await ask('نگار');
  await expect(option(/مسئول: نگار رحیمی/)).toHaveCount(0);
  await page.keyboard.press('Control+KeyA');
  await page.keyboard.type('مسئول نگار');
  await expect(page.getByRole('option', { selected: true })).toContainText('مسئول: نگار رحیمی');
  await page.keyboard.press('Enter');
  await expect(row).toContainText('نگار رحیمی');
});

test('what the screen can do, from inside a field too, and the sheet names it', async () => {
  await page.goto(`${desk.base}/inbox`);
  await page.locator('.inbox-item').first().waitFor();
  await ask('accept');
  await expect(option(/^بپذیر/)).toHaveCount(1); // that of the inbox, which goes on to the next
  await page.keyboard.press('Control+KeyA');
  await page.keyboard.type('dark');
  await expect(option(/پوسته: تیره/)).toBeVisible();
  await page.keyboard.press('Escape');
  await page.goto(`${desk.base}/leads`);
  await page.locator('.grid-row').first().waitFor();
  await page.keyboard.press('Slash');
  await ask('new lead');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toContainText('سرنخ تازه');
  await page.keyboard.press('Escape');
  await page.getByRole('grid').focus();
  await page.keyboard.press('Shift+Slash');
  await expect(page.getByRole('dialog')).toContainText('رفتن و یافتن');
  await page.keyboard.press('Escape');
});

test('nothing serious for people with assistive technology, in both languages', async () => {
  for (const [language, theme, width, words] of [
    ['fa', 'light', 1360, 'نیک'],
    ['en', 'dark', 1360, 'status'],
    ['fa', 'dark', 390, ''],
    ['en', 'light', 390, 'zzzz'],
  ] as const) {
    await call(page, desk, 'PATCH', '/api/v1/me', { language, theme });
    await page.setViewportSize({ width, height: width === 390 ? 844 : 850 });
    await page.goto(`${desk.base}/leads/${clinic.star}`);
    await page.locator('.card-head .title').waitFor();
    await ask(words);
    if (words === 'نیک') await expect(option(/شیوا/)).toBeVisible();
    await picture(page, `screens/palette-${language}-${theme}-${width}`);
    expect(await seriousFaults(page)).toEqual([]);
    await page.keyboard.press('Escape');
  }
});
