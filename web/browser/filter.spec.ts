// The filter as a sentence: written and changed where it stands, by keyboard too; the address, the list and the way back follow.
import { expect, type Page, test } from '@playwright/test';
import { inClinic } from './clinic';
import { call, type Desk, persian, picture, readsIn, seriousFaults } from './desk';

test.describe.configure({ mode: 'serial' });
let desk: Desk;
let page: Page;
inClinic(opened => {
  ({ desk, page } = opened);
});

const filterOf = (of: Page): unknown => JSON.parse(new URL(of.url()).searchParams.get('filter') ?? 'null');
const address = (filter: unknown) => `${desk.base}/leads?filter=${encodeURIComponent(JSON.stringify(filter))}`;
const sentence = () => page.locator('.sentence');
const found = async (filter: unknown) =>
  (await call<{ page: { total: number } }>(page, desk, 'POST', '/api/v1/leads/search', { filter, count: 'exact', limit: 1 })).page.total;
const total = () => page.locator('.topline .total');

test('a sentence is written by keyboard alone, and the list counts what it says', async () => {
  await page.goto(`${desk.base}/leads`);
  await expect(sentence()).toContainText('همهٔ سرنخ‌ها');
  await page.getByRole('button', { name: 'شرط', exact: false }).first().focus();
  await page.keyboard.press('Enter');
  expect(await seriousFaults(page)).toEqual([]);
  await page.keyboard.type('كانال'); // with the kaf of an Arabic keyboard
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  // The value is asked for at once; several may be chosen.
  await expect(page.getByRole('option', { name: 'شبکهٔ اجتماعی خودمان' })).toBeVisible();
  await page.keyboard.type('اجتماعی');
  await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(page.locator('.token-window')).toHaveCount(0);
  await expect(sentence()).toContainText('هر سرنخی که');
  await expect(sentence()).toContainText('کانالش');
  const filter = { all: [{ field: 'channel', is: 'any_of', value: ['social_own', 'social_other'] }] };
  await expect.poll(() => filterOf(page)).toEqual(filter);
  const count = await found(filter);
  expect(count).toBeGreaterThan(0);
  await expect(total()).toHaveText(persian(count));
  // The focus stays in the sentence; the arrows go along its words, Delete takes the condition away, Ctrl+Z brings it back.
  await expect(page.locator('.token:focus')).toHaveCount(1);
  await page.keyboard.press('Delete');
  await expect.poll(() => filterOf(page)).toBeNull();
  await page.keyboard.press('Control+z');
  await expect.poll(() => filterOf(page)).toEqual(filter);
  await page.keyboard.press('Control+Shift+z');
  await expect.poll(() => filterOf(page)).toBeNull();
  await page.goBack();
  await expect.poll(() => filterOf(page)).toEqual(filter);
});

test('what happened, how often and when; the days stay as they were said', async () => {
  await page.goto(address({ all: [{ did: 'form_submitted' }] }));
  await expect(sentence()).toContainText('فرم فرستاده است');
  await page.getByRole('button', { name: /چند بار/ }).click();
  await page.getByRole('option', { name: 'دست‌کم … بار' }).click();
  await page.getByRole('textbox', { name: 'چند بار' }).fill('۲');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: /\+ کی/ }).click();
  await page.getByRole('option', { name: 'چند روز گذشته…' }).click();
  // What is typed at once replaces what stands there.
  await expect(page.getByRole('textbox', { name: 'چند روز' })).toBeFocused();
  await page.keyboard.type('7');
  await expect(page.getByRole('textbox', { name: 'چند روز' })).toHaveValue('7');
  await page.keyboard.press('Enter');
  await expect(sentence()).toContainText('در ۷ روز گذشته');
  await expect(sentence()).toContainText('دست‌کم ۲ بار');
  await expect.poll(() => filterOf(page)).toEqual({ all: [{ did: 'form_submitted', times: { at_least: 2 }, within: { last_days: 7 } }] });
  await expect(total()).toHaveText('۱'); // the one who came by both forms
  await page.getByRole('button', { name: /دست‌کم ۲ بار/ }).click();
  await page.getByRole('option', { name: 'هرگز' }).click();
  await expect(sentence()).toContainText('فرم نفرستاده است');
  await expect.poll(() => filterOf(page)).toEqual({ all: [{ did: 'form_submitted', within: { last_days: 7 }, times: { at_most: 0 } }] });
});

test('groups inside each other, and what is not so', async () => {
  await page.goto(
    address({
      all: [
        { field: 'owner', is: 'empty' },
        { field: 'phone', is: 'filled' },
      ],
    }),
  );
  const second = page.locator('.phrase').nth(1);
  await second.getByRole('button', { name: 'بیشتر' }).click();
  await page.getByRole('menuitem', { name: 'نه چنین' }).click();
  await expect
    .poll(() => filterOf(page))
    .toEqual({
      all: [{ field: 'owner', is: 'empty' }, { none: [{ field: 'phone', is: 'filled' }] }],
    });
  await page.locator('.framed .token[data-kind=operator]').first().click();
  await page.getByRole('option', { name: 'یکی بس است (یا)' }).click();
  await page
    .locator('.framed')
    .getByRole('button', { name: /شرط دیگر/ })
    .click();
  await page.keyboard.type('ایمیل');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: 'ایمیل' }).fill('example.com');
  await page.keyboard.press('Enter');
  const filter = {
    all: [
      { field: 'owner', is: 'empty' },
      {
        any: [
          { field: 'phone', is: 'filled' },
          { field: 'email', is: 'contains', value: 'example.com' },
        ],
      },
    ],
  };
  await expect.poll(() => filterOf(page)).toEqual(filter);
  await expect(total()).toHaveText(persian(await found(filter)));
  await page.locator('.framed').getByRole('button', { name: 'بیشتر' }).first().click();
  await page.getByRole('menuitem', { name: 'برداشتن پرانتز' }).click();
  await expect(page.locator('.framed')).toHaveCount(0);
});

test('an unfinished sentence leaves the list alone, and a fault stands at its own word', async () => {
  await page.goto(address({ all: [{ field: 'owner', is: 'empty' }] }));
  const before = (await total().textContent()) ?? '';
  await page.getByRole('button', { name: /شرط دیگر/ }).click();
  await page.keyboard.type('بودجه');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: /بودجه/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByText('فیلتر هنوز کامل نیست')).toBeVisible();
  await expect(total()).toHaveText(before);
  await page.goto(
    address({
      all: [
        { field: 'owner', is: 'empty' },
        {
          any: [
            { field: 'channel', is: 'any_of', value: ['gone'] },
            { field: 'height', is: 'filled' },
          ],
        },
      ],
    }),
  );
  await expect(page.locator('.token[data-fault]')).toHaveCount(2);
  await expect(page.locator('.token[data-fault]').first()).toContainText('gone');
  await expect(page.locator('.faults')).toContainText('این از گزینه‌ها نیست');
  await page.goto(`${desk.base}/leads?filter=%7Bnot`);
  await expect(page.getByRole('alert')).toContainText('خوانده نشد');
  await expect(page.locator('.grid-row')).toHaveCount(0);
});

test('an address may say the usual things in short', async () => {
  await page.goto(`${desk.base}/leads?owner=none&source=social_own`);
  await expect(sentence()).toContainText('مسئول');
  await expect(sentence()).toContainText('ندارد');
  await expect(sentence()).toContainText('شبکهٔ اجتماعی خودمان');
  expect(filterOf(page)).toEqual({
    all: [
      { field: 'owner', is: 'empty' },
      { field: 'channel', is: 'any_of', value: ['social_own'] },
    ],
  });
});

const deep = {
  all: [
    { field: 'channel', is: 'any_of', value: ['social_own', 'search_paid'] },
    { did: 'form_submitted', within: { last_days: 7 } },
    {
      any: [
        { field: 'name', is: 'contains', value: 'حسینی' },
        { all: [{ field: 'status_kind', is: 'any_of', value: ['open'] }, { none: [{ field: 'owner', is: 'filled' }] }] },
      ],
    },
  ],
};
for (const language of ['fa', 'en'] as const)
  for (const [theme, width] of [
    ['light', 1360],
    ['dark', 1360],
    ['light', 390],
    ['dark', 390],
  ] as const)
    test(`a deep sentence reads well: ${language} ${theme} ${width}`, async () => {
      await readsIn(page, desk, language, theme);
      await page.setViewportSize({ width, height: width === 390 ? 844 : 850 });
      await page.goto(address(deep));
      await page.locator('.grid-row').first().waitFor();
      await picture(page, `screens/filter-${language}-${theme}-${width}`);
      expect(await seriousFaults(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
    });

test('an address whose filter cannot be read says so, waits for nothing, and is cleared by one press', async () => {
  await call(page, desk, 'PATCH', '/api/v1/me', { language: 'fa' });
  await page.setViewportSize({ width: 1360, height: 850 });
  await page.goto(`${desk.base}/leads?filter=${encodeURIComponent('{"any":[')}`);
  const said = page.locator('.notice.danger');
  await expect(said).toContainText('خوانده نشد');
  await expect(page.getByRole('status').filter({ hasText: 'بارگذاری' })).toHaveCount(0);
  await said.getByRole('button', { name: 'برداشتن فیلترها' }).click();
  await expect(page.locator('.grid-row').first()).toBeVisible();
  expect(new URL(page.url()).searchParams.get('filter')).toBeNull();
});
