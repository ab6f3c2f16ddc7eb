// The list as a calendar: exact counts of days, by every date; from day to day and month to month by keys; the card beside it, the table of
// one day, who arrives meanwhile, and a view that keeps it.
import { expect, type Page, test } from '@playwright/test';
import { inClinic } from './clinic';
import { call, type Desk, persian, readsIn } from './desk';
import { allLooks, dress, look } from './look';

test.describe.configure({ mode: 'serial' });
let desk: Desk;
let page: Page;
let star = '';
inClinic(opened => {
  ({ desk, page } = opened);
  star = opened.clinic.star;
});

interface Calendar {
  from: string;
  to: string;
  total: number;
  days: { day: string; count: number; leads: { id: string; display_name: string }[] }[];
}
const asked = (query = '') => call<Calendar>(page, desk, 'GET', `/api/v1/leads/calendar?leads=3${query}`);
const day = (iso: string) => page.locator(`[data-day="${iso}"]`);
const leads = (iso: string) => day(iso).locator('[data-card]');
const card = (id: string) => page.locator(`[data-card="${id}"]`);
const isoDay = (at: Date) => new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Tehran' }).format(at);
const today = () => isoDay(new Date());
const plus = (iso: string, days: number) => new Date(Date.parse(`${iso}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
const title = () => page.locator('.calendar-bar h2');
const monthName = (iso: string) => {
  const parts = new Intl.DateTimeFormat('fa-IR-u-ca-persian', { month: 'long', year: 'numeric', timeZone: 'UTC' }).formatToParts(
    new Date(`${iso}T12:00:00Z`),
  );
  const part = (type: string) => parts.find(one => one.type === type)?.value;
  return `${part('month')} ${part('year')}`;
};
const open = async (query = '') => {
  await page.goto(`${desk.base}/leads?layout=calendar${query}`);
  await page.locator('[role=grid][aria-busy=false]').waitFor();
};
const choose = async (name: string) => {
  await page.getByRole('button', { name: /^تقویم بر پایهٔ/ }).click();
  await page.getByRole('menuitem', { name, exact: true }).click();
  await page.locator('[role=grid][aria-busy=false]').waitFor();
};

test('a place for each day of the month with its exact count, and the first of those who came', async () => {
  await page.goto(`${desk.base}/leads`);
  await page.locator('.grid-row').first().waitFor();
  await page.getByRole('button', { name: 'تقویم' }).click();
  await expect(page).toHaveURL(/layout=calendar/);
  const found = await asked();
  await expect(title()).toHaveText(monthName(today()));
  await expect(page.locator('[role=columnheader]').first()).toHaveText('شنبه');
  await expect(page.locator('[aria-current=date] .calendar-number')).toHaveText(
    new Intl.DateTimeFormat('fa-IR-u-ca-persian', { day: 'numeric', timeZone: 'Asia/Tehran' }).format(new Date()),
  );
  let sum = 0;
  for (const one of found.days) {
    sum += one.count;
    await expect(day(one.day).locator('.count')).toHaveText(persian(one.count));
    await expect(leads(one.day)).toHaveCount(Math.min(one.count, 3));
  }
  expect(sum).toBeGreaterThan(0);
  await expect(page.locator('.topline .total')).toHaveText(persian(found.total));
  await expect(page.locator('.calendar-bar [role=status]')).toContainText(`${persian(sum)} سرنخ در این ماه`);
});

test('more of a day is the table of that day, with as many rows as the calendar counts', async () => {
  const busy = (await asked()).days.reduce((most, one) => (one.count > most.count ? one : most));
  expect(busy.count).toBeGreaterThan(3);
  await day(busy.day)
    .getByRole('link', { name: `${persian(busy.count - 3)} سرنخ دیگر` })
    .click();
  await expect(page.locator('.topline .total')).toHaveText(persian(busy.count));
  await expect(page.locator('.grid-row')).toHaveCount(busy.count);
  await expect(page).not.toHaveURL(/layout|month/);
  await page.goBack();
  await expect(day(busy.day).locator('.count')).toHaveText(persian(busy.count));
});

test('a lead of the calendar lies beside it as a card, and J goes on to the next', async () => {
  const busy = (await asked()).days.reduce((most, one) => (one.count > most.count ? one : most));
  const [first, second] = busy.leads;
  await card(first?.id ?? '').click();
  await expect(page.locator('.peek')).toContainText(first?.display_name ?? '');
  await expect(card(first?.id ?? '')).toHaveAttribute('data-peeked', 'true');
  await page.keyboard.press('j');
  await expect(card(second?.id ?? '')).toHaveAttribute('data-peeked', 'true');
  await page.keyboard.press('Escape');
  await expect(page.locator('.peek')).toHaveCount(0);
});

test('by an own date and by the day of return: each lead stands on its day', async () => {
  const custom = (await call<{ custom: { appointment: string } }>(page, desk, 'GET', `/api/v1/leads/${star}`)).custom;
  await open('&month=1405-09');
  await choose('نوبت بعدی');
  await expect(page).toHaveURL(/date=custom\.appointment/);
  if ((await day(custom.appointment).count()) === 0) await page.keyboard.press('PageDown');
  await expect(leads(custom.appointment)).toHaveCount(1);
  await expect(card(star)).toBeVisible();

  // A minute before midnight of the reader's clock is that day still, two minutes later the next one.
  const evening = plus(today(), 1);
  const [late, early] = (await asked()).days.flatMap(one => one.leads);
  if (!late || !early) throw new Error('two leads are needed');
  await call(page, desk, 'POST', `/api/v1/leads/${late.id}/snooze`, { until: `${evening}T23:59:00+03:30` });
  await call(page, desk, 'POST', `/api/v1/leads/${early.id}/snooze`, { until: `${plus(evening, 1)}T00:01:00+03:30` });
  await open();
  await choose('زمان بازگشت');
  await expect(day(evening).locator(`[data-card="${late.id}"]`)).toContainText('۲۳:۵۹');
  if ((await day(plus(evening, 1)).count()) === 0) await page.keyboard.press('PageDown');
  await expect(day(plus(evening, 1)).locator(`[data-card="${early.id}"]`)).toContainText('۰۰:۰۱');
});

test('by keys: from day to day, to the months beside, into a day, and back', async () => {
  await open();
  const now = today();
  await day(now).focus();
  await page.keyboard.press('ArrowLeft'); // in Persian tomorrow is to the left
  await expect(day(plus(now, 1))).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowUp');
  await expect(day(plus(now, -7))).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Home');
  await expect(page.locator('[data-day]:focus')).toContainText('شنبه');
  await page.keyboard.press('PageDown');
  const there = (await page.locator('[data-day]:focus').getAttribute('data-day')) ?? '';
  expect(there > now).toBe(true);
  await expect(title()).toHaveText(monthName(there));
  await expect(page).toHaveURL(/month=\d{4}-\d{2}/);
  await page.keyboard.press('PageUp');
  await page.keyboard.press('t');
  await expect(day(now)).toBeFocused();
  await expect(title()).toHaveText(monthName(now));

  const busy = (await asked()).days.reduce((most, one) => (one.count > most.count ? one : most));
  await day(busy.day).focus();
  await page.keyboard.press('Enter');
  await expect(leads(busy.day).first()).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(leads(busy.day).nth(1)).toBeFocused();
  await page.keyboard.press('Space');
  await expect(page.locator('.peek')).toBeVisible();
  await page.keyboard.press('Space');
  await expect(page.locator('.peek')).toHaveCount(0);
  await leads(busy.day).nth(1).focus();
  await page.keyboard.press('Escape');
  await expect(day(busy.day)).toBeFocused();
  // Into the whole card and back to the same lead.
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/leads\/\d+/);
  await page.locator('.card-head .title').waitFor();
  await page.keyboard.press('Escape');
  await expect(leads(busy.day).first()).toBeFocused();
});

interface Snoozed {
  snoozed_until: string;
  custom: { appointment?: string };
}
const leadNow = (id: string) => call<Snoozed>(page, desk, 'GET', `/api/v1/leads/${id}`);
const undo = () => page.getByRole('button', { name: 'برگردان' }).last().click();

test('by Shift and an arrow an own date goes to the day beside and to the week after, with the keyboard and a way back', async () => {
  const at = plus(today(), 2);
  await page.request.patch(`${desk.base}/api/v1/leads/${star}`, {
    headers: { Origin: desk.base, 'If-Match': '*' },
    data: { custom: { appointment: at } },
  });
  await open();
  await choose('نوبت بعدی');
  if ((await day(at).count()) === 0) await page.keyboard.press('PageDown');
  await card(star).focus();
  await page.keyboard.press('Shift+ArrowLeft');
  await expect(day(plus(at, 1)).locator(`[data-card="${star}"]`)).toBeFocused();
  await page.keyboard.press('Shift+ArrowLeft'); // before the server has said so
  await expect(day(plus(at, 2)).locator(`[data-card="${star}"]`)).toBeFocused();
  await expect.poll(async () => (await leadNow(star)).custom.appointment).toBe(plus(at, 2));
  await expect(page.getByText('ذخیره شد').first()).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect.poll(async () => (await leadNow(star)).custom.appointment).toBe(plus(at, 1));
  await expect(day(plus(at, 1)).locator(`[data-card="${star}"]`)).toBeVisible();
  await card(star).focus();
  await page.keyboard.press('Shift+ArrowDown'); // into the month after, if need be
  await expect(day(plus(at, 8)).locator(`[data-card="${star}"]`)).toBeFocused();
  await expect.poll(async () => (await leadNow(star)).custom.appointment).toBe(plus(at, 8));
});

test('the pointer takes who was put off to another day, at the same time of day; into the past it does not', async () => {
  const [one] = (await asked()).days.flatMap(some => some.leads);
  if (!one) throw new Error('a lead is needed');
  // In the middle of the month after, where the browser takes one of the days for today: it is there whatever day it is.
  await open('&date=snoozed_until');
  await page.keyboard.press('PageDown');
  await expect(title()).not.toHaveText(monthName(today()));
  const days = await page.locator('[data-day]:not([data-outside])').evaluateAll(all => all.map(one => one.getAttribute('data-day') ?? ''));
  const [past = '', now = '', at = '', to = ''] = [days[9], days[10], days[11], days[13]];
  await page.evaluate(noon => {
    globalThis.Date = new Proxy(Date, { construct: (real, given) => new real(...((given.length > 0 ? given : [noon]) as [])) });
  }, `${now}T08:30:00Z`);
  await call(page, desk, 'POST', `/api/v1/leads/${one.id}/snooze`, { until: `${at}T09:40:00+03:30` });
  await expect(day(at).locator(`[data-card="${one.id}"]`)).toBeVisible();
  const drag = async (toDay: string, look: () => Promise<void>) => {
    await card(one.id).hover();
    await page.mouse.down();
    await day(toDay).hover({ force: true });
    await look();
    await page.mouse.up();
  };
  await drag(past, async () => {
    await expect(day(past)).toHaveAttribute('data-closed');
    await expect(day(past)).not.toHaveAttribute('data-over');
  });
  await expect(day(at).locator(`[data-card="${one.id}"]`)).toBeVisible();
  const there = day(to).locator(`[data-card="${one.id}"]`);
  await drag(to, async () => {
    await expect(day(to)).toHaveAttribute('data-over');
    await expect(page.locator('.calendar-ghost')).toBeVisible();
    await look(page, 'calendar-drag', 'fa', 'light', 1360);
    await page.keyboard.press('Escape');
    await expect(page.locator('.calendar-ghost')).toHaveCount(0);
  });
  await expect(page.locator('.peek')).toHaveCount(0); // it was no press
  await drag(to, async () => expect(day(to)).toHaveAttribute('data-over'));
  await expect(there).toContainText('۰۹:۴۰');
  await expect.poll(async () => Date.parse((await leadNow(one.id)).snoozed_until)).toBe(Date.parse(`${to}T09:40:00+03:30`));
  await undo();
  await expect(day(at).locator(`[data-card="${one.id}"]`)).toContainText('۰۹:۴۰');

  // A colleague was quicker: his day stands, and ours is offered.
  await expect.poll(async () => Date.parse((await leadNow(one.id)).snoozed_until)).toBe(Date.parse(`${at}T09:40:00+03:30`));
  await page.route('**/api/v1/leads/calendar*', route => route.abort());
  await call(page, desk, 'POST', `/api/v1/leads/${one.id}/snooze`, { until: `${plus(at, 1)}T12:00:00+03:30` });
  await drag(to, async () => undefined);
  await expect(page.getByRole('button', { name: 'تغییر من بماند' })).toBeVisible();
  await page.unroute('**/api/v1/leads/calendar*');
});

test('when somebody came is not moved', async () => {
  await open();
  const [first] = (await asked()).days.flatMap(some => some.leads);
  const was = await page
    .locator('[data-day]')
    .filter({ has: card(first?.id ?? '') })
    .getAttribute('data-day');
  await card(first?.id ?? '').focus();
  await page.keyboard.press('Shift+ArrowLeft');
  await expect(day(was ?? '').locator(`[data-card="${first?.id}"]`)).toBeFocused();
  await expect(page.locator('.lead-calendar')).not.toHaveAttribute('data-movable');
});

test('who comes meanwhile stands there at once', async () => {
  await open();
  const before = (await asked()).days.find(one => one.day === today())?.count ?? 0;
  await call(page, desk, 'POST', '/api/v1/leads', { full_name: 'مهمان تقویم', phones: [{ value: '09121230099' }] });
  await expect(day(today()).locator('.count')).toHaveText(persian(before + 1));
});

test('a holiday stands there by name, and one of the moon says that it may move', async () => {
  await open('&month=1405-11');
  await expect(day('2027-02-11').locator('.calendar-holiday')).toHaveText('پیروزی انقلاب');
  await expect(day('2027-02-11')).toHaveAttribute('data-free');
  const moved = page.locator('.calendar-holiday', { hasText: 'ولادت امام زمان' });
  await expect(moved).toHaveAttribute('title', /جابه‌جا/);
  await look(page, 'calendar-holidays', 'fa', 'light', 1360);
});

test('whoever reads in another calendar sees the days of rest of the place where the clinic is', async () => {
  await readsIn(page, desk, 'en', 'light');
  await open('&month=2027-02');
  const weekdays = page.getByRole('columnheader');
  await expect(weekdays).toHaveCount(7);
  await expect(weekdays.and(page.locator('[data-free]'))).toHaveText(['Friday']);
  await expect(day('2027-02-06')).not.toHaveAttribute('data-free'); // a Saturday
  await readsIn(page, desk, 'fa', 'light');
});

test('an empty month says so, and keeps its days', async () => {
  await open('&month=1399-12&date=custom.appointment');
  await expect(title()).toHaveText('اسفند ۱۳۹۹');
  await expect(page.locator('.calendar-bar [role=status]')).toContainText('در این ماه بر پایهٔ');
  await expect(page.locator('.calendar-bar [role=status]')).toContainText('کسی نیست');
  await expect(page.locator('[data-day]:not([data-outside])')).toHaveCount(30); // a leap year
  await page.getByRole('button', { name: 'امروز' }).click();
  await expect(title()).toHaveText(monthName(today()));
});

test('a date that is kept from nobody else but gone is said, and the way out offered', async () => {
  await page.goto(`${desk.base}/leads?layout=calendar&date=custom.gone`);
  await page.getByRole('button', { name: 'بر پایهٔ زمان آمدن' }).click();
  await expect(page.locator('[data-card]').first()).toBeVisible();
});

test('a view keeps the calendar and its date, and shows the month of today', async () => {
  await open('&date=snoozed_until&month=1405-01');
  await page.getByRole('button', { name: 'کارهای نما' }).click();
  await page.getByRole('menuitem', { name: 'ذخیره با نام تازه' }).click();
  await page.getByLabel('نام نما').fill('برگشتی‌های ماه');
  await page.getByRole('button', { name: 'ذخیره', exact: true }).click();
  await expect(page).toHaveURL(/view=\d+/);
  await page.getByRole('button', { name: 'تابلو' }).click();
  await expect(page.getByText('با نمای ذخیره‌شده فرق دارد')).toBeVisible();
  await page.goto(`${desk.base}/leads`);
  await page
    .getByRole('navigation', { name: 'نماها' })
    .getByRole('link', { name: /برگشتی‌های ماه/ })
    .click();
  await expect(title()).toHaveText(monthName(today()));
  await expect(page.getByRole('button', { name: 'تقویم بر پایهٔ زمان بازگشت' })).toBeVisible();
  await expect(page.getByText('با نمای ذخیره‌شده فرق دارد')).toHaveCount(0);
});

test('on a telephone: the days that have somebody, one below the other, and the card over them', async () => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`${desk.base}/leads`);
  await page.locator('.grid-row').first().waitFor();
  await page.getByRole('button', { name: 'گروه‌بندی و چیدمان' }).click();
  await page.getByRole('menuitem', { name: 'تقویم' }).click();
  const found = await asked();
  await expect(page.locator('.agenda > li')).toHaveCount(found.days.length);
  await leads(found.days[0]?.day ?? '')
    .first()
    .click();
  await expect(page.getByRole('dialog')).toContainText(found.days[0]?.leads[0]?.display_name ?? '');
  await page.goBack();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.getByRole('button', { name: 'ماه پیش' }).click();
  await expect(title()).not.toHaveText(monthName(today()));
});

for (const language of ['fa', 'en'] as const)
  test(`the calendar: ${language}`, async () => {
    await readsIn(page, desk, language);
    for (const [theme, width] of allLooks) {
      await page.setViewportSize({ width, height: 850 });
      await page.goto(`${desk.base}/leads?layout=calendar`);
      await page.locator('[data-card]').first().waitFor();
      await dress(page, theme, width);
      await look(page, 'calendar', language, theme, width);
      await page.locator('[data-card]').first().click();
      await page.locator('.card-head .title').waitFor();
      if (width === 1360) await look(page, 'calendar-peek', language, theme, width);
    }
  });
