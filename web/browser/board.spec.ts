// The list as a board: exact counts, cards that go to another column by pointer, keys and menu, undo, a colleague who was quicker, and a
// view that keeps it.
import { expect, type Page, test } from '@playwright/test';
import { inClinic } from './clinic';
import { call, type Desk, persian, readsIn } from './desk';
import { allLooks, dress, look } from './look';

test.describe.configure({ mode: 'serial' });
let desk: Desk;
let page: Page;
inClinic(opened => {
  ({ desk, page } = opened);
});

interface Group {
  key: string;
  label: { fa: string };
  count: number;
}
const groups = async () => (await call<{ groups: Group[] }>(page, desk, 'GET', '/api/v1/leads/groups')).groups;
const column = (key: string) => page.locator(`[data-column="group:${key}"]`);
const cards = (key: string) => column(key).locator('[data-card]');
const count = (key: string) => column(key).locator('header .count');
const statusOf = async (id: string) => (await call<{ status: { key: string } }>(page, desk, 'GET', `/api/v1/leads/${id}`)).status.key;
const first = async (key: string) => (await cards(key).first().getAttribute('data-card')) ?? '';
const card = (id: string) => page.locator(`[data-card="${id}"]`);

test('a column for each status with its exact count, and the cards of its leads', async () => {
  await page.goto(`${desk.base}/leads`);
  await page.locator('.grid-row').first().waitFor();
  await page.getByRole('button', { name: 'تابلو' }).click();
  await expect(page).toHaveURL(/layout=board/);
  for (const group of await groups()) {
    await expect(count(group.key)).toHaveText(persian(group.count));
    await column(group.key).scrollIntoViewIfNeeded();
    await expect(cards(group.key)).toHaveCount(group.count);
  }
});

test('Shift and an arrow put the card into the column beside; the undo brings it back', async () => {
  const [from, to] = (await groups()) as [Group, Group];
  const id = await first(from.key);
  await card(id).focus();
  await page.keyboard.press('Shift+ArrowLeft'); // in Persian the next column is to the left
  await expect(column(to.key).locator(`[data-card="${id}"]`)).toBeFocused();
  await expect.poll(() => statusOf(id)).toBe(to.key);
  await expect(count(from.key)).toHaveText(persian(from.count - 1));
  await expect(count(to.key)).toHaveText(persian(to.count + 1));
  await page.keyboard.press('Control+z');
  await expect.poll(() => statusOf(id)).toBe(from.key);
  await expect(column(from.key).locator(`[data-card="${id}"]`)).toBeVisible();
  await expect(count(from.key)).toHaveText(persian(from.count));
});

test('by the menu, which M opens; the arrows go from card to card and from column to column', async () => {
  const [from, to] = (await groups()) as [Group, Group];
  const id = await first(from.key);
  await card(id).focus();
  await page.keyboard.press('ArrowDown');
  await expect(cards(from.key).nth(1)).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowLeft');
  await expect(column(to.key).locator('[data-card]:focus')).toHaveCount(1);
  await page.keyboard.press('ArrowRight');
  await expect(card(id)).toBeFocused();
  await page.keyboard.press('m');
  await page.getByRole('menuitem', { name: to.label.fa }).click();
  await expect.poll(() => statusOf(id)).toBe(to.key);
  await expect(column(to.key).locator(`[data-card="${id}"]`)).toBeVisible();
});

test('by the handle: Enter takes it, Tab goes to the columns, Enter puts it down', async () => {
  const [from] = (await groups()) as [Group];
  const id = await first(from.key);
  await card(id).locator('[slot=drag]').focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await expect(page.locator('.board-list[data-drop-target]')).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect.poll(() => statusOf(id)).not.toBe(from.key);
  await expect(column(await statusOf(id)).locator(`[data-card="${id}"]`)).toBeVisible();
});

test('by the pointer: dragged into the column of those who bought', async () => {
  const won = (await groups()).find(group => group.label.fa === 'خرید کرد') ?? ((await groups())[3] as Group);
  const [from] = (await groups()) as [Group];
  const id = await first(from.key);
  await card(id).dragTo(column(won.key).locator('.board-list'));
  await expect.poll(() => statusOf(id)).toBe(won.key);
  await expect(column(won.key).locator(`[data-card="${id}"]`)).toBeVisible();
});

test('a colleague was quicker: his word stands, and mine is offered', async () => {
  const [from, to, third] = (await groups()) as [Group, Group, Group];
  const id = await first(from.key);
  const statuses = (await call<{ data: { id: string; key: string }[] }>(page, desk, 'GET', '/api/v1/statuses')).data;
  // The page does not hear of it in time.
  await page.route('**/api/v1/leads/search', route => route.abort());
  await page.route('**/api/v1/leads/groups', route => route.abort());
  await call(page, desk, 'POST', `/api/v1/leads/${id}/status`, { status_id: statuses.find(one => one.key === third.key)?.id });
  await card(id).focus();
  await page.keyboard.press('Shift+ArrowLeft');
  const mine = page.getByRole('button', { name: 'تغییر من بماند' });
  await expect(mine).toBeVisible();
  expect(await statusOf(id)).toBe(third.key);
  await page.unroute('**/api/v1/leads/search');
  await page.unroute('**/api/v1/leads/groups');
  await mine.click();
  await expect.poll(() => statusOf(id)).toBe(to.key);
  await page.reload();
  await expect(column(to.key).locator(`[data-card="${id}"]`)).toBeVisible();
});

test('the card lies beside the board, and its steps go along the column', async () => {
  const busy = (await groups()).reduce((most, group) => (group.count > most.count ? group : most));
  await cards(busy.key).first().click();
  await expect(page.locator('.peek')).toBeVisible();
  await expect(cards(busy.key).first()).toHaveAttribute('data-peeked', 'true');
  await page.keyboard.press('j');
  await expect(cards(busy.key).nth(1)).toHaveAttribute('data-peeked', 'true');
  await page.keyboard.press('Escape');
  await expect(page.locator('.peek')).toHaveCount(0);
});

test('a person without a name is called by an address, whole and within the card', async () => {
  const address = 'sara.example.sara.example.sara@example.com';
  const { lead } = await call<{ lead: { id: string } }>(page, desk, 'POST', '/api/v1/leads', {
    emails: [{ value: address, type: 'personal' }],
  });
  const { id } = lead;
  await page.goto(`${desk.base}/leads?layout=board`);
  await expect(card(id).locator('b')).toHaveText(address);
  const [outer, inner] = [await card(id).boundingBox(), await card(id).locator('b').boundingBox()];
  expect((inner?.x ?? 0) >= (outer?.x ?? 0)).toBe(true);
  expect((inner?.x ?? 0) + (inner?.width ?? 0)).toBeLessThanOrEqual((outer?.x ?? 0) + (outer?.width ?? 0));
  // In the inbox he is not named twice.
  await page.goto(`${desk.base}/inbox`);
  await expect(page.locator('.inbox-item').filter({ hasText: address }).getByText(address)).toHaveCount(1);
});

test('cards are chosen by box, by stretch and by key, and changed together', async () => {
  await page.goto(`${desk.base}/leads?layout=board`);
  const busy = (await groups()).reduce((most, group) => (group.count > most.count ? group : most));
  const bar = page.getByRole('region', { name: 'کار با سرنخ‌های انتخاب‌شده' });
  const box = (at: number) => cards(busy.key).nth(at).locator('.board-pick');
  await cards(busy.key).first().hover();
  await box(0).click();
  await expect(bar).toContainText('۱ سرنخ انتخاب شده');
  await expect(page.locator('.peek')).toHaveCount(0);
  await box(2).click({ modifiers: ['Shift'] });
  await expect(bar).toContainText('۳ سرنخ انتخاب شده');
  await page.keyboard.press('Escape');
  await expect(bar).toHaveCount(0);

  await cards(busy.key).first().focus();
  await page.keyboard.press('x');
  await page.keyboard.press('Shift+ArrowDown');
  await expect(bar).toContainText('۲ سرنخ انتخاب شده');
  await expect(cards(busy.key).nth(1)).toBeFocused();
  const chosen = await page.locator('[data-picked]').evaluateAll(all => all.map(one => one.getAttribute('data-card') ?? ''));
  expect(chosen).toHaveLength(2);
  await bar.getByRole('button', { name: 'هدف' }).click();
  const dialog = page.getByRole('dialog', { name: 'ویرایش گروهی', exact: true });
  await dialog.getByRole('button', { name: 'مقدار' }).click();
  await page.getByRole('option', { name: 'همکار', exact: true }).click();
  await dialog.getByRole('button', { name: 'تغییر ۲ سرنخ' }).click();
  await expect(page.locator('.toast').filter({ hasText: '۲ سرنخ تغییر کرد' })).toBeVisible();
  for (const id of chosen) expect((await call<{ purpose: string }>(page, desk, 'GET', `/api/v1/leads/${id}`)).purpose).toBe('partner');
  await page.keyboard.press('Control+z');
  await expect(page.locator('.toast').filter({ hasText: 'سرنخ برگشت' })).toBeVisible();
});

test('a view keeps the board and its field', async () => {
  await page.getByRole('button', { name: /گروه‌بندی/ }).click();
  await page.getByRole('menuitem', { name: 'مسئول', exact: true }).click();
  await expect(page.locator('[data-column="group:"] header')).toContainText('بی‌مسئول');
  await page.getByRole('button', { name: 'کارهای نما' }).click();
  await page.getByRole('menuitem', { name: 'ذخیره با نام تازه' }).click();
  await page.getByLabel('نام نما').fill('تابلوی مسئول‌ها');
  await page.getByRole('button', { name: 'ذخیره', exact: true }).click();
  await expect(page).toHaveURL(/view=\d+/);
  await page.getByRole('button', { name: 'جدول' }).click();
  await expect(page.getByText('با نمای ذخیره‌شده فرق دارد')).toBeVisible();
  await page.goto(`${desk.base}/leads`);
  await page
    .getByRole('navigation', { name: 'نماها' })
    .getByRole('link', { name: /تابلوی مسئول‌ها/ })
    .click();
  await expect(page.locator('[data-column="group:"] [data-card]').first()).toBeVisible();
});

test('on a telephone: the board by the one menu, a column at a time, and a card moved by its button', async () => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`${desk.base}/leads`);
  await page.locator('.grid-row').first().waitFor();
  await page.getByRole('button', { name: 'گروه‌بندی و چیدمان' }).click();
  await page.getByRole('menuitem', { name: 'تابلو' }).click();
  const [from, to] = (await groups()) as [Group, Group];
  const id = await first(from.key);
  await card(id).getByRole('button', { name: 'بردن به ستون دیگر' }).click();
  await page.getByRole('menuitem', { name: to.label.fa }).click();
  await expect.poll(() => statusOf(id)).toBe(to.key);
  await expect(column(to.key).locator(`[data-card="${id}"]`)).toBeInViewport();
  await page.getByRole('button', { name: 'برگردان' }).click();
  await expect.poll(() => statusOf(id)).toBe(from.key);
});

for (const language of ['fa', 'en'] as const)
  test(`the board: ${language}`, async () => {
    await readsIn(page, desk, language);
    for (const [theme, width] of allLooks) {
      await page.setViewportSize({ width, height: 850 });
      await page.goto(`${desk.base}/leads?layout=board`);
      await page.locator('[data-card]').first().waitFor();
      await dress(page, theme, width);
      await look(page, 'board', language, theme, width);
      if (width === 390) await page.getByRole('button', { name: /^(انتخاب چند سرنخ|Choose several leads)$/ }).click();
      else await page.locator('[data-card]').first().hover();
      await page.locator('.board-pick').first().click();
      await page.locator('.bulk-bar').waitFor();
      await look(page, 'board-chosen', language, theme, width);
    }
  });
