// The first quarter of an hour of a new user, through the real binary.
import { expect, test } from '@playwright/test';
import { call, type Desk, setUp, siteWithForm, startDesk, userAgent } from './desk';

// A headless browser says so in its name, and the form's guards would put it into quarantine.

test.describe.configure({ mode: 'serial' });
let desk: Desk;
test.beforeAll(async () => {
  desk = await startDesk();
});
test.afterAll(async () => {
  await desk.stop();
});

test('from the one-time link to a worked lead', async ({ browser }) => {
  const person = await browser.newContext({ locale: 'fa-IR', viewport: { width: 1360, height: 850 } });
  const page = await person.newPage();
  const complaints: string[] = [];
  page.on('pageerror', error => complaints.push(error.message));
  page.on('console', message => {
    if (message.type() === 'error') complaints.push(message.text());
  });

  // Without the one-time link there is nothing to fill in.
  await page.goto(desk.base);
  await expect(page.getByText('پیوند یک‌بارمصرفی را که سرور چاپ کرده باز کنید.')).toBeVisible();
  await expect(page.getByRole('textbox')).toHaveCount(0);

  await setUp(page, desk);
  await expect(page.getByRole('heading', { name: 'صندوق خالی است' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'فرم تازه' })).toBeVisible(); // what brings the first one in
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');

  // The link works once.
  const other = await browser.newContext({ locale: 'fa-IR' });
  const second = await other.newPage();
  await second.goto(desk.setupLink);
  await second.getByLabel('نام شما').fill('مهمان');
  await second.getByLabel(/^ایمیل/).fill('guest@example.com');
  await second.getByLabel(/^گذرواژه/).fill('a long password');
  await second.getByLabel(/نام فضای کار/).fill('ناشناس');
  await second.getByRole('button', { name: 'آغاز کنیم' }).click();
  await expect(second.getByRole('alert')).toContainText('پیوند');

  // A form from a template, its title changed with the preview beside it, published.
  await page.getByRole('link', { name: 'فرم‌ها' }).first().click();
  await page.getByRole('button', { name: 'فرم تازه' }).first().click();
  await page.getByRole('button', { name: 'تماس با ما' }).click();
  await page.getByLabel('عنوان فرم (فارسی)').fill('نوبت دندان‌پزشکی');
  await expect(page.frameLocator('iframe').getByRole('heading', { name: 'نوبت دندان‌پزشکی' })).toBeVisible();
  await page.getByRole('button', { name: 'انتشار', exact: true }).click();
  await expect(page.locator('.topline .badge').getByText('منتشرشده')).toBeVisible();
  const address = (await page.locator('.topline a[target=_blank]').getAttribute('href')) ?? '';
  await page.getByRole('link', { name: /صندوق/ }).first().click();

  // A visitor without JavaScript, with a mistake first.
  const visitor = await browser.newContext({ locale: 'fa-IR', javaScriptEnabled: false, userAgent });
  const form = await visitor.newPage();
  await form.goto(`${address}?utm_source=ig&utm_medium=story`);
  await form.getByLabel('نام و نام خانوادگی').fill('دکتر نگار حسینی');
  await form.getByLabel('شمارهٔ تماس').fill('۱۲۳');
  await form.getByLabel(/می‌پذیرم/).check();
  await form.waitForTimeout(1600); // a person needs a moment, and the form knows it
  await form.getByRole('button', { name: 'بفرست' }).click();
  await expect(form.getByRole('alert')).toContainText('شمارهٔ تماس');
  await expect(form.getByLabel('نام و نام خانوادگی')).toHaveValue('دکتر نگار حسینی');
  await form.getByLabel('شمارهٔ تماس').fill('۰۹۱۲ ۱۲۳ ۴۵۶۷');
  await form.getByRole('button', { name: 'بفرست' }).dblclick();
  await expect(form.getByRole('heading', { name: 'سپاس از شما' })).toBeVisible();

  // The lead appears without reloading, once, with where it came from.
  const row = page.locator('.inbox-item');
  await expect(row).toHaveCount(1);
  await expect(row).toContainText('نگار حسینی');
  await expect(row).toContainText('Instagram');
  await expect(page.getByText('نوبت دندان‌پزشکی').first()).toBeVisible();

  // Inline edit; what was before stands in the history.
  await page.getByRole('button', { name: 'ویرایش: سازمان' }).click();
  await page.getByRole('textbox', { name: 'سازمان' }).fill('کلینیک مهر');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'ویرایش: سازمان' })).toContainText('کلینیک مهر');

  // Accepted by keyboard, taken back by keyboard, on any layout.
  await page.locator('body').press('KeyE');
  await expect(page.getByRole('heading', { name: 'صندوق خالی است' })).toBeVisible();
  await page.keyboard.press('Control+KeyZ');
  await expect(row).toHaveCount(1);

  // Found by the tail of the number with Persian digits, and with an Arabic ye.
  await page.getByRole('link', { name: 'سرنخ‌ها' }).first().click();
  const search = page.getByRole('searchbox');
  for (const typed of ['۴۵۶۷', 'حسيني']) {
    await search.fill(typed);
    await expect(page.locator('.grid-row')).toHaveCount(1);
    await expect(page.locator('.grid-row')).toContainText('نگار حسینی');
  }
  await search.fill('هیچ‌کس');
  await expect(page.getByRole('heading', { name: 'چیزی یافت نشد' })).toBeVisible();
  await page.getByRole('button', { name: 'برداشتن فیلترها' }).click();

  // The peek keeps the place; its address opens the same card for a colleague.
  await page.locator('.grid-row b').click();
  await expect(page.getByRole('complementary', { name: 'کارت سرنخ' }).getByText('کلینیک مهر').first()).toBeVisible();
  expect(page.url()).toContain('lead=');
  await page.keyboard.press('Escape');

  // A list from a file: recognised, run, its rejected row named, taken back.
  await page.getByRole('link', { name: 'ورود فهرست' }).first().click();
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'list.csv', mimeType: 'text/csv', buffer: Buffer.from('نام;موبایل\nالف;09351112233\nب;ندارد\nج;\n') });
  await page.getByRole('button', { name: 'از چه راهی آمده‌اند؟' }).click();
  await page.getByRole('option', { name: 'رویداد' }).click();
  await page.getByRole('button', { name: 'وارد کن' }).click();
  await expect(page.getByText('۱ سرنخ ساخته شد')).toBeVisible();
  await expect(page.getByText('۱ سطر پذیرفته نشد')).toBeVisible();
  // Whoever cannot be reached is an interest; it is said why, and where the rule stands.
  await expect(page.getByText('۱ علاقه ساخته شد')).toBeVisible();
  await expect(page.locator('.notice').getByRole('link', { name: 'قاعدهٔ سرنخ' })).toHaveAttribute('href', '/settings/rule');
  await expect(page.locator('.notice').getByRole('link', { name: 'دیدن علاقه‌ها' })).toHaveAttribute('href', /layer=interest/);
  const ofEvents = await page.request.get(`${desk.base}/api/v1/leads?source=event&count=exact`);
  expect((await ofEvents.json()).page.total).toBe(1);
  await page.getByRole('button', { name: 'برگرداندن این ورود' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'برگرداندن این ورود' }).click();
  await expect(page.getByText('۲ سرنخ برداشته شد')).toBeVisible();
  // What has been in has left its traces: it is not discarded.
  await expect(page.getByRole('button', { name: 'دور انداختن' })).toHaveCount(0);

  // The wrong file, seen before it is started: discarded after a word about what is lost, and the list before it stays.
  await page.getByRole('button', { name: 'بازگشت' }).click();
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'کارکنان.csv', mimeType: 'text/csv', buffer: Buffer.from('نام;موبایل\nپ;09351112244\n') });
  await expect(page.getByRole('button', { name: 'وارد کن' })).toBeVisible();
  await page.getByRole('button', { name: 'دور انداختن' }).click();
  await expect(page.getByRole('dialog')).toContainText('هیچ سرنخی تغییر نمی‌کند');
  await expect(page.getByRole('dialog').getByRole('heading')).toContainText('کارکنان');
  await page.getByRole('dialog').getByRole('button', { name: 'انصراف' }).click();
  await expect(page.getByRole('button', { name: 'وارد کن' })).toBeVisible();
  await page.getByRole('button', { name: 'دور انداختن' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'دور انداختن' }).click();
  await expect(page.getByText('دور انداخته شد')).toContainText('کارکنان');
  await expect(page.getByRole('row').filter({ hasText: 'کارکنان' })).toHaveCount(0);
  await expect(page.getByRole('row').filter({ hasText: 'list' })).toHaveCount(1);

  // English, left to right.
  await page.goto(`${desk.base}/settings/me`);
  await page.getByRole('button', { name: /زبان/ }).click();
  await page.getByRole('option', { name: 'English' }).click();
  await expect(page.locator('html')).toHaveAttribute('dir', 'ltr');
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible();
  expect(complaints).toEqual([]);
});

test('the form inside another site, under a strict policy', async ({ browser }) => {
  const context = await browser.newContext({ locale: 'en-US' });
  const page = await context.newPage();
  await page.goto(`${desk.base}/login`);
  await page.getByLabel(/^E-mail/).fill('sara@example.com');
  await page.getByLabel(/^Password/).fill('a long password');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL('**/inbox');
  const made = await call<{ id: string; public_id: string }>(page, desk, 'POST', '/api/v1/forms', { template: 'newsletter' });
  await call(page, desk, 'POST', `/api/v1/forms/${made.id}/publication`);

  const site = await (await browser.newContext({ userAgent })).newPage();
  const violations: string[] = [];
  site.on('console', message => {
    if (message.text().includes('Content Security Policy')) violations.push(message.text());
  });
  const packed: (string | undefined)[] = [];
  site.on('response', answer => {
    if (/\/embed\.js$|\/style\.css$/.test(answer.url())) packed.push(answer.headers()['content-encoding']);
  });
  const shop = await siteWithForm(desk, made);
  await site.goto(shop.address);
  await expect(site.getByRole('heading', { name: 'Newsletter' })).toBeVisible();
  await site.getByRole('button', { name: 'Subscribe' }).click();
  await expect(site.getByRole('alert').first()).toBeVisible();
  await site.getByLabel(/E-mail/).fill('reader@example.com');
  await site.getByLabel(/receive the newsletter/).check();
  await site.waitForTimeout(1600);
  await site.getByRole('button', { name: 'Subscribe' }).click();
  await expect(site.getByRole('heading', { name: 'Thank you' })).toBeVisible();
  expect(violations).toEqual([]);
  expect(packed.length).toBeGreaterThan(0);
  for (const one of packed) expect(one).toMatch(/^(br|gzip)$/); // a visitor on a telephone waits for them
  const found = await call<{ data: { email: string }[] }>(page, desk, 'GET', '/api/v1/leads?q=reader@example.com');
  expect(found.data).toHaveLength(1);
  shop.close();
});

test('a form of two steps inside another site, in the colours of the site', async ({ browser }) => {
  const context = await browser.newContext({ locale: 'en-US' });
  const page = await context.newPage();
  await page.goto(`${desk.base}/login`);
  await call(page, desk, 'POST', '/api/v1/session', { email: 'sara@example.com', password: 'a long password' });
  const made = await call<{ id: string; public_id: string }>(page, desk, 'POST', '/api/v1/forms', { template: 'consultation' });
  await call(page, desk, 'POST', `/api/v1/forms/${made.id}/publication`);

  const site = await (await browser.newContext({ userAgent })).newPage();
  const style = ':root { --sarnakh-accent: rgb(122, 30, 90) } button { background: lime !important }';
  const shop = await siteWithForm(desk, made, { style });
  await site.goto(shop.address);
  const ofTheSite = async (name: string) => {
    const button = site.getByRole('button', { name });
    await expect(button).toHaveCSS('background-color', 'rgb(122, 30, 90)');
    await expect(button).toHaveCSS('color', 'lab(100 0 0)'); // white, which is read better on it than black
    return button;
  };
  await expect(site.getByText('Step 1 of 2')).toBeVisible();
  await (await ofTheSite('Next')).click();
  await expect(site.getByRole('alert').first()).toBeVisible(); // the topic is asked for before one goes on
  await site.getByLabel('Topic').fill('Implant');
  await site.getByRole('button', { name: 'Next' }).click();
  await expect(site.getByText('Step 2 of 2')).toBeVisible();
  await site.getByRole('button', { name: 'Back' }).click();
  await expect(site.getByLabel('Topic')).toHaveValue('Implant');
  await site.getByRole('button', { name: 'Next' }).click();
  await site.getByLabel('Full name').fill('Mina Steps');
  await site.getByLabel('Phone').fill('0912 555 6677');
  await site.getByText('Evening').click();
  await site.getByRole('checkbox').check();
  await site.waitForTimeout(1600);
  await (await ofTheSite('Send')).click();
  await expect(site.getByRole('heading', { name: 'Thank you' })).toBeVisible();
  const { data } = await call<{ data: { id: string }[] }>(page, desk, 'GET', '/api/v1/leads?q=6677');
  expect(data).toHaveLength(1);
  const lead = await call<object>(page, desk, 'GET', `/api/v1/leads/${data[0]?.id}`);
  expect(lead).toMatchObject({ display_name: 'Mina Steps', product: 'Implant' }); // what each of the two steps asked
  shop.close();
});
