// A seller's morning in the clinic: the list without a mouse, a card put right, a colleague who was quicker, a person taken for a robot.
import { expect, type Page, type Request, test } from '@playwright/test';
import { type Clinic, inClinic } from './clinic';
import { call, type Desk, takeBackLatest } from './desk';

test.describe.configure({ mode: 'serial' });
let desk: Desk;
let clinic: Clinic;
let page: Page;
inClinic(opened => {
  ({ desk, page, clinic } = opened);
});

test('a column of the own fields is shown and remembered', async () => {
  await page.goto(`${desk.base}/leads?sort=-created_at`);
  await page.getByRole('button', { name: 'ستون‌ها' }).click();
  await page.getByRole('dialog').getByText('برآورد هزینه').click();
  await page.keyboard.press('Escape');
  await page.reload();
  await expect(page.getByRole('columnheader', { name: 'برآورد هزینه' })).toBeVisible();
  await expect(page.locator('.grid-row').first()).toContainText('۱۶۵٬۰۰۰٬۰۰۰ تومان');
});

test('the link of a colleague opens the same card, with what a number may be used for', async () => {
  await page.goto(`${desk.base}/leads?lead=${clinic.star}`);
  const card = page.getByRole('complementary', { name: 'کارت سرنخ' });
  await expect(card.locator('.title')).toHaveText('دکتر نگین شاه‌حسینی');
  await expect(card.getByRole('link', { name: '۰۹۳۶ ۵۵۵ ۰۰۱۱' })).toHaveAttribute('href', 'https://wa.me/989365550011');
  // Every touch, newest first, each with its own form.
  await expect(card.locator('.touch')).toHaveCount(2);
  await expect(card.locator('.touch').first()).toContainText('مشاورهٔ رایگان ایمپلنت');
  await expect(card.locator('.touch').last()).toContainText('نخستین برخورد');
  // The timeline speaks of statuses and people, not of numbers.
  await card.getByRole('tab', { name: 'همهٔ رویدادها' }).click();
  await expect(card.locator('.timeline')).toContainText('تازه ← پذیرفته');
  await expect(card.locator('.timeline')).toContainText('مسئول: نگار رحیمی');
});

test('a number is put right with its restriction, and undone', async () => {
  await page.goto(`${desk.base}/leads/${clinic.star}`);
  const contact = page.locator('.contact').filter({ hasText: '۲۲۴۴ ۶۶۸۸' });
  await contact.getByRole('button', { name: 'ویرایش راه تماس' }).click();
  await page.getByRole('dialog').getByText('بدون تماس').click();
  await page.getByRole('dialog').getByRole('button', { name: 'ذخیره' }).click();
  await expect(contact.getByText('بدون تماس')).toBeVisible();
  await page.keyboard.press('Control+KeyZ');
  await expect(contact.getByText('بدون تماس')).toHaveCount(0);
  await page.getByRole('button', { name: 'راه تماس تازه' }).click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'تلفن' }).fill('۱۲');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog').locator('.react-aria-FieldError')).toBeVisible(); // at its field
  await page.keyboard.press('Escape');
});

test('a budget is written in toman and not taken for rial', async () => {
  await page.getByRole('button', { name: 'ویرایش: بودجه' }).click();
  await page.getByRole('combobox', { name: 'واحد پول' }).selectOption({ label: 'تومان' });
  await page.getByRole('textbox', { name: 'بودجه' }).fill('۲۰۰٬۰۰۰٬۰۰۰');
  await page.getByRole('textbox', { name: 'بودجه' }).press('Enter');
  await expect(page.getByRole('button', { name: 'ویرایش: بودجه' })).toContainText('۲۰۰٬۰۰۰٬۰۰۰ تومان = ۲٬۰۰۰٬۰۰۰٬۰۰۰ ریال');
  const lead = await call<{ budget: object }>(page, desk, 'GET', `/api/v1/leads/${clinic.star}`);
  expect(lead.budget).toEqual({ amount: 200_000_000, currency: 'IRT' });
});

test('the calendar is headed and read aloud as Persian is written', async () => {
  await page.getByRole('button', { name: 'نوبت بعدی' }).last().click();
  const calendar = page.getByRole('dialog');
  await expect(calendar.getByRole('heading').last()).toHaveText(/^[آ-ی]+ ۱۴[۰-۹]{2}$/);
  const day = calendar.locator('.calendar-cell[aria-label]').nth(9);
  await expect(day).toHaveAttribute('aria-label', /[آ-ی‌]+ [۰-۹]{1,2} [آ-ی]+ ۱۴[۰-۹]{2}/);
  await expect(calendar.getByRole('columnheader', { includeHidden: true }).first()).toHaveText('ش'); // the week begins on Saturday
  await page.keyboard.press('Escape');
});

test('a colleague was quicker: his words stand, ours are offered, nothing is lost', async () => {
  const path = `/api/v1/leads/${clinic.star}`;
  const theirs = async (change: object) => {
    const { version } = await call<{ version: number }>(page, desk, 'GET', path);
    await page.request.patch(desk.base + path, { headers: { Origin: desk.base, 'If-Match': `"v${version}"` }, data: change });
  };
  const asked = new Set<Request>();
  page.on('request', request => {
    if (request.method() === 'GET' && new URL(request.url()).pathname === path) asked.add(request);
  });
  for (const end of ['requestfinished', 'requestfailed'] as const) page.on(end as 'requestfinished', request => asked.delete(request));
  // What one does oneself is read once more; what a colleague does after that, the page does not know yet.
  const readAgain = async (act: () => Promise<unknown>) => {
    let isTaken = false;
    const again = page.waitForResponse(answer => {
      const { pathname } = new URL(answer.url());
      if (answer.request().method() !== 'GET') isTaken ||= pathname.startsWith(path) && answer.ok();
      else return isTaken && pathname === path;
      return false;
    });
    await act();
    await again;
    await expect.poll(() => asked.size).toBe(0);
  };
  // The page hears nothing of the colleague, as on a bad line.
  await page.route('**/api/v1/events', route => route.abort());
  await page.goto(`${desk.base}/leads/${clinic.star}`);
  const organisation = page.getByRole('button', { name: 'ویرایش: سازمان' });
  const write = async (words: string) => {
    await organisation.click();
    await page.getByRole('textbox', { name: 'سازمان' }).fill(words);
    await page.keyboard.press('Enter');
  };
  await expect(organisation).toContainText('بیمارستان مهر');
  await theirs({ place: 'کرج' }); // another fact: no conflict
  await readAgain(() => write('بیمارستان پارس'));
  await expect(organisation).toContainText('بیمارستان پارس');
  await expect(page.getByText('تغییر من بماند')).toHaveCount(0);
  await theirs({ organisation: 'بیمارستان آتیه' });
  await write('بیمارستان دی');
  await expect(page.getByText('همین حالا کس دیگری')).toBeVisible();
  await expect(organisation).toContainText('بیمارستان آتیه');
  await readAgain(() => page.getByRole('button', { name: 'تغییر من بماند' }).click());
  await expect(organisation).toContainText('بیمارستان دی');

  // What is decided about a lead is held to the same: its status, its owner.
  const { data: statuses } = await call<{ data: { id: string; key: string; label: { fa: string } }[] }>(
    page,
    desk,
    'GET',
    '/api/v1/statuses',
  );
  const named = (key: string) => statuses.find(one => one.key === key) as (typeof statuses)[number];
  const status = page.getByRole('button', { name: /وضعیت/ }).first();
  const choose = async (key: string) => {
    await status.click();
    await page.getByRole('option', { name: named(key).label.fa, exact: true }).click();
  };
  await theirs({ place: 'قم' });
  await readAgain(() => choose('in_contact'));
  await expect(page.locator('.toast').filter({ hasText: 'وضعیت' })).toBeVisible();
  await call(page, desk, 'POST', `${path}/status`, { status_id: named('lost').id });
  await choose('qualified');
  await expect(page.getByText('همین حالا کس دیگری')).toBeVisible();
  await expect(status).toContainText(named('lost').label.fa);
  await page.getByRole('button', { name: 'تغییر او بماند' }).click();
  await expect(page.getByText('همین حالا کس دیگری')).toHaveCount(0);
  expect((await call<{ status: { key: string } }>(page, desk, 'GET', path)).status.key).toBe('lost');
  await call(page, desk, 'POST', `${path}/status`, { status_id: named('in_contact').id });
  await choose('qualified');
  await readAgain(() => page.getByRole('button', { name: 'تغییر من بماند' }).click());
  await expect(status).toContainText(named('qualified').label.fa);
  // The way back is no road over somebody's head either.
  await call(page, desk, 'POST', `${path}/status`, { status_id: named('lost').id });
  await page.keyboard.press('Control+KeyZ');
  await expect(page.getByText('همین حالا کس دیگری')).toBeVisible();
  await expect(status).toContainText(named('lost').label.fa);
  await page.getByRole('button', { name: 'تغییر او بماند' }).click();
  await page.unroute('**/api/v1/events');
});

test('the inbox by digits: junk with its reason, and back', async () => {
  await page.goto(`${desk.base}/inbox`);
  const items = page.locator('.inbox-item');
  await items.first().waitFor();
  const count = await items.count();
  const name = (await items.first().locator('.name').textContent()) ?? '';
  await expect(page.locator('.card-head .title')).toContainText(name);
  await page.keyboard.press('KeyX');
  await page.keyboard.press('Digit2');
  await expect(items).toHaveCount(count - 1);
  await expect(page.locator('.toast').filter({ hasText: 'کنار گذاشته شد' })).toContainText(name);
  await page.keyboard.press('Control+KeyZ');
  await expect(items).toHaveCount(count);
  await page.keyboard.press('Shift+Slash');
  await expect(page.getByRole('dialog')).toContainText('بی‌ارزش');
  await page.keyboard.press('Escape');
});

test('the inbox by letters: given to a colleague, put off until the morning, each taken back', async () => {
  interface Row {
    id: string;
    display_name: string;
    owner?: { name: string };
    snoozed_until?: string;
  }
  const { data } = await call<{ data: Row[] }>(page, desk, 'GET', '/api/v1/leads?inbox=true&sort=-created_at&limit=100');
  const [first] = data as [Row];
  const kept = () => call<Row>(page, desk, 'GET', `/api/v1/leads/${first.id}`);
  expect(first.owner).toBeUndefined();
  await page.goto(`${desk.base}/inbox`);
  const items = page.locator('.inbox-item');
  const names = page.locator('.inbox-item .name');
  await expect(items).toHaveCount(data.length);
  await expect(page.locator('.card-head .title')).toContainText(first.display_name);

  await page.keyboard.press('KeyA');
  const colleagues = page.getByRole('dialog', { name: 'بسپار' }).locator('.quick').getByRole('button');
  await expect(colleagues.first()).toBeVisible();
  const number = (await colleagues.allTextContents()).findIndex(name => name.includes('نگار رحیمی')) + 1;
  await page.keyboard.press(`Digit${number}`);
  await expect(page.locator('.toast').filter({ hasText: 'تغییر کرد' })).toContainText(first.display_name);
  await expect(page.getByRole('button', { name: /مسئول/ }).first()).toContainText('نگار رحیمی');
  expect((await kept()).owner?.name).toBe('نگار رحیمی');
  await expect(items).toHaveCount(data.length); // whoever has it has not taken it on yet
  await page.keyboard.press('Control+KeyZ');
  await expect(page.getByRole('button', { name: /مسئول/ }).first()).not.toContainText('نگار رحیمی');
  expect((await kept()).owner).toBeUndefined();

  await page.keyboard.press('KeyH');
  await expect(page.getByRole('dialog', { name: 'بعداً' })).toBeVisible();
  await page.keyboard.press('Digit2');
  await expect(items).toHaveCount(data.length - 1);
  await expect(page.locator('.toast').filter({ hasText: 'به تعویق افتاد' })).toContainText(first.display_name);
  const until = new Date((await kept()).snoozed_until ?? '');
  expect(until.getTime()).toBeGreaterThan(Date.now());
  expect(until.toLocaleTimeString('en-GB', { timeZone: 'Asia/Tehran' })).toBe('09:00:00');
  await page.keyboard.press('Control+KeyZ');
  await expect(items).toHaveCount(data.length);
  await expect(names.first()).toHaveText(first.display_name);
  expect((await kept()).snoozed_until).toBeUndefined();
});

test('five decisions are taken back one by one, the last first, also when their words are gone', async () => {
  await page.goto(`${desk.base}/inbox`);
  const items = page.locator('.inbox-item');
  await items.first().waitFor();
  const names = () => page.locator('.inbox-item .name').allTextContents();
  const before = await names();
  expect(before.length).toBeGreaterThan(5);
  for (let left = before.length; left > before.length - 5; left--) {
    await expect(page.getByRole('button', { name: /^بپذیر/ })).toBeEnabled();
    await page.keyboard.press('KeyE');
    await expect(items).toHaveCount(left - 1);
  }
  await expect(page.locator('.toast')).toHaveCount(3);
  await expect(page.locator('.toast')).toHaveCount(0, { timeout: 15_000 });
  for (let left = before.length - 4; left <= before.length; left++) {
    await page.keyboard.press('Control+KeyZ');
    await expect(items).toHaveCount(left);
    await expect(page.locator('.toast').first()).toContainText('برگردانده شد');
  }
  expect(await names()).toEqual(before);
});

test('facts of a card are taken back one after the other by Ctrl+Z, and brought again by the button', async () => {
  await page.goto(`${desk.base}/leads/${clinic.star}`);
  const fact = (name: string) => page.locator('.fact').filter({ hasText: name }).locator('.inline-value');
  for (const [name, text] of [
    ['سمت', 'جراح'],
    ['شهر و محل', 'شیراز'],
  ] as const) {
    await fact(name).click();
    await page.getByRole('textbox', { name }).fill(text);
    await page.keyboard.press('Enter');
    await expect(fact(name)).toContainText(text);
  }
  await page.keyboard.press('Control+KeyZ');
  await expect(fact('شهر و محل')).not.toContainText('شیراز');
  await expect(fact('سمت')).toContainText('جراح');
  await page.keyboard.press('Control+KeyZ');
  await expect(fact('سمت')).not.toContainText('جراح');
  await takeBackLatest(page);
  await expect(fact('سمت')).toContainText('جراح');
  await page.keyboard.press('Control+KeyZ');
  await expect(fact('سمت')).not.toContainText('جراح');
});

test('a lead made by mistake is taken back: nothing is deleted, it is marked', async () => {
  await page.goto(`${desk.base}/leads`);
  await page.getByRole('button', { name: 'سرنخ تازه' }).click();
  const dialog = page.getByRole('dialog', { name: 'سرنخ تازه' });
  await dialog.getByLabel('نام', { exact: true }).fill('فرد اشتباهی');
  await dialog.getByRole('button', { name: 'ذخیره' }).click();
  await expect(page.getByRole('heading', { name: 'فرد اشتباهی' })).toBeVisible();
  await takeBackLatest(page);
  await expect(page.getByText('به اشتباه ساخته شد').first()).toBeVisible();
});

test('the list has the keyboard: one stop for Tab, who was taken back stands there again, a note by its key', async () => {
  await page.goto(`${desk.base}/inbox`);
  const items = page.locator('.inbox-item');
  const current = page.locator('.inbox-item[aria-current=true]');
  await expect(items.first()).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(items.nth(1)).toBeFocused();
  const name = (await current.locator('.name').textContent()) ?? '';
  await expect(page.locator('.card-head .title')).toContainText(name);
  const count = await items.count();
  await page.keyboard.press('KeyE');
  await expect(items).toHaveCount(count - 1);
  await expect(current).toBeFocused(); // the next one, in its place
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Control+KeyZ');
  await expect(items).toHaveCount(count);
  await expect(current.locator('.name')).toHaveText(name);
  await expect(page.locator('.card-head .title')).toContainText(name);
  await page.keyboard.press('KeyN');
  await page.keyboard.type('فردا ساعت ۱۰ زنگ بزنم');
  await page.keyboard.press('Control+Enter');
  await expect(page.locator('.timeline .note').first()).toHaveText('فردا ساعت ۱۰ زنگ بزنم');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab'); // from the place of the note, not from the top of the page
  expect(await page.evaluate(() => !!document.activeElement?.closest('.inbox-pane'))).toBe(true);
  // The list of leads takes the keyboard too: walk and open, without a pointer and without Tab.
  await page.goto(`${desk.base}/leads`);
  await page.locator('.grid-row').first().waitFor();
  await page.keyboard.press('KeyJ');
  await page.keyboard.press('KeyJ');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/leads\/\d+/);
  await page.getByRole('heading', { level: 1, name: 'کارت سرنخ' }).waitFor();
  await expect(page.locator('.card-head .title')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('grid')).toBeFocused();
  // From what was typed into what was found.
  await page.keyboard.press('Slash');
  await page.keyboard.type('۴۳۲۱');
  await expect(page.locator('.topline .total')).toHaveText('۱');
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('grid')).toBeFocused();
});

test('who was taken for a robot is let in, and appears without reloading', async () => {
  const forms = await call<{ data: { id: string; title: { fa: string } }[] }>(page, desk, 'GET', '/api/v1/forms');
  const contact = forms.data.find(form => form.title.fa === 'پرسش از کلینیک');
  await page.goto(`${desk.base}/forms/${contact?.id}?tab=submissions`);
  const caught = page.locator('.submission').filter({ hasText: 'خانهٔ پنهان پر شد' });
  await expect(caught).toContainText('SEO Master');
  await expect(page.locator('.submission').filter({ hasText: 'صفحه از ما نبود' })).toHaveCount(1);
  const waiting = page.locator('.sidebar .count');
  const before = (await waiting.textContent()) ?? '';
  await caught.getByRole('button', { name: 'آدم است؛ آزاد کن' }).click();
  await expect(page.locator('.submission').filter({ hasText: 'SEO Master' }).getByRole('link')).toBeVisible();
  await expect(waiting).not.toHaveText(before);
  // That was a slip: it waits again, and nobody new is in the inbox.
  await page.keyboard.press('Control+KeyZ');
  await expect(caught.getByRole('button', { name: 'آدم است؛ آزاد کن' })).toBeVisible();
  await expect(waiting).toHaveText(before);
  await caught.getByRole('button', { name: 'آدم است؛ آزاد کن' }).click();
  await expect(waiting).not.toHaveText(before);
});

test('the drop-off of each step, as a chart and as a table', async () => {
  await page.goto(`${desk.base}/forms/${clinic.form.id}?tab=dropoff`);
  await expect(page.locator('.funnel li')).toHaveCount(2);
  await page.getByRole('button', { name: 'نمایش جدول' }).click();
  await expect(page.getByRole('row').filter({ hasText: 'چه می‌خواهید؟' })).toContainText('۷');
});

test('a foreign number stands in the groups of its country', async () => {
  await page.goto(`${desk.base}/leads?q=acme`);
  await expect(page.locator('.grid-row').filter({ hasText: 'Acme' })).toContainText('+۹۷۱ ۴ ۲۳۴ ۵۶۷۸');
});
