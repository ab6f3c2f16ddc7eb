// The list in groups: the count of each at once, folded and opened by keyboard, one after the other worked down; kept in a view.
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
  key?: string;
  label?: { fa: string; en: string };
  count: number;
}
const groupsOf = async (field: string) =>
  (await call<{ groups: Group[] }>(page, desk, 'GET', `/api/v1/leads/groups?group=${field}`)).groups.filter(group => group.count > 0);
const heads = () => page.locator('.group-row');
const head = (name: string) => heads().filter({ hasText: name });
const lead = () => page.locator('.grid-row[data-row]');
const groupBy = async (name: string) => {
  await page.getByRole('button', { name: /گروه‌بندی/ }).click();
  await page.getByRole('menuitem', { name, exact: true }).click();
};

test('each status has its head with its count, and the leads below it', async () => {
  await page.goto(`${desk.base}/leads`);
  await lead().first().waitFor();
  await groupBy('وضعیت');
  await expect(page).toHaveURL(/group=status/);
  const groups = await groupsOf('status');
  // Folded, all of them are in view.
  await page.getByRole('button', { name: 'بستن همهٔ گروه‌ها' }).click();
  await expect(lead()).toHaveCount(0);
  await expect(heads()).toHaveText(groups.map(group => new RegExp(`${group.label?.fa} *${persian(group.count)}$`)));
  await expect(page.locator('.topline .total')).toHaveText(persian(groups.reduce((sum, group) => sum + group.count, 0)));
  await page.getByRole('button', { name: 'باز کردن همهٔ گروه‌ها' }).click();
  await expect(lead().first()).toBeVisible();
});

test('by keyboard: down from lead to lead, back to the head, folded and opened; it is remembered', async () => {
  const [first] = await groupsOf('status');
  const grid = page.getByRole('treegrid');
  await grid.focus();
  await page.keyboard.press('Home');
  await expect(heads().first()).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await expect(page.locator('.grid-row[aria-selected=true]')).toHaveAttribute('data-row', /\d+/);
  // In Persian the way back is to the right.
  await page.keyboard.press('ArrowRight');
  await expect(heads().first()).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('ArrowRight');
  await expect(heads().first()).toHaveAttribute('aria-expanded', 'false');
  await page.keyboard.press('ArrowDown');
  await expect(heads().nth(1)).toHaveAttribute('aria-selected', 'true');
  await page.reload();
  await expect(heads().first()).toHaveAttribute('aria-expanded', 'false');
  await expect(heads().first()).toContainText(persian(first?.count ?? 0));
  await grid.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('Space');
  await expect(heads().first()).toHaveAttribute('aria-expanded', 'true');
});

test('with the card beside the list one goes from lead to lead over the heads', async () => {
  await groupBy('مسئول');
  const groups = await groupsOf('owner');
  await page.getByRole('treegrid').focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  await expect(page.locator('.peek')).toBeVisible();
  for (let step = 0; step < (groups[0]?.count ?? 0); step++) await page.keyboard.press('j');
  // The first one of the second group.
  const id = await page.locator('.grid-row[aria-selected=true]').getAttribute('data-row');
  const second = await call<{ data: { id: string }[] }>(page, desk, 'GET', `/api/v1/leads?limit=1&group=owner&in=${groups[1]?.key}`);
  expect(id).toBe(second.data[0]?.id);
  await page.keyboard.press('Escape');
});

test('a lead that changes its status changes its group, while one looks', async () => {
  await groupBy('وضعیت');
  const before = await groupsOf('status');
  const from = before[0] as Group;
  const statuses = (
    await call<{ data: { id: string; key: string; kind: string; label: { fa: string } }[] }>(page, desk, 'GET', '/api/v1/statuses')
  ).data;
  const won = statuses.find(one => one.kind === 'won');
  const count = before.find(group => group.key === won?.key)?.count ?? 0;
  const moved = (await call<{ data: { id: string }[] }>(page, desk, 'GET', `/api/v1/leads?limit=1&group=status&in=${from.key}`)).data[0]
    ?.id;
  await expect(page.locator(`.grid-row[data-row="${moved}"]`)).toContainText(from.label?.fa ?? '');
  await call(page, desk, 'POST', `/api/v1/leads/${moved}/status`, { status_id: won?.id });
  await expect(head(from.label?.fa ?? '')).toContainText(persian(from.count - 1));
  await page.getByRole('button', { name: 'بستن همهٔ گروه‌ها' }).click();
  await expect(head(won?.label.fa ?? '')).toContainText(persian(count + 1));
  await page.getByRole('button', { name: 'باز کردن همهٔ گروه‌ها' }).click();
});

test('a view keeps its groups, and says when they are others', async () => {
  await page.getByRole('button', { name: 'کارهای نما' }).click();
  await page.getByRole('menuitem', { name: 'ذخیره با نام تازه' }).click();
  await page.getByLabel('نام نما').fill('صبح من');
  await page.getByRole('button', { name: 'ذخیره', exact: true }).click();
  const differs = page.getByText('با نمای ذخیره‌شده فرق دارد');
  await expect(page).toHaveURL(/view=\d+/);
  await expect(differs).toHaveCount(0);
  await groupBy('بی گروه‌بندی');
  await expect(differs).toBeVisible();
  await expect(heads()).toHaveCount(0);
  await page.getByRole('button', { name: 'برگرداندن' }).click();
  await expect(heads().first()).toBeVisible();
  await page.goto(`${desk.base}/leads`);
  await page
    .getByRole('navigation', { name: 'نماها' })
    .getByRole('link', { name: /صبح من/ })
    .click();
  await expect(heads().first()).toBeVisible();
});

test('a field that was put away: that is said, and the list is had without it', async () => {
  await page.goto(`${desk.base}/leads?group=custom.gone`);
  await expect(page.getByRole('heading', { name: 'این گروه‌بندی دیگر ممکن نیست' })).toBeVisible();
  await page.getByRole('main').getByRole('button', { name: 'بی گروه‌بندی' }).click();
  await expect(lead().first()).toBeVisible();
});

for (const language of ['fa', 'en'] as const)
  test(`the list in groups: ${language}`, async () => {
    await readsIn(page, desk, language);
    for (const [theme, width] of allLooks) {
      await page.setViewportSize({ width, height: 850 });
      await page.goto(`${desk.base}/leads?group=status`);
      await lead().first().waitFor();
      await expect(page.locator('.rest-row')).toHaveCount(0);
      await dress(page, theme, width);
      await look(page, 'groups', language, theme, width);
    }
  });
