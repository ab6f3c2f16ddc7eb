// Whatever the desk changes is taken back by Ctrl+Z: each change is made on its screen, and the server says that what was there before stands again.
import { expect, type Locator, type Page, test } from '@playwright/test';
import { call, type Desk, setUp, startDesk } from './desk';
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

const get = <T>(path: string) => call<T>(page, desk, 'GET', `/api/v1/${path}`);
const list = async <T>(path: string) => (await get<{ data: T[] }>(path)).data;
const toast = (said: string) => page.getByRole('status').locator('.toast').filter({ hasText: said });
const button = (name: string, at: Page | Locator = page) => at.getByRole('button', { name, exact: true });
const dialog = () => page.getByRole('dialog');
const open = (path: string) => page.goto(`${desk.base}/${path}`);
async function drawnAnew(act: () => Promise<void>) {
  const drawn = page.waitForEvent('load');
  await act();
  await drawn;
}
/** So many acts have been done and said. */
const told = (said: string, times: number) => expect(toast(said)).toHaveCount(times);
/** What has been done is said; then it is taken back. */
async function undo(said: string) {
  await expect(toast(said)).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(toast(said)).toHaveCount(0);
}
async function choose(at: Locator, option: string) {
  await at.click();
  await page.getByRole('option', { name: option, exact: true }).click();
}

interface Workspace {
  id: string;
  name: string;
  currency: string;
  time_zone: string;
}
test('settings with which the page is drawn are taken back act by act, though it was drawn anew between', async () => {
  const before = await get<Workspace>('workspace');
  const said = 'تنظیمات فضای کار تغییر کرد';
  await open('settings/workspace');
  const name = page.getByRole('textbox', { name: 'نام فضای کار' }).first();
  await expect(button('ذخیره')).toBeDisabled();
  await name.fill('کلینیک سپید');
  await button('ذخیره').click();
  await expect(toast(said)).toBeVisible();
  expect(await get('workspace')).toEqual({ ...before, name: 'کلینیک سپید' });
  await choose(page.getByRole('button', { name: /پول$/ }), 'یورو');
  await drawnAnew(() => button('ذخیره').click());
  expect(await get('workspace')).toEqual({ ...before, name: 'کلینیک سپید', currency: 'EUR' });
  await expect(toast(said)).toBeVisible();
  await drawnAnew(() => page.keyboard.press('Control+z'));
  expect(await get('workspace')).toEqual({ ...before, name: 'کلینیک سپید' });
  await expect(name).toHaveValue('کلینیک سپید');
  await drawnAnew(() => page.keyboard.press('Control+z'));
  expect(await get('workspace')).toEqual(before);

  await open('settings/me');
  await drawnAnew(() => choose(page.getByRole('button', { name: /پوسته$/ }), 'تیره'));
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(toast('تنظیمات شما تغییر کرد')).toBeVisible();
  await drawnAnew(() => page.keyboard.press('Control+z'));
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
  expect((await get<{ user: { theme: string } }>('session')).user.theme).toBe('system');
});

test('what somebody else has changed since is not written over, and that is said', async () => {
  const before = await get<Workspace>('workspace');
  await open('settings/workspace');
  await page.getByRole('textbox', { name: 'نام فضای کار' }).first().fill('کلینیک سپید');
  await button('ذخیره').click();
  await expect(toast('تنظیمات فضای کار تغییر کرد')).toBeVisible();
  await call(page, desk, 'PATCH', '/api/v1/workspace', { name: 'کلینیک مهر' });
  await page.keyboard.press('Control+z');
  await expect(toast('در این میان کس دیگری این را تغییر داده است')).toBeVisible();
  expect((await get<Workspace>('workspace')).name).toBe('کلینیک مهر');
  await call(page, desk, 'PATCH', '/api/v1/workspace', { name: before.name });
});

test('a workspace cannot be taken away again: one is asked before it is made', async () => {
  await open('settings/workspace');
  await page.getByRole('textbox', { name: 'نام فضای کار' }).last().fill('شعبهٔ شیراز');
  await button('افزودن').click();
  await expect(dialog()).toContainText('فضای کار را نمی‌شود برداشت');
  await button('انصراف', dialog()).click();
  expect((await get<{ workspaces: object[] }>('session')).workspaces).toHaveLength(1);
});

interface Rule {
  preset: string;
  rule: object;
  version: number;
  history: { approved_by_sales?: string }[];
}
test('the lead rule before is in force again; who agrees is asked first', async () => {
  const before = await get<Rule>('lead-rule');
  await open('settings/rule');
  for (const preset of ['شخص نام‌دار', 'دنبال کردن بس است']) {
    await button('انتخاب', page.locator('.row.apart').filter({ hasText: preset })).click();
    await expect(toast('قاعدهٔ تازه برقرار شد').first()).toBeVisible();
    await expect(page.locator('.row.apart').filter({ hasText: preset }).getByText('برقرار', { exact: true })).toBeVisible();
  }
  await told('قاعدهٔ تازه برقرار شد', 2);
  expect((await get<Rule>('lead-rule')).preset).toBe('follow');
  await page.keyboard.press('Control+z');
  await expect.poll(async () => (await get<Rule>('lead-rule')).preset).toBe('named_person');
  await page.keyboard.press('Control+z');
  await expect.poll(async () => (await get<Rule>('lead-rule')).preset).toBe(before.preset);
  const after = await get<Rule>('lead-rule');
  expect(after.rule).toEqual(before.rule);
  expect(after.version).toBe(before.version + 4); // each is a version of its own

  await button('موافقیم').first().click();
  await expect(dialog()).toContainText('پس گرفته نمی‌شود');
  await button('انصراف', dialog()).click();
  expect((await get<Rule>('lead-rule')).history[0]?.approved_by_sales).toBeUndefined();
});

interface Audience {
  id: string;
  persona: string;
  size: number;
  version: number;
}
test('estimates of the market: made, changed, taken away', async () => {
  const market = () => list<Audience>('audiences');
  await open('settings/market');
  const enter = async (persona: string, size: string) => {
    await dialog().getByRole('textbox', { name: 'پرسونا' }).fill(persona);
    await dialog().getByRole('textbox', { name: 'نفر، به برآورد' }).fill(size);
    await button('ذخیره', dialog()).click();
    await expect(dialog()).toHaveCount(0);
  };
  await button('افزودن برآورد').click();
  await enter('نوجوانان', '۵۰۰');
  await undo('افزوده شد');
  await expect.poll(market).toEqual([]);

  const kept = await call<Audience>(page, desk, 'POST', '/api/v1/audiences', { persona: 'زنان تهران', size: 1200 });
  await page.reload();
  for (const size of ['۱٬۳۰۰', '۱٬۴۰۰']) {
    await button('ویرایش').click();
    await enter('زنان تهران', size);
    await expect(page.getByRole('row').filter({ hasText: size })).toBeVisible();
  }
  await told('تغییر کرد', 2);
  for (const size of [1300, 1200]) {
    await page.keyboard.press('Control+z');
    await expect.poll(async () => (await market())[0]?.size).toBe(size);
  }
  await expect(page.getByRole('row').filter({ hasText: '۱٬۲۰۰' })).toBeVisible();
  await button('برداشتن').click();
  await undo('برداشته شد');
  await expect.poll(market).toEqual([expect.objectContaining({ persona: kept.persona, size: 1200 })]);

  // A colleague has changed it since: his number stands.
  await expect(button('ویرایش')).toBeVisible();
  await button('ویرایش').click();
  await enter('زنان تهران', '۱٬۵۰۰');
  await expect(toast('تغییر کرد')).toBeVisible();
  const mine = (await market())[0] as Audience;
  await page.request.put(`${desk.base}/api/v1/audiences/${mine.id}`, {
    headers: { Origin: desk.base, 'If-Match': `"v${mine.version}"` },
    data: { persona: 'زنان تهران', size: 9000, basis: '' },
  });
  await page.keyboard.press('Control+z');
  await expect(toast('در این میان کس دیگری این را تغییر داده است')).toBeVisible();
  expect((await market())[0]?.size).toBe(9000);
});

test('what was decided about tracking', async () => {
  const mode = async () => (await get<{ mode: string }>('tracking')).mode;
  const before = await get<object>('tracking');
  await open('settings/tracking');
  for (const [words, word] of [
    ['پس از پرسیدن', 'ask'],
    ['بی کوکی', 'cookieless'],
  ] as const) {
    await choose(page.getByRole('button', { name: /شناختن بازدیدکننده$/ }), words);
    await button('ذخیره').click();
    await expect.poll(mode).toBe(word);
  }
  await told('ذخیره شد', 2);
  await page.keyboard.press('Control+z');
  await expect.poll(mode).toBe('ask');
  await page.keyboard.press('Control+z');
  await expect.poll(() => get('tracking')).toEqual(before);

  await page.getByRole('textbox', { name: 'نام سایت' }).fill('سایت تازه');
  await button('سایت تازه').click();
  await undo('افزوده شد');
  const site = async () => (await list<{ ended_at?: string }>('write-keys'))[0]?.ended_at;
  await expect.poll(site).toBeTruthy();
});

test('an incoming address: its mapping, its end, its making', async () => {
  interface Address {
    id: string;
    name: string;
    ended_at?: string;
    mapping?: object;
  }
  const made = await call<{ address: Address; secret: string }>(page, desk, 'POST', '/api/v1/incoming-addresses', {
    kind: 'google_ads',
    name: 'فرم همکار',
  });
  const address = () => get<Address>(`incoming-addresses/${made.address.id}`);
  const { url } = made.address as unknown as { url: string };
  const send = async (id: string) =>
    (
      await page.request.post(url, {
        data: {
          lead_id: id,
          google_key: made.secret,
          user_column_data: [
            { column_id: 'FULL_NAME', string_value: 'نگار' },
            { column_id: 'PHONE_NUMBER', string_value: '09121112233' },
          ],
        },
      })
    ).status();
  expect(await send('a1')).toBe(200);
  const before = await address();
  await open('settings/incoming');
  await button('نگاشت فیلدها').click();
  await dialog().getByRole('textbox', { name: 'نام', exact: true }).fill('فرم دیگر');
  await choose(dialog().getByRole('button', { name: /فیلدِ/ }).first(), 'سازمان');
  await button('ذخیره', dialog()).click();
  await expect.poll(async () => (await address()).name).toBe('فرم دیگر');
  expect((await address()).mapping).toBeTruthy();
  await undo('نگاشت ذخیره شد');
  await expect.poll(async () => (await address()).name).toBe('فرم همکار');
  expect((await address()).mapping).toEqual(before.mapping);

  await button('پایان دادن به نشانی').click();
  await button('پایان دادن به نشانی', dialog()).click();
  await expect(toast('نشانی پایان یافت')).toBeVisible();
  expect(await send('a2')).toBe(410);
  await undo('نشانی پایان یافت');
  await expect.poll(async () => (await address()).ended_at).toBeUndefined();
  expect(await send('a2')).toBe(200);

  await page.getByRole('textbox', { name: 'نام' }).fill('به اشتباه');
  await button('نشانی تازه').click();
  await button('بستن', dialog()).last().click();
  await undo('ساخته شد');
  const ended = async () => (await list<Address>('incoming-addresses')).find(one => one.name === 'به اشتباه')?.ended_at;
  await expect.poll(ended).toBeTruthy();
});

test('links and placements: changed, archived, brought back; an address for the tablet', async () => {
  interface Link {
    id: string;
    name: string;
    version: number;
    archived_at?: string;
    stand_url?: string;
  }
  const form = await call<{ id: string }>(page, desk, 'POST', '/api/v1/forms', { template: 'contact' });
  await call(page, desk, 'POST', `/api/v1/forms/${form.id}/publication`);
  const made = await call<Link>(page, desk, 'POST', '/api/v1/links', { kind: 'stand', name: 'نمایشگاه', form_id: form.id });
  const link = () => get<Link>(`links/${made.id}`);
  await open('links');
  for (const name of ['نمایشگاه تهران', 'نمایشگاه شیراز']) {
    await page.getByRole('button', { name: /^ویرایش/ }).click();
    await dialog().getByRole('textbox', { name: 'نام لینک' }).fill(name);
    await button('ذخیره', dialog()).click();
    await expect(page.getByRole('row').filter({ hasText: name })).toBeVisible();
  }
  await page.getByRole('button', { name: /^بایگانی/ }).click();
  await undo('لینک بایگانی شد');
  await expect.poll(async () => !!(await link()).archived_at).toBe(false);
  // Back and back again, though what came between has made versions of its own.
  for (const name of ['نمایشگاه تهران', 'نمایشگاه']) {
    await page.keyboard.press('Control+z');
    await expect.poll(async () => (await link()).name).toBe(name);
  }
  await call(page, desk, 'POST', `/api/v1/links/${made.id}/archive`);
  await page.reload();
  await page.getByText('بایگانی‌شده‌ها هم').click();
  await page.getByRole('button', { name: /^بازگرداندن/ }).click();
  await expect.poll(async () => !!(await link()).archived_at).toBe(false);
  await undo('بازگردانده شد');
  await expect.poll(async () => !!(await link()).archived_at).toBe(true);
  await call(page, desk, 'POST', `/api/v1/links/${made.id}/restoration`);

  await page.reload();
  await page.getByRole('button', { name: /تبلت غرفه/ }).click();
  await button('ساختن نشانی تبلت', dialog()).click();
  await expect(button('نشانی نو', dialog())).toBeVisible();
  await undo('ساخته شد');
  await expect.poll(async () => (await link()).stand_url).toBeUndefined();
  await button('ساختن نشانی تبلت', dialog()).click();
  await expect(button('نشانی نو', dialog())).toBeVisible();
  const address = (await link()).stand_url;
  for (const act of ['نشانی نو', 'بستن غرفه']) {
    await button(act, dialog()).click();
    await expect(dialog().last()).toContainText('برنمی‌گردد');
    await button('انصراف', dialog().last()).click();
  }
  expect(address).toBeTruthy();
  expect((await link()).stand_url).toBe(address);

  const place = await call<Link>(page, desk, 'POST', '/api/v1/placements', {
    publisher: 'خبر شیراز',
    page: 'https://news.example.com/',
    link_id: made.id,
  });
  const placement = () => get<Link & { publisher: string; link_id: string }>(`placements/${place.id}`);
  await open('links?tab=placements');
  await page.getByRole('button', { name: /^ویرایش/ }).click();
  await dialog().getByRole('textbox', { name: 'ناشر' }).first().fill('خبر فارس');
  await choose(dialog().getByRole('button', { name: /لینک این تبلیغ$/ }), 'لینک تازه برای همین تبلیغ');
  await dialog().getByRole('textbox', { name: 'نشانی صفحه', exact: true }).fill('https://clinic.example.com/');
  await button('ذخیره', dialog()).click();
  await undo('جای تبلیغ ذخیره شد');
  await expect.poll(placement).toMatchObject({ publisher: 'خبر شیراز', link_id: made.id });
  // The link that was made for it is put away with it.
  await expect.poll(async () => (await list<Link>('links')).filter(one => !one.archived_at).length).toBe(1);
  await page.getByRole('button', { name: /^بایگانی/ }).click();
  await undo('بایگانی شد');
  await expect.poll(async () => !!(await placement()).archived_at).toBe(false);
  await call(page, desk, 'POST', `/api/v1/placements/${place.id}/archive`);
  await page.reload();
  await page.getByText('بایگانی‌شده‌ها هم').click();
  await page.getByRole('button', { name: /^بازگرداندن/ }).click();
  await undo('بازگردانده شد');
  await expect.poll(async () => !!(await placement()).archived_at).toBe(true);
});

test('a lead made by hand is junk again; who was there already is named, with the way to the card', async () => {
  interface Lead {
    id: string;
    status: { kind: string };
  }
  const enter = async (name: string, phone: string) => {
    await open('leads');
    await page
      .getByRole('button', { name: /^سرنخ تازه/ })
      .first()
      .click();
    await dialog().getByRole('textbox', { name: 'نام', exact: true }).fill(name);
    await dialog().getByRole('textbox', { name: 'تلفن' }).fill(phone);
    await button('ذخیره', dialog()).click();
  };
  await enter('مینا صدر', '09123334455');
  await undo('سرنخ ساخته شد');
  const status = async () => (await list<Lead & { display_name: string }>('leads?status_kind=junk')).map(one => one.display_name);
  await expect.poll(status).toContain('مینا صدر');

  const known = await call<{ lead: Lead }>(page, desk, 'POST', '/api/v1/leads', {
    full_name: 'رضا مهر',
    phones: [{ value: '09124445566' }],
  });
  await enter('رضا', '09124445566');
  const said = toast('از پیش بود');
  await expect(said).toContainText('رضا مهر');
  await expect(said.locator('kbd')).toHaveCount(0);
  await button('باز کردن کارت', said).click();
  await page.waitForURL(`**/leads/${known.lead.id}`);
});

test('what is added to the lists of the settings', async () => {
  interface Item {
    label: { fa?: string };
    archived: boolean;
  }
  const archived = (path: string, name: string) => async () => (await list<Item>(path)).find(one => one.label.fa === name)?.archived;
  for (const [place, panel, act, path] of [
    ['statuses', 'وضعیت تازه', 'وضعیت تازه', 'statuses'],
    ['statuses', 'مرحله‌های خرید', 'افزودن مرحله', 'stages'],
    ['sources', 'کانال‌ها', 'افزودن کانال', 'channels'],
    ['fields', 'فیلد تازه', 'فیلد تازه', 'fields'],
  ] as const) {
    await open(`settings/${place}`);
    const at = page.locator('.panel').filter({ has: page.getByRole('heading', { name: panel, exact: true }) });
    await at.getByRole('textbox', { name: 'فارسی' }).last().fill('آزمایشی');
    await button(act, at).click();
    await expect.poll(archived(path, 'آزمایشی')).toBe(false);
    await expect(toast('افزوده شد')).toBeVisible();
    await page.locator('body').evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await undo('افزوده شد');
    await expect.poll(archived(path, 'آزمایشی')).toBe(true);
  }
  // Renamed twice, once by somebody else.
  const [field] = await list<Item & { id: string }>('fields');
  await call(page, desk, 'PATCH', `/api/v1/fields/${field?.id}`, { archived: false });
  await page.reload();
  await page.getByRole('row').filter({ hasText: 'آزمایشی' }).getByRole('button', { name: 'بایگانی' }).click();
  await expect(toast('تغییر کرد')).toBeVisible();
  await call(page, desk, 'PATCH', `/api/v1/fields/${field?.id}`, { archived: false });
  await page.keyboard.press('Control+z');
  await expect(toast('در این میان کس دیگری این را تغییر داده است')).toBeVisible();
});

test('who and what gets access: a team, an invitation, a key, a webhook', async () => {
  await open('settings/people');
  await page.getByRole('textbox', { name: 'نام' }).last().fill('پذیرش');
  await button('گروه تازه').click();
  await expect(toast('ساخته شد')).toBeVisible();
  await page.locator('body').evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await undo('ساخته شد');
  await expect.poll(() => list('teams')).toEqual([]);

  await button('دعوت همکار').click();
  await dialog().getByRole('textbox', { name: 'نام' }).fill('نگار');
  await dialog().getByRole('textbox', { name: 'ایمیل' }).fill('negar@example.com');
  await button('دعوت همکار', dialog()).click();
  await button('بستن', page.getByRole('dialog', { name: 'دعوت آماده است' }))
    .last()
    .click();
  await undo('دعوت شد');
  const invited = async () => (await list<{ email: string; active: boolean }>('people')).find(one => one.email.startsWith('negar'))?.active;
  await expect.poll(invited).toBe(false);

  await open('settings/keys');
  await page.getByRole('textbox', { name: 'برای چه' }).fill('انبار');
  await button('کلید تازه').click();
  await button('بستن', dialog()).last().click();
  await undo('ساخته شد');
  await expect.poll(() => list('api-keys')).toEqual([]);

  await open('settings/webhooks');
  await button('وب‌هوک تازه').click();
  await dialog().getByRole('textbox', { name: 'نام' }).first().fill('انبار');
  await dialog().getByRole('textbox', { name: 'نشانی برنامه' }).fill('https://hooks.example.com/in');
  await button('ذخیره', dialog()).click();
  await button('بستن', page.getByRole('dialog', { name: 'راز وب‌هوک' }))
    .last()
    .click();
  await undo('ساخته شد');
  await expect.poll(() => list('webhooks')).toEqual([]);
});

test('what cannot be taken back asks before: ending the other sessions', async ({ browser }) => {
  const other = await (await browser.newContext()).newPage();
  await other.request.post(`${desk.base}/api/v1/session`, {
    data: { email: 'sara@example.com', password: 'a long password' },
    headers: { Origin: desk.base },
  });
  await open('settings/sessions');
  for (const act of ['بستن همهٔ دیگران', 'بستن نشست']) {
    await button(act).first().click();
    await expect(dialog()).toContainText('دوباره وارد شوند');
    await button('انصراف', dialog()).click();
  }
  expect(await list('me/sessions')).toHaveLength(2);
  await button('بستن همهٔ دیگران').click();
  await button('بستن همهٔ دیگران', dialog()).click();
  await expect.poll(async () => (await list('me/sessions')).length).toBe(1);
});

test('of what stands on the screen only what Ctrl+Z takes back shows the key, in every look', async () => {
  await open('settings/fields');
  const row = page.getByRole('row').filter({ hasText: 'آزمایشی' });
  for (const act of ['بایگانی', 'بازگرداندن']) await button(act, row).click();
  const toasts = page.getByRole('status').locator('.toast');
  await expect(toasts).toHaveCount(2);
  await expect(toasts.nth(0).locator('kbd')).toHaveCount(1);
  await expect(toasts.nth(1).locator('kbd')).toHaveCount(0);
  await toasts.nth(0).hover();
  for (const [theme, width] of allLooks) {
    await dress(page, theme, width);
    await look(page, 'undo', 'fa', theme, width);
  }
});
