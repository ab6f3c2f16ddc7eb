// People come by a link that can be taken back; a team lets them see each other's leads.
import { type Browser, expect, type Page, test } from '@playwright/test';
import { call, type Desk, setUp, startDesk, takeBackLatest } from './desk';

let desk: Desk;
test.beforeAll(async () => {
  desk = await startDesk();
});
test.afterAll(async () => {
  await desk.stop();
});

const wide = { locale: 'fa-IR', viewport: { width: 1360, height: 850 } };

/** Invites by the dialog; the link as the person would get it. */
async function invite(page: Page, name: string, email: string) {
  await page.getByRole('button', { name: 'دعوت همکار' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('نام', { exact: false }).fill(name);
  await dialog.getByLabel('ایمیل', { exact: false }).fill(email);
  await dialog.getByRole('button', { name: 'دعوت همکار' }).click();
  return linkShown(page);
}

async function linkShown(page: Page) {
  const link = page.getByText(/\/reset\?token=/);
  const shown = (await link.textContent()) ?? '';
  await page.keyboard.press('Escape');
  await expect(link).toBeHidden();
  return shown.trim();
}

async function join(browser: Browser, link: string, email: string) {
  const page = await (await browser.newContext(wide)).newPage();
  const token = new URL(link).searchParams.get('token');
  await call(page, desk, 'POST', '/api/v1/password-reset', { token, password: 'a long password' });
  await call(page, desk, 'POST', '/api/v1/session', { email, password: 'a long password' });
  return page;
}

test('a team shows its people each other’s leads, and an invitation is taken back', async ({ browser }) => {
  const page = await (await browser.newContext(wide)).newPage();
  await setUp(page, desk);
  await page.goto(`${desk.base}/settings/people`);
  await expect(page.getByText('هنوز گروهی نیست', { exact: false })).toBeVisible();
  const negar = await join(browser, await invite(page, 'نگار رحیمی', 'negar@example.com'), 'negar@example.com');
  const omid = await join(browser, await invite(page, 'امید توکلی', 'omid@example.com'), 'omid@example.com');

  const row = (name: string) => page.getByRole('row').filter({ has: page.locator('td:first-child', { hasText: name }) });
  await page.reload();
  await page.getByRole('button', { name: /چه می‌بیند: نگار رحیمی/ }).click();
  await page.getByRole('option', { name: 'سرنخ‌های گروه' }).click();

  // Whom Omid works on, Negar does not see yet.
  const me = await call<{ user: { id: string } }>(omid, desk, 'GET', '/api/v1/session');
  const { lead } = await call<{ lead: { id: string } }>(page, desk, 'POST', '/api/v1/leads', {
    full_name: 'رضا کریمی',
    phones: [{ value: '09351112233' }],
  });
  await call(page, desk, 'POST', `/api/v1/leads/${lead.id}/owner`, { user_id: me.user.id });
  const card = `${desk.base}/leads/${lead.id}`;
  const seen = async () => (await negar.request.get(`${desk.base}/api/v1/leads/${lead.id}`)).status();
  expect(await seen()).toBe(404);

  await page.getByRole('textbox', { name: 'نام' }).fill('پذیرش');
  await page.getByRole('button', { name: 'گروه تازه' }).click();
  await page.getByRole('button', { name: /اعضا: پذیرش/ }).click();
  await page.getByRole('option', { name: 'نگار رحیمی' }).click();
  await page.getByRole('option', { name: 'امید توکلی' }).click();
  await page.keyboard.press('Escape');
  await expect(row('امید توکلی').getByRole('button', { name: /گروه‌ها: امید توکلی/ })).toContainText('پذیرش');
  expect(await seen()).toBe(200);
  await negar.goto(card);
  await expect(negar.getByRole('heading', { name: 'رضا کریمی' })).toBeVisible();

  // Dissolved, and thought better of.
  await page.getByRole('button', { name: 'برچیدن گروه: پذیرش' }).click();
  await expect(page.getByText('پذیرش برچیده شد', { exact: false })).toBeVisible();
  expect(await seen()).toBe(404);
  await takeBackLatest(page);
  await expect(page.getByRole('button', { name: /اعضا: پذیرش/ })).toContainText('نگار رحیمی');
  expect(await seen()).toBe(200);

  // An invitation that went to the wrong address.
  const wrong = await invite(page, 'هانیه فلاح', 'haniyeh@example.com');
  await expect(row('هانیه فلاح').getByText('دعوت‌شده')).toBeVisible();
  await page.getByRole('button', { name: 'پس گرفتن دعوت: هانیه فلاح' }).click();
  await expect(row('هانیه فلاح').getByText('خاموش')).toBeVisible();
  const late = await page.request.post(`${desk.base}/api/v1/password-reset`, {
    data: { token: new URL(wrong).searchParams.get('token'), password: 'a long password' },
    headers: { Origin: desk.base },
  });
  expect((await late.json()).code).toBe('link_expired');
  await page.getByRole('button', { name: 'دسترسی دوباره: هانیه فلاح' }).click();
  await page.getByRole('button', { name: 'پیوند تازه: هانیه فلاح' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'پیوند تازه' }).click();
  await join(browser, await linkShown(page), 'haniyeh@example.com');
});
