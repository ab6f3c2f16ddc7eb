// Many leads at once: chosen by box, by stretch, by key and as all that match; seen before, done, taken back, and what others changed left.
import { expect, type Page, test } from '@playwright/test';
import { inClinic } from './clinic';
import { call, type Desk, picture, seriousFaults } from './desk';
import { look } from './look';

test.describe.configure({ mode: 'serial' });
let desk: Desk;
let page: Page;
inClinic(opened => {
  ({ desk, page } = opened);
});

interface Found {
  data: { id: string; display_name: string; purpose: string; owner?: { id: string; name: string } }[];
}
const leads = async (query: string) => (await call<Found>(page, desk, 'GET', `/api/v1/leads?limit=100&${query}`)).data;
const bar = () => page.getByRole('region', { name: 'کار با سرنخ‌های انتخاب‌شده' });
const dialog = () => page.getByRole('dialog', { name: 'ویرایش گروهی', exact: true });
const box = (row: number) => page.locator('.grid-row').nth(row).getByRole('checkbox');
async function choose(field: string, option: string) {
  await dialog().getByRole('button', { name: field }).last().click();
  await page.getByRole('option', { name: option, exact: true }).click();
}

test('three rows are given to a colleague; Ctrl+Z gives each back to whom it was', async () => {
  await page.goto(`${desk.base}/leads`);
  await box(0).click();
  await box(2).click({ modifiers: ['Shift'] });
  await expect(bar()).toContainText('۳ سرنخ انتخاب شده');
  const before = await leads('sort=-created_at');
  expect(await seriousFaults(page)).toEqual([]);
  await bar()
    .getByRole('button', { name: /^بسپار/ })
    .click();
  await expect(dialog()).toContainText('پیش از هر تغییری');
  await expect(dialog().getByRole('button', { name: 'مقدار' })).toBeFocused();
  await choose('مقدار', 'نگار رحیمی');
  const expected = before.slice(0, 3).filter(one => one.owner?.name !== 'نگار رحیمی').length;
  const digits = new Intl.NumberFormat('fa-IR');
  const begin = dialog().getByRole('button', { name: `تغییر ${digits.format(expected)} سرنخ` });
  await expect(begin).toBeEnabled();
  await expect(dialog().getByRole('table')).toContainText('نگار رحیمی');
  expect(await seriousFaults(page)).toEqual([]);
  await begin.click();
  const done = page.locator('.toast').filter({ hasText: `${digits.format(expected)} سرنخ تغییر کرد` });
  await expect(done).toBeVisible();
  await expect(bar()).toHaveCount(0);
  for (const one of (await leads('sort=-created_at')).slice(0, 3)) expect(one.owner?.name).toBe('نگار رحیمی');
  await page.keyboard.press('Control+KeyZ');
  await expect(page.locator('.toast').filter({ hasText: 'سرنخ برگشت' })).toBeVisible();
  expect((await leads('sort=-created_at')).slice(0, 3).map(one => one.owner?.id)).toEqual(before.slice(0, 3).map(one => one.owner?.id));
});

test('the timeline says that a change came with others, and opens it; so of its way back', async () => {
  // One of the three that was not hers already.
  const changed = (await leads('sort=-created_at')).slice(0, 3).find(one => one.owner?.name !== 'نگار رحیمی');
  await page.goto(`${desk.base}/leads/${changed?.id}`);
  const timeline = page.locator('.timeline');
  await expect(timeline.getByRole('button', { name: 'با برگرداندن ویرایش گروهی ۳ سرنخ' })).toBeVisible();
  await look(page, 'bulk-timeline', 'fa', 'light', 1360);
  await timeline.getByRole('button', { name: 'با ویرایش گروهی ۳ سرنخ' }).click();
  await expect(dialog()).toContainText('نگار رحیمی');
  await expect(dialog()).toContainText('سرنخ برگشت');
  await page.keyboard.press('Escape');
  await expect(dialog()).toHaveCount(0);
});

test('all that match are changed, not only the rows that are there; the undo leaves what a colleague changed', async () => {
  const before = await leads('sort=-created_at');
  await page.goto(`${desk.base}/leads`);
  const total = await page.locator('.topline .total').textContent();
  await box(0).click();
  await bar()
    .getByRole('button', { name: /انتخاب همه/ })
    .click();
  await expect(bar()).toContainText(`${total} سرنخ انتخاب شده`);
  await bar().getByRole('button', { name: 'هدف' }).click();
  await choose('مقدار', 'همکار');
  await dialog()
    .getByRole('button', { name: /^تغییر .* سرنخ$/ })
    .click();
  await expect(page.locator('.toast').filter({ hasText: 'سرنخ تغییر کرد' })).toBeVisible();
  const [first] = await leads('sort=-created_at');
  expect(first?.purpose).toBe('partner');
  // A colleague changes one of them meanwhile.
  const { version } = await call<{ version: number }>(page, desk, 'GET', `/api/v1/leads/${first?.id}`);
  const answer = await page.request.fetch(`${desk.base}/api/v1/leads/${first?.id}`, {
    method: 'PATCH',
    data: { purpose: 'survey_entrant' },
    headers: { Origin: desk.base, 'If-Match': `"v${version}"` },
  });
  expect(answer.ok()).toBe(true);
  await page.getByRole('button', { name: 'ویرایش‌های گروهی' }).click();
  const recent = page.getByRole('dialog', { name: 'ویرایش‌های گروهی' });
  await look(page, 'bulk-recent', 'fa', 'light', 1360);
  await recent.getByRole('button', { name: 'برگردان' }).first().click();
  const said = page.locator('.toast').filter({ hasText: 'در این میان تغییر داده بود' });
  await expect(page.locator('.toast').filter({ hasText: 'سرنخ تغییر کرد' })).toHaveCount(0); // its way back has been gone
  await said.getByRole('button', { name: 'کدام‌ها؟' }).click();
  await expect(page.getByRole('dialog').getByRole('link', { name: first?.display_name ?? '' })).toBeVisible();
  await look(page, 'bulk-left', 'fa', 'light', 1360);
  const after = await leads('sort=-created_at');
  expect(after.find(one => one.id === first?.id)?.purpose).toBe('survey_entrant');
  expect(after.slice(1).map(one => one.purpose)).toEqual(before.slice(1).map(one => one.purpose));
  await page.keyboard.press('Escape');
});

test('by keyboard alone: X and Shift with the arrows choose, Escape lets go', async () => {
  await page.goto(`${desk.base}/leads`);
  await page.locator('.grid-row').first().waitFor();
  await page.getByRole('grid').focus();
  await page.keyboard.press('KeyX');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await expect(bar()).toContainText('۳ سرنخ انتخاب شده');
  await expect(box(2)).toHaveAttribute('aria-checked', 'true');
  await page.keyboard.press('Shift+KeyE');
  await expect(dialog()).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog()).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(bar()).toHaveCount(0);
});

test('a long change tells how far it is, is stopped where it is, and what it has done goes back', async () => {
  const rows = Array.from({ length: 20_000 }, (_, index) => `غرفه ${index},0915${1_000_000 + index}`);
  const { id } = await (
    await page.request.post(`${desk.base}/api/v1/imports`, {
      headers: { Origin: desk.base },
      multipart: { file: { name: 'نمایشگاه.csv', mimeType: 'text/csv', buffer: Buffer.from(['نام,موبایل', ...rows].join('\n')) } },
    })
  ).json();
  await call(page, desk, 'POST', `/api/v1/imports/${id}/start`, {});
  await expect
    .poll(async () => (await call<{ state: string }>(page, desk, 'GET', `/api/v1/imports/${id}`)).state, { timeout: 60_000 })
    .toBe('done');
  await page.goto(`${desk.base}/leads?q=${encodeURIComponent('غرفه')}`);
  await expect(page.locator('.topline .total')).toHaveText('۲۰٬۰۰۰');
  await box(0).click();
  await bar()
    .getByRole('button', { name: /انتخاب همه/ })
    .click();
  await bar().getByRole('button', { name: 'هدف' }).click();
  await choose('مقدار', 'همکار');
  await dialog().getByRole('button', { name: 'تغییر ۲۰٬۰۰۰ سرنخ' }).click({ timeout: 20_000 });
  const progress = page.getByRole('region', { name: 'پیشرفت ویرایش گروهی' });
  await expect(progress).toContainText('در حال تغییر');
  await desk.whileHeld(async () => {
    await picture(page, 'bulk-progress-fa-light-1360');
    await progress.getByRole('button', { name: 'توقف' }).click();
  });
  await expect(page.locator('.toast').filter({ hasText: 'متوقف شد' })).toBeVisible();
  await expect(progress).toHaveCount(0);
  await page.keyboard.press('Control+KeyZ');
  await expect(page.locator('.toast').filter({ hasText: 'سرنخ برگشت' })).toBeVisible({ timeout: 20_000 });
  expect((await leads(`q=${encodeURIComponent('غرفه')}&purpose=partner`)).length).toBe(0);
});

for (const [language, theme, width] of [
  ['fa', 'light', 1360],
  ['en', 'dark', 1360],
  ['fa', 'dark', 390],
  ['en', 'light', 390],
] as const)
  test(`looked at in ${language}, ${theme}, ${width} wide`, async () => {
    await call(page, desk, 'PATCH', '/api/v1/me', { language, theme });
    await page.setViewportSize({ width, height: 860 });
    await page.goto(`${desk.base}/leads`);
    await page.locator('.grid-row').first().waitFor();
    if (width < 800) await page.getByRole('button', { name: language === 'fa' ? 'انتخاب چند سرنخ' : 'Choose several leads' }).click();
    await box(0).click();
    await box(3).click({ modifiers: ['Shift'] });
    const region = page.locator('.bulk-bar');
    await expect(region).toBeVisible();
    await picture(page, `bulk-bar-${language}-${theme}-${width}`);
    // Twenty thousand leads: the bar stays one line, and the count at the inbox is read whole.
    expect((await page.locator('.topline').boundingBox())?.height).toBeLessThan(70);
    const covered = await page
      .locator('.nav-link .count')
      .filter({ visible: true })
      .evaluate(count => {
        const { left, right, top, bottom } = count.getBoundingClientRect();
        (count as HTMLElement).style.pointerEvents = 'auto';
        return [left + 3, right - 3].filter(x => !count.contains(document.elementFromPoint(x, (top + bottom) / 2)));
      });
    expect(covered).toEqual([]);
    expect(await seriousFaults(page)).toEqual([]);
    await region.getByRole('button', { name: language === 'fa' ? 'هدف' : 'Purpose' }).click();
    const open = page.getByRole('dialog');
    await open.getByRole('button', { name: language === 'fa' ? 'مقدار' : 'Value' }).click();
    await page.getByRole('option').nth(5).click();
    await expect(open.locator('.bulk-counts')).toBeVisible();
    await picture(page, `bulk-dialog-${language}-${theme}-${width}`);
    expect(await seriousFaults(page)).toEqual([]);
  });
