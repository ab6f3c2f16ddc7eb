// A walk through two hundred leads with one hand: everything by keyboard, nothing lost, nothing jumps.
import { expect, type Page, test } from '@playwright/test';
import { call, type Desk, seriousFaults, setUp, startDesk } from './desk';

test.describe.configure({ mode: 'serial' });
let desk: Desk;
let page: Page;
const card = () => page.getByRole('complementary', { name: 'کارت سرنخ' });
const selected = () => page.locator('.grid-row[aria-selected=true]');
const grid = () => page.getByRole('grid');
interface Row {
  id: string;
  display_name: string;
  version: number;
  organisation?: string;
  status: { key: string };
  owner?: { id: string };
}
const leadOf = (id: string) => call<Row>(page, desk, 'GET', `/api/v1/leads/${id}`);
const idOf = async (index: number) => (await page.locator(`[aria-rowindex="${index}"]`).getAttribute('data-row')) ?? '';
const topRow = () =>
  grid().evaluate(element => {
    const rows = [...element.querySelectorAll<HTMLElement>('.grid-row')].filter(
      row => row.getBoundingClientRect().top >= element.getBoundingClientRect().top + 36,
    );
    return Math.min(...rows.map(row => Number(row.getAttribute('aria-rowindex'))));
  });

test.beforeAll(async ({ browser }) => {
  test.setTimeout(120_000);
  desk = await startDesk();
  page = await (await browser.newContext({ locale: 'fa-IR', viewport: { width: 1360, height: 850 } })).newPage();
  await setUp(page, desk);
  await call(page, desk, 'POST', '/api/v1/fields', { type: 'date', key: 'next', label: { fa: 'تماس بعدی', en: 'Next call' }, choices: [] });
  const rows = Array.from({ length: 200 }, (_, index) => `شخص ${index + 1},09${String(120_000_000 + index)},شرکت ${index + 1}`);
  const answer = await page.request.post(`${desk.base}/api/v1/imports`, {
    headers: { Origin: desk.base },
    multipart: { file: { name: 'list.csv', mimeType: 'text/csv', buffer: Buffer.from(['نام,موبایل,سازمان', ...rows].join('\n')) } },
  });
  const { id } = (await answer.json()) as { id: string };
  await call(page, desk, 'POST', `/api/v1/imports/${id}/start`, { origin: 'organic' });
  await expect
    .poll(async () => (await call<{ state: string }>(page, desk, 'GET', `/api/v1/imports/${id}`)).state, { timeout: 60_000 })
    .toBe('done');
});
test.afterAll(async () => {
  await desk.stop();
});

test('look, go on, come back: the place, the filter and the keyboard are where they were', async () => {
  await page.goto(`${desk.base}/leads?sort=-created_at`);
  await page.locator('.grid-row').first().waitFor();
  await page.keyboard.press('Slash');
  await page.keyboard.type('شخص');
  await expect(page).toHaveURL(/q=/);
  await grid().focus();
  for (let step = 0; step < 40; step++) await page.keyboard.press(step % 2 ? 'KeyJ' : 'ArrowDown');
  await expect(selected()).toHaveAttribute('aria-rowindex', '42');
  await expect(selected()).toBeInViewport({ ratio: 1 });
  const top = await topRow();

  await page.keyboard.press('Space');
  const name = () => card().locator('.card-head .title');
  await expect(name()).toHaveText((await selected().locator('b').textContent()) ?? '');
  await expect(grid()).toBeFocused();
  expect(await topRow()).toBe(top);
  await page.keyboard.press('ArrowDown');
  await expect(selected()).toHaveAttribute('aria-rowindex', '43');
  await expect(name()).toHaveText((await selected().locator('b').textContent()) ?? '');
  await page.keyboard.press('KeyK');
  await expect(name()).toHaveText((await selected().locator('b').textContent()) ?? '');
  expect(await seriousFaults(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(card()).toHaveCount(0);
  await expect(grid()).toBeFocused();

  // The whole card and back.
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/leads\/\d+$/);
  await page.getByRole('heading', { name: 'کارت سرنخ' }).waitFor();
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(/q=/);
  await expect(selected()).toHaveAttribute('aria-rowindex', '42');
  await expect(selected()).toBeInViewport({ ratio: 1 });
  await expect(grid()).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(selected()).toHaveAttribute('aria-rowindex', '43');
});

test('a note that was begun waits for its writer', async () => {
  await page.keyboard.press('Space');
  await card().getByRole('tab', { name: 'همهٔ رویدادها' }).click();
  await card().getByRole('textbox', { name: 'یادداشت تازه' }).fill('فردا زنگ');
  await page.keyboard.press('Escape'); // nobody loses his words by the key that closes
  await expect(card().getByRole('textbox', { name: 'یادداشت تازه' })).toHaveValue('فردا زنگ');
  await grid().focus();
  await page.keyboard.press('ArrowDown');
  await expect(card().getByRole('textbox', { name: 'یادداشت تازه' })).toHaveValue('');
  await page.keyboard.press('ArrowUp');
  await expect(card().getByRole('textbox', { name: 'یادداشت تازه' })).toHaveValue('فردا زنگ');
  // Written, and taken back: the words are in the field again.
  await card().getByRole('button', { name: 'یادداشت کن' }).click();
  await expect(card().locator('.timeline .note').first()).toHaveText('فردا زنگ');
  await page.getByRole('button', { name: 'برگردان' }).click();
  await expect(card().getByText('یادداشت پس گرفته شد')).toBeVisible();
  await expect(card().getByRole('textbox', { name: 'یادداشت تازه' })).toHaveValue('فردا زنگ');
  await card().getByRole('textbox', { name: 'یادداشت تازه' }).fill('');
  await grid().focus();
  await page.keyboard.press('Escape');
  await expect(card()).toHaveCount(0);
});

test('status, owner and words are changed in their cells, and taken back', async () => {
  const id = await idOf(43);
  const firm = (await leadOf(id)).organisation ?? '';
  const cell = (column: number) => selected().locator('[role=gridcell]:not(.pick)').nth(column);
  await page.keyboard.press('KeyS');
  const list = page.getByRole('menu', { name: 'وضعیت' });
  await expect(list.getByRole('menuitemradio', { name: 'تازه' })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(cell(3)).toHaveText('پذیرفته');
  await expect(grid()).toBeFocused();
  expect((await leadOf(id)).status.key).toBe('accepted');
  await page.keyboard.press('Control+KeyZ');
  await expect(cell(3)).toHaveText('تازه');

  await page.keyboard.press('KeyA');
  await page.getByRole('menuitemradio', { name: 'سارا احمدی' }).press('Enter');
  await expect(cell(4)).toHaveText('سارا احمدی');
  await expect.poll(async () => !!(await leadOf(id)).owner).toBe(true);

  // To the cell of the organisation by the arrows of the line; Escape gives up, Enter saves.
  await page.keyboard.press('Escape');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Enter');
  const field = page.getByRole('textbox', { name: 'سازمان' });
  await expect(field).toBeFocused();
  await page.keyboard.type('بیهوده');
  await page.keyboard.press('Escape');
  await expect(cell(2)).toHaveText(firm);
  await page.keyboard.press('F2');
  await page.keyboard.press('Control+KeyA');
  await page.keyboard.type('بیمارستان مهر');
  await page.keyboard.press('Enter');
  await expect(cell(2)).toHaveText('بیمارستان مهر');
  expect((await leadOf(id)).organisation).toBe('بیمارستان مهر');
  await page.keyboard.press('Control+KeyZ');
  await expect(cell(2)).toHaveText(firm);
  await page.keyboard.press('Escape');
});

test('a day is picked in its month', async () => {
  await page.goto(`${desk.base}/leads?sort=-created_at&columns=name,status,custom:next`);
  await page.locator('.grid-row').first().waitFor();
  const id = await idOf(4);
  const cell = page.locator(`[data-row="${id}"] [role=gridcell]:not(.pick)`).nth(2);
  await cell.hover();
  await cell.locator('.pencil').click();
  await expect(page.getByRole('dialog', { name: 'تماس بعدی' })).toBeVisible();
  await page.keyboard.press('ArrowDown'); // a week on
  await page.keyboard.press('Enter');
  const weekOn = new Date(Date.now() + 7 * 86_400_000 + 3.5 * 3_600_000).toISOString().slice(0, 10);
  await expect
    .poll(async () => (await call<{ custom: { next?: string } }>(page, desk, 'GET', `/api/v1/leads/${id}`)).custom.next)
    .toBe(weekOn);
  await expect(page.locator(`[data-row="${id}"]`)).toContainText(/۱۴\d*[۰-۹]{2}\/[۰-۹]{2}\/[۰-۹]{2}/);
  await expect(grid()).toBeFocused();
});

test('a colleague was quicker: his word stands in the cell, and ours is offered', async () => {
  await page.route('**/api/v1/events', route => route.abort()); // a bad line: the page hears nothing of him
  await page.goto(`${desk.base}/leads?sort=-created_at`);
  await page.locator('.grid-row').first().waitFor();
  await grid().focus();
  const id = await idOf(2);
  const { version } = await leadOf(id);
  await page.request.patch(`${desk.base}/api/v1/leads/${id}`, {
    headers: { Origin: desk.base, 'If-Match': `"v${version}"` },
    data: { organisation: 'شرکت همکار' },
  });
  await page.keyboard.press('F2');
  await page.keyboard.press('Control+KeyA');
  await page.keyboard.type('شرکت من');
  await page.keyboard.press('Enter');
  await expect(page.getByText('همین حالا کس دیگری')).toBeVisible();
  await expect(selected()).toContainText('شرکت همکار');
  await page.getByRole('button', { name: 'تغییر من بماند' }).click();
  await expect(selected()).toContainText('شرکت من');

  const statuses = (await call<{ data: { id: string; key: string }[] }>(page, desk, 'GET', '/api/v1/statuses')).data;
  await call(page, desk, 'POST', `/api/v1/leads/${id}/status`, { status_id: statuses.find(one => one.key === 'won')?.id });
  await grid().focus();
  await page.keyboard.press('KeyS');
  await page.getByRole('menuitemradio', { name: 'پذیرفته' }).press('Enter');
  await expect(selected()).toContainText('مشتری شد');
  await page.getByRole('button', { name: 'تغییر من بماند' }).last().click();
  await expect(selected()).toContainText('پذیرفته');
  await page.unroute('**/api/v1/events');
});

test('on a telephone the card lies over the list, and the way back finds the place', async () => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`${desk.base}/leads?sort=-created_at`);
  await page.locator('.grid-row').first().waitFor();
  await page.mouse.move(200, 500);
  await page.mouse.wheel(0, 3000);
  const row = page.locator('[aria-rowindex="50"]');
  await row.waitFor();
  const before = await grid().evaluate(element => element.scrollTop);
  await row.click();
  await expect(page.getByRole('dialog')).toContainText((await row.locator('b').textContent()) ?? '');
  await page.goBack();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  expect(await grid().evaluate(element => element.scrollTop)).toBe(before);
});
