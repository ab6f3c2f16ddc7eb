// A form that asks the visitor's browser for a proof of work: a browser gives it unasked, what runs no script waits in quarantine.
import { type Browser, expect, type Page, test } from '@playwright/test';
import { call, type Desk, setUp, siteWithForm, startDesk, userAgent } from './desk';

test.describe.configure({ mode: 'serial' });
let desk: Desk;
let page: Page;
let form: { id: string; public_id: string; page_url: string };
test.beforeAll(async ({ browser }) => {
  desk = await startDesk();
  page = await (await browser.newContext({ locale: 'fa-IR', viewport: { width: 1360, height: 850 } })).newPage();
  await setUp(page, desk);
  form = await call(page, desk, 'POST', '/api/v1/forms', { template: 'contact' });
});
test.afterAll(async () => {
  await desk.stop();
});

async function fillIn(visitor: Page, name: string, phone: string) {
  await visitor.getByLabel('نام و نام خانوادگی').fill(name);
  await visitor.getByLabel('شمارهٔ تماس').fill(phone);
  await visitor.getByLabel(/می‌پذیرم/).check();
  await visitor.waitForTimeout(1600); // a person needs a moment, and the form knows it
}

/** What was sent was accepted, and its sender is a lead: the only one whom a search for the end of the number finds. */
async function expectLead(name: string, tail: string) {
  await page.goto(`${desk.base}/forms/${form.id}?tab=submissions`);
  const sent = page.locator('.submission').filter({ hasText: name });
  await expect(sent.getByRole('link').first()).toBeVisible();
  await expect(sent).not.toContainText('معما حل نشد');
  const { data } = await call<{ data: { display_name: string }[] }>(page, desk, 'GET', `/api/v1/leads?q=${tail}`);
  expect(data.map(lead => lead.display_name)).toEqual([name]);
}

/** Somebody fills in the hosted page and sends it; what he reads then is the same for everybody. */
async function send(browser: Browser, name: string, phone: string, javaScriptEnabled: boolean) {
  const context = await browser.newContext({ locale: 'fa-IR', userAgent, javaScriptEnabled });
  const visitor = await context.newPage();
  await visitor.goto(form.page_url);
  await fillIn(visitor, name, phone);
  const button = visitor.getByRole('button', { name: 'بفرست' });
  await expect(button).toBeEnabled({ timeout: 15_000 }); // the puzzle is solved while one writes
  if (javaScriptEnabled) await expect(visitor.locator('input[name="_proof"]')).toHaveValue(/^\d+$/);
  await button.click();
  await expect(visitor.getByRole('heading', { name: 'سپاس از شما' })).toBeVisible();
  await context.close();
}

test('the switch of the form turns it on', async () => {
  await page.goto(`${desk.base}/forms/${form.id}`);
  await page.getByText('مرورگر بازدیدکننده معمای کوچکی حل کند').click();
  const isAsked = async () =>
    (await call<{ content: { settings?: { proof_of_work?: boolean } } }>(page, desk, 'GET', `/api/v1/forms/${form.id}`)).content.settings
      ?.proof_of_work;
  await expect.poll(isAsked).toBe(true);
  await page.getByRole('button', { name: 'انتشار', exact: true }).click();
  await expect(page.locator('.topline .badge').getByText('منتشرشده')).toBeVisible();
});

test('sent from a browser: accepted, and a lead', async ({ browser }) => {
  await send(browser, 'آزاده مهرگان', '۰۹۱۲ ۱۱۱ ۲۲۳۳', true);
  await expectLead('آزاده مهرگان', '2233');
});

test('sent from another site, whose policy allows our scripts alone: accepted, and a lead', async ({ browser }) => {
  const shop = await siteWithForm(desk, form, { language: 'fa' });
  const context = await browser.newContext({ locale: 'fa-IR', userAgent });
  const visitor = await context.newPage();
  const refused: string[] = [];
  visitor.on('console', message => {
    if (message.text().includes('Content Security Policy')) refused.push(message.text());
  });
  await visitor.goto(shop.address);
  await fillIn(visitor, 'پگاه نیک‌روش', '۰۹۱۲ ۱۱۱ ۶۶۷۷');
  await visitor.getByRole('button', { name: 'بفرست' }).click();
  await expect(visitor.getByRole('heading', { name: 'سپاس از شما' })).toBeVisible({ timeout: 15_000 }); // after the puzzle
  expect(refused).toEqual([]);
  await context.close();
  shop.close();
  await expectLead('پگاه نیک‌روش', '6677');
});

test('sent without script: kept in quarantine with its reason, no lead, and let in by hand', async ({ browser }) => {
  await send(browser, 'بی‌اسکریپت', '۰۹۱۲ ۱۱۱ ۴۴۵۵', false);
  await page.goto(`${desk.base}/forms/${form.id}?tab=submissions`);
  const caught = page.locator('.submission').filter({ hasText: 'بی‌اسکریپت' });
  await expect(caught).toContainText('معما حل نشد');
  const found = () => call<{ data: object[] }>(page, desk, 'GET', '/api/v1/leads?q=4455');
  expect((await found()).data).toHaveLength(0);
  await caught.getByRole('button', { name: 'آدم است؛ آزاد کن' }).click();
  await expect(caught.getByRole('link').first()).toBeVisible();
  expect((await found()).data).toHaveLength(1);
});
