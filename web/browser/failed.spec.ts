// The power fails each time while a list comes in. The program gives up at last and says so; the owner has it tried again, and every row is
// there once. The clock is turned, for between the attempts lie hours.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { call, type Desk, serve, setUp } from './desk';
import { allLooks, dress, look } from './look';

interface Import {
  id: string;
  state: string;
  read: number;
  made: number;
}
const count = 9_000;

let folder: string;
let desk: Desk;
let page: Page;
let minutes = 0;
/** Once more, after whoever held the work has lost it. */
async function start() {
  desk = await serve(folder, '--virtual-clock', new Date(Date.now() + minutes * 60_000).toISOString());
  minutes += 2;
}
test.beforeAll(async ({ browser }) => {
  folder = mkdtempSync(join(tmpdir(), 'sarnakh-browser-'));
  await start();
  page = await (await browser.newContext({ locale: 'fa-IR', viewport: { width: 1360, height: 850 } })).newPage();
  await setUp(page, desk);
});
test.afterAll(async () => {
  await desk.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('a list over which the program dies each time is given up, named, and tried again by hand', async () => {
  test.setTimeout(180_000);
  await page.goto(`${desk.base}/settings/failed`);
  await expect(page.getByText('هیچ کاری ناکام نمانده است')).toBeVisible();

  const note = 'یادداشت '.repeat(40);
  const rows = Array.from({ length: count }, (_, index) => `شخص ${index},09${String(120_000_000 + index)},${note}`);
  const answer = await page.request.post(`${desk.base}/api/v1/imports`, {
    headers: { Origin: desk.base },
    multipart: {
      file: { name: 'list.csv', mimeType: 'text/csv', buffer: Buffer.from(['نام,موبایل,یادداشت', ...rows].join('\n')) },
    },
  });
  const { id } = (await answer.json()) as Import;
  await call(page, desk, 'POST', `/api/v1/imports/${id}/start`, { origin: 'organic' });
  const now = () => call<Import>(page, desk, 'GET', `/api/v1/imports/${id}`);
  const failed = async () => (await call<{ data: { kind: string }[] }>(page, desk, 'GET', '/api/v1/dead-letters')).data;

  let deaths = 0;
  for (; (await failed()).length === 0; deaths++) {
    const before = (await now()).read;
    const working = page.request.post(`${desk.base}/test/quiet`, { headers: { Origin: desk.base }, timeout: 60_000 }).then(
      () => true,
      () => false, // nobody answers who has died
    );
    let ended = false;
    void working.then(done => {
      ended = done;
    });
    while (!ended && (await now()).read === before) await new Promise(done => setTimeout(done, 2));
    if (ended) break; // it looked at the work and gave it up
    await desk.kill();
    await working;
    await start();
  }
  expect(deaths).toBe(7);
  expect(await now()).toMatchObject({ state: 'running' });
  const left = await now();
  expect(left.read).toBeLessThan(count);

  const error = 'the server stopped while it ran';
  const lineOf = (work: string) => page.getByRole('row').filter({ hasText: work });
  for (const [language, work, headings, detail] of [
    ['fa', 'ورود فهرست', ['کار', 'آخرین تلاش', 'علت'], 'جزئیات فنی'],
    ['en', 'Import of a list', ['Work', 'Last attempt', 'Cause'], 'Technical detail'],
  ] as const) {
    await call(page, desk, 'PATCH', '/api/v1/me', { language });
    await dress(page, 'light', 1360);
    await page.goto(`${desk.base}/settings/failed`);
    const line = lineOf(work);
    await expect(line).toBeVisible();
    for (const heading of headings) await expect(page.getByRole('columnheader', { name: heading, exact: true })).toBeVisible();
    await expect(line.getByText(error)).toBeHidden();
    for (const [theme, width] of allLooks) {
      await dress(page, theme, width);
      await look(page, 'failed-work', language, theme, width);
    }
    await line.getByText(detail).click();
    const technical = line.locator('p');
    await expect(technical).toHaveText(`import: ${error}`);
    await expect(technical).toBeVisible();
    await expect(technical).toHaveAttribute('lang', 'en');
    await expect(technical).toHaveCSS('direction', 'ltr');
    for (const [theme, width] of allLooks) {
      await dress(page, theme, width);
      await look(page, 'failed-work-detail', language, theme, width);
    }
  }
  await call(page, desk, 'PATCH', '/api/v1/me', { language: 'fa' });
  await dress(page, 'light', 1360);
  await page.goto(`${desk.base}/settings/failed`);
  await lineOf('ورود فهرست').getByRole('button', { name: 'دوباره' }).click();
  await expect(page.getByRole('status').getByText('دوباره آغاز شد')).toBeVisible();
  await expect(page.getByText('هیچ کاری ناکام نمانده است')).toBeVisible();

  await call(page, desk, 'POST', '/test/quiet', {});
  expect(await now()).toMatchObject({ state: 'done', read: count, made: count });
  expect(await failed()).toEqual([]);
  await page.goto(`${desk.base}/leads`);
  await expect(page.locator('h1 .total')).toHaveText('۹٬۰۰۰');
});
