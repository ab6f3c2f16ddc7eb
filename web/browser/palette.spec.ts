// Go anywhere, find a lead, act on the chosen ones or on the one at hand: by keyboard alone, in either language, on either layout.
import { expect, type Page, test } from '@playwright/test';
import { type Clinic, inClinic } from './clinic';
import { call, type Desk, picture, seriousFaults } from './desk';
import { look } from './look';

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

interface Row {
  id: string;
  purpose: string;
  owner?: { name: string };
  status: { kind: string };
}
const leads = async (path = '/api/v1/leads?limit=100&sort=-created_at') => (await call<{ data: Row[] }>(page, desk, 'GET', path)).data;
const chosen = (count: string) => page.getByRole('group', { name: `روی ${count} سرنخ انتخاب‌شده` });
const bar = () => page.getByRole('region', { name: 'کار با سرنخ‌های انتخاب‌شده' });
const bulk = () => page.getByRole('dialog', { name: 'ویرایش گروهی', exact: true });
const begin = () => bulk().getByRole('button', { name: /^تغییر .* سرنخ$/ });
/** The first rows of the list, by keyboard. */
async function choose(rows: number) {
  await page.goto(`${desk.base}/leads?sort=-created_at`);
  await page.locator('.grid-row').first().waitFor();
  await page.getByRole('grid').focus();
  await page.keyboard.press('KeyX');
  for (let more = 1; more < rows; more++) await page.keyboard.press('Shift+ArrowDown');
  await expect(page.locator('.grid-row [role=checkbox][aria-checked=true]')).toHaveCount(rows);
}
/** What is selected in the palette is looked at in the dialog of the bar, begun by `Enter`, and done. */
async function runOnChosen(label: string) {
  await expect(page.getByRole('option', { selected: true })).toContainText(label);
  await page.keyboard.press('Enter');
  await expect(begin()).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('.toast').filter({ hasText: 'سرنخ تغییر کرد' })).toBeVisible();
}
async function takeBack() {
  await page.keyboard.press('Control+KeyZ');
  await expect(page.locator('.toast').filter({ hasText: 'سرنخ برگشت' })).toBeVisible();
}

test('the chosen leads: in Persian, in English and in Persian on a Latin layout, looked at before and taken back', async () => {
  const before = await leads();
  const first = (rows: Row[]) => rows.slice(0, 3);
  const rest = (rows: Row[]) => rows.slice(3);
  for (const [words, label, of, value] of [
    ['وضعیت مشتری', 'وضعیت: مشتری شد', (row: Row) => row.status.kind, 'won'],
    ['purpose partner', 'هدف: همکار', (row: Row) => row.purpose, 'partner'],
    ["fsmhv k'hv", 'مسئول: نگار رحیمی', (row: Row) => row.owner?.name ?? '', 'نگار رحیمی'], // «بسپار نگار»
  ] as const) {
    await choose(3);
    expect(first(await leads()).every(row => of(row) === value)).toBe(false);
    await ask(words);
    await expect(chosen('۳').getByRole('option', { selected: true })).toBeVisible();
    await runOnChosen(label);
    const after = await leads();
    expect(first(after).map(of)).toEqual([value, value, value]);
    expect(rest(after)).toEqual(rest(before));
    await takeBack();
    expect((await leads()).map(of)).toEqual(before.map(of));
  }
});

test('everybody who matches is chosen by the palette too, and let go', async () => {
  const before = await leads();
  await choose(1);
  const total = (await page.locator('.topline .total').textContent()) ?? '';
  await ask('انتخاب همه');
  await page.keyboard.press('Enter');
  await expect(bar()).toContainText(`${total} سرنخ انتخاب شده`);
  await ask('purpose visitor');
  await expect(chosen(total)).toBeVisible();
  await runOnChosen('هدف: بازدید رویداد');
  expect(new Set((await leads()).map(row => row.purpose))).toEqual(new Set(['event_visitor']));
  await takeBack();
  expect((await leads()).map(row => row.purpose)).toEqual(before.map(row => row.purpose));

  await choose(2);
  await ask('let the choice go');
  await page.keyboard.press('Enter');
  await expect(bar()).toHaveCount(0);
  await ask('status won'); // the one at hand again
  await expect(chosen('۲')).toHaveCount(0);
  await expect(page.getByRole('option', { selected: true })).toContainText('وضعیت: مشتری شد');
  await page.keyboard.press('Escape');
});

test('junk asks why; Escape leaves everything as it was, the choice too', async () => {
  const before = await leads();
  await choose(2);
  await ask('fd hvca'); // «بی ارزش»
  await page.keyboard.press('Enter');
  await expect(bulk().getByLabel('دلیل')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(bulk()).toHaveCount(0);
  await expect(bar()).toContainText('۲ سرنخ انتخاب شده');
  await expect(page.getByRole('grid')).toBeFocused();
  expect(await leads()).toEqual(before);

  await ask('');
  const offered = chosen('۲').getByRole('option');
  await expect(offered.first()).toContainText('مسئول…');
  await expect(offered.last()).toContainText('رها کردن انتخاب');
  await expect(page.getByRole('option', { name: /^وضعیت: / })).toHaveCount(0); // of the one at hand: not while others are chosen
  await page.keyboard.type('junk');
  await page.keyboard.press('Enter');
  await expect(bulk().getByLabel('دلیل')).toBeFocused();
  await page.keyboard.type('ربات بود');
  await begin().click();
  await expect(page.locator('.toast').filter({ hasText: 'سرنخ تغییر کرد' })).toBeVisible();
  const { data: changes } = await call<{ data: { acts: unknown[]; changed: number }[] }>(page, desk, 'GET', '/api/v1/bulk-changes');
  expect(changes[0]).toMatchObject({ acts: [{ act: 'junk', reason: 'ربات بود' }], changed: 2 });
  const gone = before.slice(0, 2).map(row => row.id);
  for (const id of gone) expect(await call(page, desk, 'GET', `/api/v1/leads/${id}`)).toMatchObject({ status: { kind: 'junk' } });
  await takeBack();
  expect((await leads()).map(row => row.status)).toEqual(before.map(row => row.status));
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

test('nor when leads are chosen', async () => {
  for (const [language, theme, width, words] of [
    ['fa', 'light', 1360, ''],
    ['en', 'dark', 1360, 'status'],
    ['fa', 'dark', 390, 'هدف'],
    ['en', 'light', 390, ''],
  ] as const) {
    await call(page, desk, 'PATCH', '/api/v1/me', { language, theme });
    await page.setViewportSize({ width, height: width === 390 ? 844 : 850 });
    await page.goto(`${desk.base}/leads`);
    await page.locator('.grid-row').first().waitFor();
    if (width === 390) await page.getByRole('button', { name: language === 'fa' ? 'انتخاب چند سرنخ' : 'Choose several leads' }).click();
    await page.locator('.grid-row [role=checkbox]').first().click();
    await page.locator('.grid-row [role=checkbox]').nth(2).click();
    await ask(words);
    await expect(page.getByRole('group', { name: language === 'fa' ? 'روی ۲ سرنخ انتخاب‌شده' : 'On ۲ chosen leads' })).toBeVisible();
    await look(page, 'palette-chosen', language, theme, width);
    await page.keyboard.press('Escape');
  }
});
