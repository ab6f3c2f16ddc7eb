// What an owner decides in the settings, and what follows from it.
import { expect, type Page, test } from '@playwright/test';
import { call, type Desk, setUp, startDesk, takeBackLatest } from './desk';
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

test('the area code of the town completes landlines; a wrong one is refused at its field', async () => {
  await page.goto(`${desk.base}/settings/workspace`);
  const area = page.getByRole('textbox', { name: 'پیش‌شمارهٔ شهر' });
  const save = page.getByRole('button', { name: 'ذخیره' });
  await area.fill('۹۱۲');
  await save.click();
  await expect(page.locator('.field').filter({ hasText: 'پیش‌شمارهٔ شهر' }).locator('.react-aria-FieldError')).toContainText('سه رقم');
  await area.fill('۲۱');
  await save.click();
  await expect(area).toHaveValue('021'); // the page comes back with what was understood
  const made = await call<{ lead: { phones: { value: string }[] } }>(page, desk, 'POST', '/api/v1/leads', {
    full_name: 'دفتر مرکزی',
    phones: [{ value: '۸۸۷۷۶۶۵۵' }],
  });
  expect(made.lead.phones[0]?.value).toBe('+982188776655');
});

test('a key is shown once, and a press beside it does not take it away', async () => {
  await page.goto(`${desk.base}/settings/keys`);
  await page.getByRole('textbox', { name: 'برای چه' }).fill('سایت');
  await page.getByRole('button', { name: 'کلید تازه' }).click();
  const key = page.getByRole('dialog').locator('.code');
  await expect(key).toHaveText(/^snk_/);
  await page.mouse.click(5, 5);
  await expect(key).toBeVisible();
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.getByRole('dialog').getByRole('button', { name: 'کپی' }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(await key.textContent());
  await page.keyboard.press('Escape');
  await expect(key).toHaveCount(0);
});

test('the log says which key and which link it was, also when they are gone', async () => {
  await call(page, desk, 'POST', '/api/v1/links', { kind: 'poster', name: 'پوستر مترو', address: 'https://clinic.example.com/' });
  await page.goto(`${desk.base}/settings/keys`);
  await page.getByRole('row').filter({ hasText: 'سایت' }).getByRole('button').click();
  await page.getByRole('dialog').getByRole('button', { name: 'پایان دادن به کلید' }).click();
  await expect(page.getByRole('row').filter({ hasText: 'سایت' })).toHaveCount(0);
  await page.goto(`${desk.base}/settings/audit`);
  const lines = page.locator('.history li');
  await expect(lines.nth(0)).toContainText('سایت');
  await expect(lines.nth(1)).toContainText('پوستر مترو');
  await lines.nth(1).getByRole('link', { name: 'پوستر مترو' }).click();
  await page.waitForURL('**/links');
});

test('the log says from what to what somebody changed settings of his own', async () => {
  const before = await call<{ user: { name: string } }>(page, desk, 'GET', '/api/v1/session');
  await call(page, desk, 'PATCH', '/api/v1/me', { theme: 'dark', time_zone: 'Asia/Tokyo', name: 'سارا کریمی' });
  await call(page, desk, 'PATCH', '/api/v1/me', { theme: 'system', time_zone: '', name: before.user.name });
  await page.goto(`${desk.base}/settings/audit`);
  const back = page.locator('.history li').nth(0).locator('.change');
  await expect(back.filter({ hasText: 'پوسته' })).toHaveText('پوسته: تیره ← مانند دستگاه');
  await expect(back.filter({ hasText: 'منطقهٔ زمانی' })).toHaveText('منطقهٔ زمانی: Asia/Tokyo ← منطقهٔ فضای کار');
  await expect(back.filter({ hasText: 'نام' })).toHaveText(`نام: سارا کریمی ← ${before.user.name}`);
  // And nothing of what stayed as it was.
  await expect(back).toHaveCount(3);
});

test('a stage of our own is offered on the card, and an archived one only where it stands', async () => {
  await page.goto(`${desk.base}/settings/statuses`);
  const stages = page.locator('.panel').filter({ hasText: 'مرحله‌های خرید' });
  await stages.getByRole('textbox', { name: 'فارسی' }).last().fill('ویزیت رایگان');
  await stages.getByRole('button', { name: 'افزودن مرحله' }).click();
  const row = stages.getByRole('row').filter({ hasText: 'ویزیت رایگان' });
  await expect(row).toBeVisible();
  const made = await call<{ lead: { id: string } }>(page, desk, 'POST', '/api/v1/leads', {
    full_name: 'نگار',
    phones: [{ value: '09121110000' }],
  });
  await page.goto(`${desk.base}/leads/${made.lead.id}`);
  await page.getByRole('button', { name: 'مرحلهٔ خرید' }).click();
  await page.getByRole('option', { name: 'ویزیت رایگان' }).click();
  await expect(page.getByRole('button', { name: 'مرحلهٔ خرید' })).toContainText('ویزیت رایگان');
  await page.goto(`${desk.base}/settings/statuses`);
  await row.getByRole('button', { name: 'بایگانی' }).click();
  await expect(row).toHaveAttribute('data-archived', 'true');
  await page.goto(`${desk.base}/leads/${made.lead.id}`);
  await expect(page.getByRole('button', { name: 'مرحلهٔ خرید' })).toContainText('ویزیت رایگان');
  await page.goto(`${desk.base}/settings/audit`);
  await expect(page.locator('.history li').first()).toContainText('ویزیت رایگان');
  await expect(page.locator('.history li').first()).toContainText('بایگانی');
});

test('a new lead rule says whom it makes a lead before it is in force, and how many it made', async () => {
  const made = await call<{ lead: { id: string; layer: string } }>(page, desk, 'POST', '/api/v1/leads', {
    handles: [{ network: 'instagram', value: '@nora' }],
    clue: 'follow',
  });
  expect(made.lead.layer).toBe('interest');
  await page.goto(`${desk.base}/settings/rule`);
  await page.locator('.row.apart').filter({ hasText: 'دنبال کردن بس است' }).getByRole('button').click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('از ۱ علاقه‌ای که هست، ۱ بی‌درنگ سرنخ می‌شود');
  await dialog.getByRole('button', { name: 'انصراف' }).click();
  await expect(page.locator('.row.apart').filter({ hasText: 'دنبال کردن بس است' }).getByRole('button')).toBeVisible();
  await page.locator('.row.apart').filter({ hasText: 'دنبال کردن بس است' }).getByRole('button').click();
  await dialog.getByRole('button', { name: 'برقرار کن' }).click();
  await expect(page.getByText('از ۱ علاقه ۱ سرنخ شد')).toBeVisible();
  await page.goto(`${desk.base}/leads/${made.lead.id}`);
  await expect(page.getByText('با قاعدهٔ تازه سرنخ شد').first()).toBeVisible();
});

test('the market is an estimate for each persona, and the overview begins with it', async () => {
  await page.goto(`${desk.base}/settings/market`);
  await page.getByRole('button', { name: 'افزودن برآورد' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'پرسونا' }).fill('زنان تهران در اینستاگرام');
  await dialog.getByRole('textbox', { name: 'نفر، به برآورد' }).fill('۱٬۲۰۰٬۰۰۰');
  await dialog.getByRole('button', { name: 'ذخیره' }).click();
  await expect(page.getByRole('row').filter({ hasText: 'زنان تهران' })).toContainText('۱٬۲۰۰٬۰۰۰');
  await page.goto(`${desk.base}/overview`);
  const step = page.getByRole('row').filter({ hasText: 'مشتریان بالقوه' });
  await expect(step).toContainText('۱٬۲۰۰٬۰۰۰');
  await step.getByRole('link').click();
  await page.waitForURL('**/settings/market');
  await page.getByRole('button', { name: 'برداشتن' }).click();
  await expect(page.getByText('هنوز برآوردی نیست')).toBeVisible();
});

test('what a marketer says of a site counts for whoever comes from then on, and is taken back', async () => {
  await page.goto(`${desk.base}/settings/sources`);
  await expect(page.getByRole('heading', { name: 'هنوز قاعده‌ای از شما نیست' })).toBeVisible();
  await expect(page.locator('.fact').filter({ hasText: 'فهرست و مقایسه' })).toContainText('Torob');
  await page.getByRole('button', { name: 'قاعدهٔ تازه' }).click();
  await page.getByRole('textbox', { name: 'سایت' }).fill('نی نی سایت');
  await page
    .locator('.source-rule')
    .getByRole('button', { name: /کانال$/ })
    .click();
  await page.getByRole('option', { name: 'انجمن' }).click();
  await page.getByRole('textbox', { name: 'نام در فهرست‌ها' }).fill('نی‌نی‌سایت');
  const save = page.getByRole('button', { name: 'ذخیره' });
  await save.click();
  await expect(page.locator('.react-aria-FieldError')).toContainText('این نشانی سایت نیست');
  await page.getByRole('textbox', { name: 'سایت' }).fill('https://www.ninisite.com/discussion/');
  await save.click();
  await expect(page.getByRole('textbox', { name: 'سایت' })).toHaveValue('ninisite.com');
  await page.getByRole('button', { name: 'قاعدهٔ تازه' }).click();
  await page
    .getByRole('button', { name: /از روی/ })
    .nth(1)
    .click();
  await page.getByRole('option', { name: '«utm_source»' }).click();
  await page.getByRole('textbox', { name: 'واژه' }).fill('hamkar');
  await page.getByRole('button', { name: /^بالاتر: .?hamkar/ }).click();
  await save.click();
  const kept = async () => (await call<{ rules: object[] }>(page, desk, 'GET', '/api/v1/source-rules')).rules;
  const forum = { by: 'site', value: 'ninisite.com', channel: 'forum', label: 'نی‌نی‌سایت' };
  await expect.poll(kept).toEqual([{ by: 'utm_source', value: 'hamkar', channel: 'referral' }, forum]);
  for (const language of ['fa', 'en'] as const) {
    if (language === 'en') {
      await call(page, desk, 'PATCH', '/api/v1/me', { language, calendar: 'gregorian', digits: 'latin' });
      await page.reload();
      await page.locator('.source-rule').first().waitFor();
    }
    for (const [theme, width] of allLooks) {
      await dress(page, theme, width);
      await look(page, 'sources', language, theme, width);
    }
  }
  await page.setViewportSize({ width: 1360, height: 850 });
  await call(page, desk, 'PATCH', '/api/v1/me', { language: 'fa', calendar: 'jalali', digits: 'persian' });
  await page.reload();
  await page.getByRole('button', { name: /^برداشتن: .?hamkar/ }).click();
  await save.click();
  await expect.poll(kept).toEqual([forum]);
  await takeBackLatest(page);
  await expect.poll(async () => (await kept()).length).toBe(2);
  await page.goto(`${desk.base}/settings/audit`);
  await expect(page.locator('.history li').first()).toContainText('قاعده‌های منبع تغییر کرد');
});

test('what is changed in the settings is taken back by Ctrl+Z', async () => {
  await page.goto(`${desk.base}/settings/statuses`);
  const row = page.getByRole('row').filter({ hasText: 'در تماس' });
  await row.getByRole('button', { name: /رنگ/ }).click();
  await page.getByRole('option', { name: 'بنفش' }).click();
  const colour = async () =>
    (await call<{ data: { key: string; colour: string }[] }>(page, desk, 'GET', '/api/v1/statuses')).data.find(
      one => one.key === 'in_contact',
    )?.colour;
  await expect(page.getByText(/وضعیت .* تغییر کرد/)).toBeVisible();
  expect(await colour()).toBe('purple');
  await page.keyboard.press('Control+KeyZ');
  await expect.poll(colour).toBe('yellow');
  await row.getByRole('button', { name: 'بایگانی' }).click();
  await expect(page.getByText(/وضعیت .* تغییر کرد/)).toBeVisible();
  await expect(row.getByRole('button', { name: 'بازگرداندن' })).toBeVisible();
  await page.keyboard.press('Control+KeyZ');
  await expect(row.getByRole('button', { name: 'بایگانی' })).toBeVisible();
});
