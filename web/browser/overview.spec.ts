// The overview: each number is the number of rows it opens, the plot is read by keyboard and as a table.
import { expect, type Page, test } from '@playwright/test';
import { inClinic } from './clinic';
import { call, type Desk } from './desk';

let desk: Desk;
let page: Page;

inClinic(opened => {
  ({ desk, page } = opened);
});

const ascii = (text: string): number => Number(text.replace(/[۰-۹]/g, digit => String('۰۱۲۳۴۵۶۷۸۹'.indexOf(digit))).replace(/\D/g, ''));

async function open(period: string) {
  await page.goto(`${desk.base}/overview?period=${period}`);
  await page.locator('.overview').waitFor();
}

test('every number opens as many rows', async () => {
  test.setTimeout(240_000);
  await open('30d');
  const links = await page
    .locator('.overview a.number-link, .overview a.large')
    .evaluateAll(all => all.map(link => ({ href: link.getAttribute('href') ?? '', text: link.textContent ?? '' })));
  const numbers = new Map(links.map(link => [link.href, ascii(link.text)]));
  expect(numbers.size).toBeGreaterThan(15);
  expect([...numbers.values()].reduce((sum, number) => sum + number)).toBeGreaterThan(30);
  for (const [href, number] of numbers) {
    await page.goto(desk.base + href);
    if (number > 0)
      await expect(page.locator('h1 .total'), href).toHaveText(new RegExp(`^\\s*${new Intl.NumberFormat('fa-IR').format(number)}\\s*$`));
    else await expect(page.locator('.empty'), href).toBeVisible();
  }
});

test('the plot is one stop of the keyboard, its arrows follow the way of reading, and Enter opens the day', async () => {
  await open('7d');
  const bars = page.locator('.day-chart a');
  await expect(bars).toHaveCount(7);
  await expect(page.locator('.day-chart a[tabindex="0"]')).toHaveCount(1);
  await bars.last().focus();
  const words = (await bars.last().getAttribute('aria-label')) ?? '';
  await expect(page.locator('.readout')).toHaveText(words);
  await page.keyboard.press('ArrowRight'); // in a Persian desk to the right is the day before
  await expect(bars.nth(5)).toBeFocused();
  await page.keyboard.press('Home');
  await expect(bars.first()).toBeFocused();
  await page.keyboard.press('End');
  // Today stands at the left end, where reading Persian ends.
  const [first, last] = [await bars.first().boundingBox(), await bars.last().boundingBox()];
  expect(last?.x ?? 0).toBeLessThan(first?.x ?? 0);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/leads?**');
  const count = ascii(words.slice(words.indexOf(':')));
  await expect(page.locator('h1 .total')).toHaveText(new RegExp(new Intl.NumberFormat('fa-IR').format(count)));
  await page.goBack();
  await page.waitForURL('**/overview?period=7d');
});

test('the same numbers as a table, and a source set apart in the plot', async () => {
  await open('7d');
  const days = await page.locator('.day-chart a').evaluateAll(all => all.map(one => one.getAttribute('aria-label') ?? ''));
  const source = page.locator('.source-name').first();
  await source.click();
  await expect(source).toHaveAttribute('aria-pressed', 'true');
  await expect(page.locator('.day-chart .rest')).toHaveCount(7);
  await page.getByRole('button', { name: 'نمایش جدول' }).click();
  const rows = page.locator('.day-table tbody tr');
  await expect(rows).toHaveCount(7);
  const counted = await rows.evaluateAll(all => all.map(row => row.querySelector('a')?.textContent ?? ''));
  expect(counted.reverse().map(ascii)).toEqual(days.map(words => ascii(words.slice(words.indexOf(':')))));
  await page.getByRole('button', { name: 'نمایش نمودار' }).click();
  await expect(page.locator('.day-chart')).toBeVisible();
});

test('where nobody came in the period before, that is said and no number stands beside it', async () => {
  await open('90d');
  await expect(page.getByText(/در دورهٔ پیش .* کسی نیامده بود/)).toBeVisible();
  await expect(page.getByText('دورهٔ پیش:')).toHaveCount(0);
  await expect(page.getByRole('columnheader', { name: /پیش/ })).toHaveCount(0);
  // The notebook begins forty-three days ago, in the midst of the thirty days before these.
  await open('30d');
  await expect(page.getByText(/نخستین نفر .* آمده است؛ دورهٔ پیش کامل نیست/)).toBeVisible();
  await expect(page.getByText('دورهٔ پیش:').first()).toBeVisible();
  await expect(page.locator('.change')).toHaveCount(0);
  await open('7d');
  await expect(page.getByText('دورهٔ پیش کامل نیست')).toHaveCount(0);
  await expect(page.locator('.change')).toBeVisible();
});

test('a period without a lead names no busiest day', async () => {
  // The notebook ends three days ago and the forms are of today: somebody of the day before yesterday makes yesterday a day of none.
  const tehran = 3.5 * 3_600_000; // ahead of UTC, by whose clock days are named here
  const day = new Date(Date.now() + tehran - 2 * 86_400_000).toISOString().slice(0, 10);
  const uploaded = await page.request.post(`${desk.base}/api/v1/imports`, {
    headers: { Origin: desk.base },
    multipart: {
      file: {
        name: 'پریروز.csv',
        mimeType: 'text/csv',
        buffer: Buffer.from(`نام,موبایل,تاریخ ثبت\nمهمان پریروز,09120000077,${day} 10:20\n`),
      },
    },
  });
  const { id } = (await uploaded.json()) as { id: string };
  await call(page, desk, 'POST', `/api/v1/imports/${id}/start`, { origin: 'organic' });
  await expect.poll(async () => (await call<{ state: string }>(page, desk, 'GET', `/api/v1/imports/${id}`)).state).toBe('done');
  await open('yesterday');
  await expect(page.locator('.readout')).toHaveText('در این دوره هنوز سرنخی نیامده است.');
});
