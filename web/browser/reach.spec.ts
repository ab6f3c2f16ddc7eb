// A seller who sees his own leads and nobody's: he gives one away, follows a link to what is not his, and signs in at a place he was sent to.
import { expect, type Page, test } from '@playwright/test';
import { call, type Desk, setUp, startDesk, takeBackLatest } from './desk';

test.describe.configure({ mode: 'serial' });
let desk: Desk;
let owner: Page;
let seller: Page;
let sellers: Record<'negar' | 'omid', string>;
const wide = { locale: 'fa-IR', viewport: { width: 1360, height: 850 } };
const password = 'a long password';

async function hire(name: string, email: string): Promise<string> {
  const { person, link } = await call<{ person: { id: string }; link: string }>(owner, desk, 'POST', '/api/v1/people', {
    name,
    email,
    role: 'seller',
    reach: 'own',
  });
  await call(owner, desk, 'POST', '/api/v1/password-reset', { token: new URL(link).searchParams.get('token'), password });
  return person.id;
}
async function leadOf(person: 'negar' | 'omid', name: string, phone: string): Promise<string> {
  const { lead } = await call<{ lead: { id: string } }>(owner, desk, 'POST', '/api/v1/leads', {
    full_name: name,
    phones: [{ value: phone }],
  });
  await call(owner, desk, 'POST', `/api/v1/leads/${lead.id}/owner`, { user_id: sellers[person] });
  return lead.id;
}
const ownerOf = async (id: string) => (await call<{ owner?: { name: string } }>(owner, desk, 'GET', `/api/v1/leads/${id}`)).owner?.name;

test.beforeAll(async ({ browser }) => {
  desk = await startDesk();
  owner = await (await browser.newContext(wide)).newPage();
  await setUp(owner, desk);
  sellers = { negar: await hire('نگار رحیمی', 'negar@example.com'), omid: await hire('امید توکلی', 'omid@example.com') };
  seller = await (await browser.newContext(wide)).newPage();
  await call(seller, desk, 'POST', '/api/v1/session', { email: 'negar@example.com', password });
});
test.afterAll(async () => {
  await desk.stop();
});

test('who gives his lead to a colleague is told that it is out of his reach, and is offered no way back', async () => {
  const lead = await leadOf('negar', 'رضا کریمی', '09121110001');
  await seller.goto(`${desk.base}/leads/${lead}`);
  const hand = async (to: string) => {
    await seller.locator('.card-head').getByRole('button', { name: /مسئول/ }).click();
    await seller.getByRole('option', { name: to }).click();
  };
  await hand('بی‌مسئول'); // nobody's is in his reach
  await expect(seller.locator('.toast').filter({ hasText: /رضا کریمی.* تغییر کرد/ })).toBeVisible();
  await takeBackLatest(seller);
  await expect.poll(() => ownerOf(lead)).toBe('نگار رحیمی');
  await hand('امید توکلی');
  const told = seller.locator('.toast').filter({ hasText: /رضا کریمی.* به همکارتان سپرده شد/ });
  await expect(told).toBeVisible();
  await expect(told.getByRole('button', { name: /^برگردان/ })).toHaveCount(0);
  await expect(seller.getByText('چنین سرنخی نیست، یا بیرون از دید شماست')).toBeVisible();
  expect(await ownerOf(lead)).toBe('امید توکلی');
});

test('a link to what is not his says so; a place of others offers nothing that would be refused', async () => {
  await seller.goto(`${desk.base}/leads/${await leadOf('omid', 'مهسا قربانی', '09121110002')}`);
  await expect(seller.getByText('چنین سرنخی نیست، یا بیرون از دید شماست')).toBeVisible();
  await expect(seller.getByText('مهسا')).toHaveCount(0);
  await seller.goto(`${desk.base}/imports`);
  await expect(seller.getByRole('alert')).toHaveText('نقش شما اجازهٔ این کار را ندارد.');
  await expect(seller.getByRole('button', { name: 'انتخاب فایل CSV' })).toHaveCount(0);
  await seller.goto(`${desk.base}/settings/webhooks`);
  await expect(seller.getByText('مالک یا بازاریاب می‌تواند بسازدش.')).toBeVisible(); // not: give its address
  await expect(seller.getByText('نشانی‌اش را بدهید')).toHaveCount(0);
});

test('the link of a colleague opens behind the door, also when the session ends meanwhile; a foreign address is not gone to', async ({
  browser,
}) => {
  const lead = await leadOf('omid', 'شهرام وکیلی', '09121110003');
  const page = await (await browser.newContext(wide)).newPage();
  const signIn = async () => {
    await page.getByLabel(/^ایمیل/).fill('omid@example.com');
    await page.getByLabel(/^گذرواژه/).fill(password);
    await page.keyboard.press('Enter');
  };
  await page.goto(`${desk.base}/leads/${lead}`);
  await page.waitForURL('**/login?**');
  await signIn();
  await page.waitForURL(`**/leads/${lead}`);
  await expect(page.getByRole('heading', { name: 'شهرام وکیلی' })).toBeVisible();

  await page.goto(`${desk.base}/leads?q=شهرام`);
  await expect(page.locator('.grid-row')).toHaveCount(1);
  await call(page, desk, 'DELETE', '/api/v1/session');
  // The next question to the server finds out, if none of the page's own has yet.
  const asking = page.locator('#lead-search input').fill('شهرام وکیلی', { timeout: 3000 });
  await asking.catch(() => undefined);
  await page.waitForURL('**/login?**');
  await signIn();
  await page.waitForURL('**/leads?**');
  await expect(page.locator('#lead-search input')).toHaveValue(/شهرام/);

  await page.goto('about:blank');
  await call(page, desk, 'DELETE', '/api/v1/session');
  await page.goto(`${desk.base}/login?to=//evil.example/desk`);
  await signIn();
  await page.waitForURL(`${desk.base}/inbox`);
});
