// An exhibition without a network: three visitors are entered on the tablet, its page is opened anew, the network comes back, and three
// leads stand in the desk, each once, with the fair and with who talked.
import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import { call, type Desk, seriousFaults, setUp, startDesk } from './desk';

test.describe.configure({ mode: 'serial' });
let desk: Desk;
let page: Page;
let tablet: BrowserContext;
let screen: Page;
let address = '';
test.beforeAll(async ({ browser }) => {
  desk = await startDesk();
  page = await (await browser.newContext({ locale: 'fa-IR', viewport: { width: 1360, height: 850 } })).newPage();
  await setUp(page, desk);
  tablet = await browser.newContext({ locale: 'fa-IR', viewport: { width: 820, height: 1180 }, hasTouch: true });
  screen = await tablet.newPage();
});
test.afterAll(async () => {
  await desk.stop();
});

async function look(at: Page, name: string): Promise<void> {
  await at.screenshot({ path: `../artefacts/screens/stand-${name}.png`, fullPage: true });
  expect.soft(await seriousFaults(at), name).toEqual([]);
  const wide = await at.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect.soft(wide, `${name} is wider than the screen`).toBeLessThanOrEqual(0);
}

const counts = () => screen.locator('#counts');
async function enter(name: string, phone: string): Promise<void> {
  await screen.getByLabel('نام و نام خانوادگی').fill(name);
  await screen.getByLabel('شمارهٔ تماس').fill(phone);
  await screen.getByLabel(/می‌پذیرم/).check();
  await screen.getByRole('button', { name: 'ثبت', exact: true }).tap();
  await expect(screen.locator('#told')).toHaveText('ثبت شد؛ نفر بعد');
  await expect(screen.getByLabel('نام و نام خانوادگی')).toHaveValue('');
}
const leads = async () => (await call<{ data: { id: string; display_name: string }[] }>(page, desk, 'GET', '/api/v1/leads?limit=50')).data;

test('the tablet gets an address of its own', async () => {
  const form = await call<{ id: string }>(page, desk, 'POST', '/api/v1/forms', { template: 'contact' });
  await call(page, desk, 'POST', `/api/v1/forms/${form.id}/publication`);
  await call(page, desk, 'POST', '/api/v1/links', { kind: 'stand', name: 'نمایشگاه دندان‌پزشکی تهران', form_id: form.id, channel: 'event' });
  await page.goto(`${desk.base}/links`);
  await page.getByRole('button', { name: /تبلت غرفه/ }).click();
  const dialog = page.getByRole('dialog', { name: 'تبلت غرفه' });
  await dialog.getByRole('button', { name: 'ساختن نشانی تبلت' }).click();
  address = (await dialog.locator('.code').textContent()) ?? '';
  expect(address).toMatch(/\/stand\/[\w-]{24}$/);
  await look(page, 'desk-fa-light-1360');
});

test('three visitors without a network are three leads when it is back', async () => {
  await screen.goto(address);
  await expect(screen.locator('html[data-ready=offline]')).toHaveCount(1);
  await expect(counts()).toHaveText('۰ در انتظار، ۰ فرستاده');
  await look(screen, 'fa-light-820');
  await tablet.setOffline(true);
  await expect(screen.locator('#line')).toContainText('بی‌اینترنت');
  await screen.locator('.talkers .choice').filter({ hasText: 'سارا احمدی' }).tap();
  await enter('رامین سعادت', '۰۹۱۲ ۱۱۱ ۱۱۱۱');
  await enter('طاهره نجفی', '۰۹۱۲ ۲۲۲ ۲۲۲۲');
  await screen.reload();
  await expect(counts()).toHaveText('۲ در انتظار، ۰ فرستاده');
  await screen.locator('.talkers .choice').filter({ hasText: 'کس دیگر' }).tap();
  await screen.getByRole('textbox', { name: 'نام او' }).fill('کاوهٔ مهمان');
  await enter('نیما کاظمی', '۰۹۱۲ ۳۳۳ ۳۳۳۳');
  await expect(counts()).toHaveText('۳ در انتظار، ۰ فرستاده');
  await look(screen, 'offline-fa-light-820');
  expect(await leads()).toHaveLength(0);

  // The first answer is lost on its way back: the same visitor is sent once more.
  let lost = false;
  await tablet.route('**/leads', async route => {
    if (lost) return route.continue();
    lost = true;
    await route.fetch();
    await route.abort();
  });
  await tablet.setOffline(false);
  await screen.reload();
  await expect(counts()).toHaveText('۰ در انتظار، ۳ فرستاده', { timeout: 30_000 });
  expect(lost).toBe(true);
  const came = await leads();
  expect(came.map(lead => lead.display_name).sort()).toEqual(['رامین سعادت', 'طاهره نجفی', 'نیما کاظمی']);

  const nima = came.find(lead => lead.display_name === 'نیما کاظمی');
  await page.goto(`${desk.base}/leads/${nima?.id}`);
  await expect(page.getByText('نمایشگاه دندان‌پزشکی تهران').first()).toBeVisible();
  await expect(page.getByText('گفت‌وگو با کاوهٔ مهمان')).toBeVisible();
  await page.goto(`${desk.base}/links`);
  await expect(page.getByRole('link', { name: /سرنخ‌های «نمایشگاه دندان‌پزشکی تهران»: ۳/ })).toBeVisible();
});

test('what the server cannot take waits on the tablet to be mended; a closed stand keeps what it has', async () => {
  await screen.goto(`${address}?lang=en`);
  await screen.getByLabel('Full name').fill('Omid Karimi');
  await screen.getByLabel('Phone').fill('123');
  await screen.getByLabel(/I agree/).check();
  await screen.getByRole('button', { name: 'Save', exact: true }).tap();
  await expect(counts()).toHaveText('0 waiting, 3 sent'); // the page itself says that the number is too short
  await screen.getByLabel('Phone').fill('0912 444 444 444 444');
  await screen.getByRole('button', { name: 'Save', exact: true }).tap();
  await expect(screen.getByRole('heading', { name: 'Please mend these' })).toBeVisible();
  await expect(screen.locator('#to-mend li')).toContainText('Omid Karimi'); // whose it is, before it is opened
  await look(screen, 'mend-en-light-820');
  await screen.getByRole('button', { name: 'Mend' }).tap();
  await expect(screen.getByLabel('Full name')).toHaveValue('Omid Karimi');
  await screen.getByLabel('Phone').fill('0912 444 4444');
  await screen.getByRole('button', { name: 'Save', exact: true }).tap();
  await expect(counts()).toHaveText('0 waiting, 4 sent');
  expect(await leads()).toHaveLength(4);

  const link = (await call<{ data: { id: string }[] }>(page, desk, 'GET', '/api/v1/links')).data[0]?.id;
  await call(page, desk, 'DELETE', `/api/v1/links/${link}/stand`);
  await screen.getByLabel('Full name').fill('Late Visitor');
  await screen.getByLabel('Phone').fill('0912 555 5555');
  await screen.getByLabel(/I agree/).check();
  await screen.getByRole('button', { name: 'Save', exact: true }).tap();
  await expect(screen.locator('#told')).toContainText('This stand is closed');
  await screen.reload();
  await expect(counts()).toHaveText('1 waiting, 4 sent');
  const coming = screen.waitForEvent('download');
  await screen.getByRole('button', { name: 'Save what waits to a file' }).tap();
  expect((await coming).suggestedFilename()).toContain('نمایشگاه');
  await screen.setViewportSize({ width: 390, height: 844 });
  await screen.emulateMedia({ colorScheme: 'dark' });
  await look(screen, 'en-dark-390');
});
