// Who does not remember how a campaign was spelt is shown the campaigns that there are: in the filter, and where a product is written on a card.
import { expect, type Page, test } from '@playwright/test';
import { type Clinic, inClinic } from './clinic';
import { call, type Desk, persian, readsIn, seriousFaults } from './desk';
import { allLooks, dress, look } from './look';

test.describe.configure({ mode: 'serial' });
let desk: Desk;
let page: Page;
let clinic: Clinic;
inClinic(opened => {
  ({ desk, page, clinic } = opened);
});

interface Known {
  value: string;
  label: string;
  leads: number;
}
const known = async (field: string, q = '', layer = 'lead') =>
  (await call<{ data: Known[] }>(page, desk, 'GET', `/api/v1/leads/values?${new URLSearchParams({ field, q, layer })}`)).data;
const found = async (filter: unknown) =>
  (await call<{ page: { total: number } }>(page, desk, 'POST', '/api/v1/leads/search', { filter, count: 'exact', limit: 1 })).page.total;
const productOf = async (lead: string) => (await call<{ product?: string }>(page, desk, 'GET', `/api/v1/leads/${lead}`)).product;
const filterOf = () => JSON.parse(new URL(page.url()).searchParams.get('filter') ?? 'null');
const field = () => page.getByRole('combobox');
const options = () => page.getByRole('listbox').getByRole('option');
const marked = () => page.locator('[role=option][aria-selected=true]');
const sentence = () => page.locator('.sentence');

/** A new condition on that field, by keyboard: its value is asked for at once. */
async function ask(name: string): Promise<void> {
  await page.goto(`${desk.base}/leads`);
  await sentence().getByRole('button').first().press('Enter');
  await page.getByRole('searchbox', { name: 'دربارهٔ' }).waitFor();
  await page.keyboard.type(name);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(field()).toBeFocused();
}
const shown = (values: Known[]) => values.map(one => `${one.label}${persian(one.leads)}${persian(one.leads)} سرنخ`);

test('an empty word shows the products that there are; two letters and the arrows take one, and the list has as many as it said', async () => {
  await ask('محصول');
  const all = await known('product');
  expect(all.length).toBeGreaterThan(5);
  expect(all.map(one => one.leads)).toEqual(all.map(one => one.leads).toSorted((a, b) => b - a));
  await expect(options()).toHaveText(shown(all));
  await expect(field()).toHaveAttribute('aria-expanded', 'true');
  await expect(marked()).toHaveCount(0);
  expect(await seriousFaults(page)).toEqual([]);
  await page.keyboard.type('اي'); // with the ye of an Arabic keyboard
  const fitting = await known('product', 'اي');
  expect(fitting.length).toBeGreaterThan(0);
  expect(fitting.length).toBeLessThan(all.length);
  await expect(options()).toHaveText(shown(fitting));
  await page.keyboard.press('ArrowDown');
  await expect(marked()).toContainText(fitting[0]?.label ?? '');
  await expect(field()).toHaveAttribute('aria-activedescendant', (await marked().getAttribute('id')) ?? '');
  await page.keyboard.press('ArrowUp'); // back to what was typed, and once more around
  await expect(marked()).toHaveCount(0);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  const taken = { all: [{ field: 'product', is: 'equal', value: fitting[0]?.label }] };
  await expect.poll(filterOf).toEqual(taken);
  await expect(sentence()).toContainText(`«${fitting[0]?.label}»`);
  await expect(page.locator('.topline .total')).toHaveText(persian(fitting[0]?.leads ?? 0));
  expect(await found(taken)).toBe(fitting[0]?.leads);
  await expect(page.locator('.token:focus')).toHaveCount(1);
});

test('what one writes oneself holds, Tab takes nothing, and Escape closes the list before the window', async () => {
  await ask('کمپین');
  const all = await known('campaign');
  await expect(options()).toHaveText(shown(all));
  // Home and End are the text's.
  await page.keyboard.type('no such campaign');
  await expect(options()).toHaveCount(0);
  await expect(field()).toHaveAttribute('aria-expanded', 'false');
  await page.keyboard.press('Home');
  await page.keyboard.type('x');
  await expect(field()).toHaveValue('xno such campaign');
  await page.keyboard.press('Enter');
  await expect.poll(filterOf).toEqual({ all: [{ field: 'campaign', is: 'equal', value: 'xno such campaign' }] });
  // What stands there is no reason to show nothing else.
  await page.getByRole('button', { name: /مقدار/ }).click();
  await expect(options()).toHaveText(shown(all));
  await page.keyboard.type('پ');
  const fitting = shown(await known('campaign', 'پ'));
  await expect(options()).toHaveText(fitting);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'تأیید' })).toBeFocused();
  await expect(field()).toHaveValue('پ');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Escape');
  await expect(options()).toHaveCount(0);
  await expect(field()).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(options()).toHaveText(fitting);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(field()).toHaveCount(0);
  expect(filterOf()).toEqual({ all: [{ field: 'campaign', is: 'equal', value: 'xno such campaign' }] });
});

test('an answer that comes late is not shown over a newer one', async () => {
  await ask('محصول');
  await expect(options()).not.toHaveCount(0);
  let late = false;
  await page.route('**/api/v1/leads/values?*', async route => {
    if (new URL(route.request().url()).searchParams.get('q') === 'ا') {
      await new Promise(done => setTimeout(done, 900));
      late = true;
    }
    await route.continue().catch(() => {}); // given up meanwhile
  });
  const first = page.waitForRequest(request => new URL(request.url()).searchParams.get('q') === 'ا');
  await page.keyboard.type('ا');
  await first;
  await page.keyboard.type('ر');
  const newer = shown(await known('product', 'ار'));
  await expect(options()).toHaveText(newer);
  await expect.poll(() => late).toBe(true);
  await page.waitForTimeout(200);
  await expect(options()).toHaveText(newer);
  await page.unroute('**/api/v1/leads/values?*');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
});

test('on a card a product is spelt as the others are: by keyboard, by pointer, or anew', async () => {
  const before = await productOf(clinic.star);
  await page.goto(`${desk.base}/leads/${clinic.star}`);
  const value = page.getByRole('button', { name: /محصول/ });
  await value.click();
  const all = await known('product', '', 'both');
  await expect(options()).toHaveText(shown(all));
  await field().fill('ارت');
  const fitting = await known('product', 'ارت', 'both');
  await expect(options()).toHaveText(shown(fitting));
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(value).toContainText(fitting[0]?.label ?? '?');
  await expect(value).toBeFocused();
  expect(await productOf(clinic.star)).toBe(fitting[0]?.label);
  await page.keyboard.press('Control+KeyZ');
  await expect.poll(() => productOf(clinic.star)).toBe(before);

  await value.click();
  await field().fill('ایم');
  const others = await known('product', 'ایم', 'both');
  await expect(options()).toHaveText(shown(others));
  expect(others[0]?.label).not.toBe(before);
  await options().first().click();
  await expect.poll(() => productOf(clinic.star)).toBe(others[0]?.label);

  await value.click();
  await field().fill('Nothing like it');
  await expect(options()).toHaveCount(0);
  await page.keyboard.press('Enter');
  await expect.poll(() => productOf(clinic.star)).toBe('Nothing like it');

  // Escape closes the list, then the field; nothing is kept of what was written.
  await value.click();
  await field().fill('ا');
  await expect(options()).not.toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(options()).toHaveCount(0);
  await expect(field()).toHaveValue('ا');
  await page.keyboard.press('Escape');
  await expect(field()).toHaveCount(0);
  expect(await productOf(clinic.star)).toBe('Nothing like it');
});

test('where no values are told one writes as before', async () => {
  await page.route('**/api/v1/leads/values?*', route => route.fulfill({ status: 403, json: {} }));
  await ask('کمپین');
  await page.keyboard.type('پاییز');
  await expect(options()).toHaveCount(0);
  await page.keyboard.press('Enter');
  await expect.poll(filterOf).toEqual({ all: [{ field: 'campaign', is: 'equal', value: 'پاییز' }] });
  await page.unroute('**/api/v1/leads/values?*');
});

test('in English too, with English figures', async () => {
  await readsIn(page, desk, 'en');
  await page.goto(`${desk.base}/leads?filter=${encodeURIComponent('{"field":"campaign","is":"equal","value":"x"}')}`);
  await page.locator('.token[data-kind=value]').click();
  await expect(options()).not.toHaveCount(0);
  await page.keyboard.type('IM');
  const fitting = await known('campaign', 'IM');
  expect(fitting.length).toBeGreaterThan(0);
  await expect(options()).toHaveText(fitting.map(one => `${one.label}${one.leads}${one.leads} lead${one.leads === 1 ? '' : 's'}`));
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(sentence()).toContainText(`“${fitting[0]?.label}”`);
  await expect(page.locator('.topline .total')).toHaveText(String(fitting[0]?.leads));
});

for (const language of ['fa', 'en'] as const)
  test(`suggestions are read well in ${language}`, async () => {
    await readsIn(page, desk, language);
    const condition = { all: [{ field: 'product', is: 'equal', value: 'ایمپلنت' }] };
    for (const [theme, width] of allLooks) {
      await dress(page, theme, width);
      await page.goto(`${desk.base}/leads?filter=${encodeURIComponent(JSON.stringify(condition))}`);
      await dress(page, theme, width);
      await page.locator('.grid-row').first().waitFor();
      await page.locator('.token[data-kind=value]').click();
      await expect(options()).not.toHaveCount(0);
      await page.keyboard.press('ArrowDown');
      await look(page, 'values-filter', language, theme, width);
      await page.goto(`${desk.base}/leads/${clinic.star}`);
      await dress(page, theme, width);
      await page.getByRole('button', { name: language === 'fa' ? /محصول/ : /Product/ }).click();
      await expect(options()).not.toHaveCount(0);
      await page.keyboard.press('ArrowDown');
      await look(page, 'values-card', language, theme, width);
      await page.keyboard.press('Escape');
      await page.keyboard.press('Escape');
    }
  });
