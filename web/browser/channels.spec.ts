// The channels are the workspace's own: added, called, ordered and hidden in the settings, and the same in links, filter, card and overview.
import { expect, type Page, test } from '@playwright/test';
import { call, type Desk, setUp, startDesk, takeBackLatest, userAgent } from './desk';
import { allLooks, dress, look } from './look';

test.describe.configure({ mode: 'serial' });
let desk: Desk;
let page: Page;
test.beforeAll(async ({ browser }) => {
  desk = await startDesk();
  page = await (await browser.newContext({ locale: 'fa-IR', viewport: { width: 1360, height: 850 } })).newPage();
  await setUp(page, desk);
});
test.afterAll(async () => {
  await desk.stop();
});

interface Channel {
  key: string;
  label: { fa?: string; en?: string };
  archived: boolean;
}
const kept = async () => (await call<{ data: Channel[] }>(page, desk, 'GET', '/api/v1/channels')).data;
const keys = async () => (await kept()).map(one => one.key);
const panel = () => page.locator('.panel').filter({ has: page.getByRole('heading', { name: 'کانال‌ها' }) });
/** Only what has been said can be taken back. */
const said = (name: string) => expect(page.getByText(new RegExp(`^کانال .*${name}.* تغییر کرد$`)).first()).toBeVisible();
const row = (name: string) => panel().getByRole('row').filter({ hasText: name });

test('a channel is added, one is called otherwise, one goes up by keyboard, and one is hidden; each is taken back', async () => {
  await page.goto(`${desk.base}/settings/sources`);
  await expect(panel().locator('tbody tr')).toHaveCount(17);
  const add = panel().getByRole('button', { name: 'افزودن کانال' });
  await expect(add).toBeDisabled();
  for (const [fa, en] of [
    ['بیلبورد', ''],
    ['', 'Podcast'],
  ] as const) {
    await panel().getByRole('textbox', { name: 'فارسی' }).fill(fa);
    await panel().getByRole('textbox', { name: 'English' }).fill(en);
    await panel().getByRole('textbox', { name: 'English' }).press('Enter');
    await expect(row(fa || en)).toBeVisible();
    await expect(panel().getByRole('textbox', { name: 'فارسی' })).toHaveValue('');
    await expect(panel().getByRole('textbox', { name: 'فارسی' })).toBeFocused();
  }
  expect((await keys()).slice(-2)).toEqual(['بیلبورد', 'podcast']);

  await row('شبکهٔ اجتماعی خودمان').getByRole('button', { name: /فارسی/ }).click();
  await panel().getByRole('textbox', { name: 'فارسی' }).first().fill('صفحهٔ اینستاگرام');
  await page.keyboard.press('Enter');
  await expect(row('صفحهٔ اینستاگرام')).toBeVisible();
  const nameOfPage = async () => (await kept()).find(one => one.key === 'social_own')?.label.fa;
  await takeBackLatest(page);
  await expect.poll(nameOfPage).toBe('شبکهٔ اجتماعی خودمان');
  await row('شبکهٔ اجتماعی خودمان').getByRole('button', { name: /فارسی/ }).click();
  await panel().getByRole('textbox', { name: 'فارسی' }).first().fill('صفحهٔ اینستاگرام');
  await page.keyboard.press('Enter');
  await expect.poll(nameOfPage).toBe('صفحهٔ اینستاگرام');

  const up = row('بیلبورد').getByRole('button', { name: /^بالاتر/ });
  await up.focus();
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await keys()).slice(-3)).toEqual(['بیلبورد', 'direct', 'podcast']);
  await said('بیلبورد');
  await takeBackLatest(page);
  await expect.poll(async () => (await keys()).slice(-3)).toEqual(['direct', 'بیلبورد', 'podcast']);

  const hidden = async () => (await kept()).filter(one => one.archived).map(one => one.key);
  for (const name of ['انجمن', 'همکاری در فروش']) {
    await row(name).getByRole('button', { name: 'بایگانی' }).click();
    await expect(row(name)).toHaveAttribute('data-archived', 'true');
  }
  await expect.poll(hidden).toEqual(['forum', 'cpa']);
  await said('همکاری در فروش');
  await takeBackLatest(page);
  await expect.poll(hidden).toEqual(['forum']);
});

test('what is refused says so beside what was typed: a name too long, one that another has, and one channel more than are kept', async () => {
  const fa = panel().getByRole('textbox', { name: 'فارسی' });
  const add = panel().getByRole('button', { name: 'افزودن کانال' });
  await fa.fill('ب'.repeat(61));
  await add.click();
  await expect(panel().locator('.react-aria-FieldError')).toContainText('بیش از ۶۰ نویسه');
  await fa.fill('انجمن');
  await add.click();
  await expect(panel().locator('.react-aria-FieldError')).toContainText('همین نام را دارد');
  await fa.fill('دیوار');
  await add.click();
  await expect(row('دیوار')).toBeVisible();
  for (let number = 4; number <= 40; number++)
    await call(page, desk, 'POST', '/api/v1/channels', { label: { fa: `فروشگاه ${number}`, en: `Shop ${number}` } });
  await fa.fill('یکی دیگر');
  await add.click();
  await expect(panel().getByRole('alert')).toContainText('۴۰ کانال');
  await expect(fa).toHaveValue('یکی دیگر');
});

test('a link is in the channel, and the lead that it brings says so on its card, in the filter, in groups and in the overview', async ({
  browser,
}) => {
  const form = await call<{ id: string }>(page, desk, 'POST', '/api/v1/forms', { template: 'contact' });
  await call(page, desk, 'POST', `/api/v1/forms/${form.id}/publication`);
  await page.goto(`${desk.base}/links`);
  await page.getByRole('button', { name: 'لینک تازه' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'لینک تازه' });
  await dialog.getByRole('textbox', { name: 'نام لینک' }).fill('بیلبورد مدرس');
  await dialog.getByRole('button', { name: /^کانال|کانال$/ }).click();
  await expect(page.getByRole('option', { name: 'صفحهٔ اینستاگرام' })).toBeVisible();
  await expect(page.getByRole('option', { name: 'انجمن' })).toHaveCount(0);
  await page.getByRole('option', { name: 'بیلبورد' }).click();
  await dialog.getByRole('button', { name: 'ساختن لینک' }).click();
  await expect(page.locator('tbody tr').filter({ hasText: 'بیلبورد مدرس' })).toBeVisible();
  const url = (await call<{ data: { url: string }[] }>(page, desk, 'GET', '/api/v1/links')).data[0]?.url ?? '';

  const visitor = await (await browser.newContext({ locale: 'fa-IR', userAgent })).newPage();
  await visitor.goto(url);
  await visitor.getByLabel('نام و نام خانوادگی').fill('نگار حسینی');
  await visitor.getByLabel('شمارهٔ تماس').fill('۰۹۱۲ ۱۲۳ ۴۵۶۷');
  await visitor.getByLabel(/می‌پذیرم/).check();
  await visitor.waitForTimeout(1600);
  await visitor.getByRole('button', { name: 'بفرست' }).click();
  await expect(visitor.getByRole('heading', { name: 'سپاس از شما' })).toBeVisible();

  await page.goto(`${desk.base}/leads`);
  await page.getByRole('button', { name: 'شرط', exact: false }).first().click();
  await page.keyboard.type('کانال');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  // What was hidden stands apart from what is offered: who once came so is still found.
  await expect(page.getByRole('group', { name: 'بایگانی‌شده' }).getByRole('option')).toHaveText(['انجمن']);
  await look(page, 'channels-filter', 'fa', 'light', 1360);
  await page.keyboard.type('بیلبورد');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(page.locator('.sentence')).toContainText('بیلبورد');
  await expect(page.locator('.topline .total')).toHaveText('۱');
  const lead = (await call<{ data: { id: string }[] }>(page, desk, 'GET', '/api/v1/leads?q=4567')).data[0]?.id;
  await page.goto(`${desk.base}/leads/${lead}`);
  await expect(page.locator('.touch .badge').first()).toHaveText('بیلبورد');
  await page.goto(`${desk.base}/overview`);
  const source = page.getByRole('row').filter({ hasText: 'بیلبورد' });
  await expect(source).toContainText('۱');

  // Hidden, it stays where it stands: on the card, and in the link that has it.
  await page.goto(`${desk.base}/settings/sources`);
  await row('بیلبورد').getByRole('button', { name: 'بایگانی' }).click();
  await expect(row('بیلبورد')).toHaveAttribute('data-archived', 'true');
  await page.goto(`${desk.base}/links`);
  await page
    .getByRole('button', { name: /تغییر.*بیلبورد مدرس|بیلبورد مدرس.*تغییر|ویرایش/ })
    .first()
    .click();
  await expect(page.getByRole('dialog').getByRole('button', { name: /کانال/ })).toContainText('بیلبورد');
  await page.goto(`${desk.base}/leads/${lead}`);
  await expect(page.locator('.touch .badge').first()).toHaveText('بیلبورد');
  await page.goto(`${desk.base}/leads?group=channel`);
  await expect(page.getByText('بیلبورد').first()).toBeVisible();
  await page.goto(`${desk.base}/settings/audit`);
  await expect(page.locator('.history li').first()).toContainText('کانال تغییر کرد');
  await expect(page.locator('.history li').first()).toContainText('بیلبورد');
});

test('a new link is not put into a channel that is offered no more', async () => {
  const archive = (key: string, archived: boolean) => call(page, desk, 'PATCH', `/api/v1/channels/${key}`, { archived });
  const channel = page.getByRole('dialog').getByRole('button', { name: /^کانال|کانال$/ });
  await archive('social_own', true);
  await page.goto(`${desk.base}/links`);
  await page.getByRole('button', { name: 'لینک تازه' }).first().click();
  await expect(channel).toContainText('از روی برچسب‌های لینک');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /جای لینک/ })
    .click();
  await page.getByRole('option', { name: 'پوستر' }).click();
  await expect(channel).toContainText('رویداد');
  await archive('social_own', false);
});

test('the list looks as the others do, in both languages, wide and narrow, by day and by night', async () => {
  for (const language of ['fa', 'en'] as const) {
    const manner = language === 'fa' ? { calendar: 'jalali', digits: 'persian' } : { calendar: 'gregorian', digits: 'latin' };
    await call(page, desk, 'PATCH', '/api/v1/me', { language, ...manner });
    await page.goto(`${desk.base}/settings/sources`);
    const own = page.getByRole('row').filter({ hasText: 'بیلبورد' });
    await own.waitFor();
    for (const [theme, width] of allLooks) {
      await dress(page, theme, width);
      await own.scrollIntoViewIfNeeded();
      await look(page, 'channels', language, theme, width);
    }
  }
  await dress(page, 'light', 1360);
  // A channel that is called in one language alone is called so in the other too.
  await page.goto(`${desk.base}/overview`);
  await expect(page.getByRole('row').filter({ hasText: 'بیلبورد' })).toBeVisible();
});

test('whoever may not change settings reads the names and changes nothing', async ({ browser }) => {
  const email = 'analyst@example.com';
  const wish = { name: 'نگار رحیمی', email, role: 'analyst', reach: 'all' };
  const { link } = await call<{ link: string }>(page, desk, 'POST', '/api/v1/people', wish);
  const analyst = await (await browser.newContext({ locale: 'fa-IR', viewport: { width: 1360, height: 850 } })).newPage();
  await call(analyst, desk, 'POST', '/api/v1/password-reset', {
    token: new URL(link).searchParams.get('token'),
    password: 'a long password',
  });
  await call(analyst, desk, 'POST', '/api/v1/session', { email, password: 'a long password' });
  await analyst.goto(`${desk.base}/settings/sources`);
  const table = analyst.locator('.table.stacked');
  await expect(table.getByRole('row').filter({ hasText: 'صفحهٔ اینستاگرام' })).toBeVisible();
  await expect(table.getByRole('button')).toHaveCount(0);
  await expect(analyst.getByRole('button', { name: /افزودن کانال|Add a channel/ })).toHaveCount(0);
});
