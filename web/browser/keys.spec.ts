// Each key on the sheet of shortcuts is told by the control that does the same: in the control itself, in its tooltip or in its menu.
import { expect, type Locator, type Page, test } from '@playwright/test';
import { type Clinic, inClinic } from './clinic';
import type { Desk } from './desk';

test.describe.configure({ mode: 'serial' });
let desk: Desk;
let clinic: Clinic;
let page: Page;
inClinic(opened => {
  ({ desk, page, clinic } = opened);
});

async function keysOfSheet(): Promise<string[]> {
  await page.keyboard.press('Shift+Slash');
  const sheet = page.getByRole('dialog', { name: 'میان‌برها' });
  await sheet.waitFor();
  const keys = await sheet.locator('dd .kbd').allTextContents();
  await page.keyboard.press('Escape');
  await expect(sheet).toHaveCount(0);
  return [...new Set(keys)];
}

/** What is seen of keys, and what is told to whoever points. `over` is pointed at first, for its controls come only then. */
async function keysOfControls(over: Locator[]): Promise<Set<string>> {
  const found = new Set<string>();
  const tooltip = page.getByRole('tooltip');
  const take = async (place: Page | Locator, except = '.date-group *') => {
    for (const key of await place.locator('.kbd:visible').allTextContents()) found.add(key);
    for (const titled of await place.locator('[title]:visible').all()) {
      const key = /\(\u2066(.+)\u2069\)$/.exec((await titled.getAttribute('title')) ?? '')?.[1];
      if (key) found.add(key);
    }
    for (const button of await place.locator(`button.icon:visible:not(:has([title]), ${except})`).all()) {
      await button.hover();
      const name = (await button.getAttribute('aria-label')) ?? '';
      await expect(tooltip, name).toContainText(name);
      for (const key of await tooltip.locator('.kbd').allTextContents()) found.add(key);
    }
  };
  for (const link of await page.locator('.sidebar .nav-link').all()) {
    await link.hover();
    found.add((await link.locator('.kbd:visible').textContent()) ?? '');
  }
  await page.mouse.move(0, 0);
  await take(page, '.date-group *, .board-card *'); // there are many cards, and one of them is in `over`
  for (const place of over) {
    await place.hover();
    await take(place);
  }
  await page.mouse.move(0, 0);
  await expect(tooltip).toHaveCount(0); // it would take the Escape
  await page.locator('.sidebar .foot button').click();
  await page.getByRole('menu').waitFor();
  await take(page.getByRole('menu'));
  await page.keyboard.press('Escape');
  await expect(page.getByRole('menu')).toHaveCount(0);
  return found;
}

type Reasons = Record<string, string>; // why a key has no control there
async function expectTold(without: Reasons, over: Locator[] = []): Promise<void> {
  const sheet = await keysOfSheet();
  const told = await keysOfControls(over);
  expect(sheet.filter(key => !told.has(key)).toSorted()).toEqual(Object.keys(without).toSorted());
}
const said: Reasons = { 'Ctrl Z': 'the way back is a button of the message that says what was done, which has gone by now' };

test('in the inbox', async () => {
  await page.goto(`${desk.base}/inbox`);
  await page.locator('.contacts a[href^="tel:"]').first().waitFor();
  await expectTold({
    ...said,
    J: 'to go along the list there are its lines',
    K: 'to go along the list there are its lines',
  });
  // The way back, while it is offered.
  await page.keyboard.press('KeyE');
  await expect(page.locator('.toast .kbd')).toHaveText('Ctrl Z');
});

test('in the list, with the card beside it and leads chosen', async () => {
  await page.goto(`${desk.base}/leads`);
  const row = page.locator('.grid-row').first();
  await row.waitFor();
  await page.getByRole('grid').focus();
  await page.keyboard.press('KeyX');
  await page.keyboard.press('Space');
  await page.locator('.peek .card-head .title').waitFor();
  const cells = await row
    .getByRole('gridcell')
    .filter({ has: page.locator('.cell-act') })
    .all();
  expect(cells.length).toBeGreaterThan(2);
  await expectTold(said, cells);
});

test('on the board, with the card beside it', async () => {
  await page.goto(`${desk.base}/leads?layout=board&group=status`);
  const card = page.locator('.board-card').first();
  await card.waitFor();
  await card.focus();
  await page.keyboard.press('Space');
  await page.locator('.peek .card-head .title').waitFor();
  await expectTold({ ...said, Space: 'to see the card beside the board one presses the card' }, [card]);
});

test('in the calendar, with the card beside it', async () => {
  await page.goto(`${desk.base}/leads?layout=calendar&month=1405-01`); // from another month one comes back to today
  await page.getByRole('button', { name: 'امروز' }).waitFor();
  await page.keyboard.press('KeyT');
  const lead = page.locator('.calendar-lead').first();
  await lead.click();
  await page.locator('.peek .card-head .title').waitFor();
  await expectTold({
    ...said,
    Space: 'to see the card beside the calendar one presses the lead',
    '←': 'to go from day to day there are the days',
  });
});

test('on the page of a card', async () => {
  await page.goto(`${desk.base}/leads/${clinic.star}`);
  await page.locator('.card-head .title').waitFor();
  await expectTold(said);
});
