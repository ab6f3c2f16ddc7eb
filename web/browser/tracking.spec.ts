// A site of another origin with our script: its visitor looks around, fills a form, and the lead's card shows the visits.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@playwright/test';
import { call, type Desk, setUp, startDesk, userAgent } from './desk';

let desk: Desk;
let shop: Server;
test.beforeAll(async () => {
  desk = await startDesk();
});
test.afterAll(async () => {
  shop?.close();
  await desk.stop();
});

test('visits on another site, then its form: the card shows them', async ({ browser }) => {
  const person = await browser.newContext({ locale: 'fa-IR', viewport: { width: 1360, height: 850 } });
  const page = await person.newPage();
  await setUp(page, desk);
  const form = await call<{ id: string; public_id: string }>(page, desk, 'POST', '/api/v1/forms', { template: 'newsletter' });
  await call(page, desk, 'POST', `/api/v1/forms/${form.id}/publication`);

  await page.goto(`${desk.base}/settings/tracking`);
  await expect(page.getByRole('heading', { name: 'هنوز سایتی وصل نیست' })).toBeVisible();
  await page.getByLabel('نام سایت').fill('فروشگاه');
  await page.getByRole('button', { name: 'سایت تازه' }).click();
  await expect(page.getByText('چشم‌به‌راه نخستین بازدید')).toBeVisible();
  const snippet = (await page.locator('.code').textContent()) ?? '';
  expect(snippet).toContain('/t.js');

  const titles: Record<string, string> = { '/': 'خانه', '/price': 'قیمت‌ها', '/contact': 'تماس' };
  shop = createServer((request, answer) => {
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    answer.setHeader('Content-Type', 'text/html; charset=utf-8');
    answer.setHeader(
      'Content-Security-Policy',
      `default-src 'none'; script-src ${desk.base}; connect-src ${desk.base}; font-src ${desk.base}`,
    );
    const embed = path === '/contact' ? `<script src="${desk.base}/f/${form.public_id}/embed.js" async></script>` : '';
    answer.end(
      `<!doctype html><html lang="fa"><head><title>${titles[path] ?? ''}</title>${snippet}</head><body><a href="/price">قیمت</a> <a href="/contact">تماس</a>${embed}</body></html>`,
    );
  });
  await new Promise<void>(done => shop.listen(0, '127.0.0.1', done));
  const origin = `http://127.0.0.1:${(shop.address() as AddressInfo).port}`;

  // Whoever asks his browser not to be followed is not.
  const silent = await browser.newContext({ userAgent, locale: 'fa-IR' });
  await silent.addInitScript(() => {
    Object.defineProperty(navigator, 'webdriver', { get: () => false });
    Object.defineProperty(navigator, 'globalPrivacyControl', { get: () => true });
  });
  const quiet = await silent.newPage();
  const sent: string[] = [];
  quiet.on('request', request => {
    if (request.method() === 'POST') sent.push(request.url());
  });
  await quiet.goto(origin);
  await quiet.goto(`${origin}/price`);
  expect(sent).toEqual([]);
  expect(await quiet.evaluate(() => localStorage.length)).toBe(0);

  // A person, in a browser that says so.
  const visitor = await browser.newContext({ userAgent, locale: 'fa-IR' });
  await visitor.addInitScript(() => Object.defineProperty(navigator, 'webdriver', { get: () => false }));
  const site = await visitor.newPage();
  const delivered = () => site.waitForResponse(answer => answer.url().includes('/t/wk_') && answer.request().method() === 'POST');
  let answer = delivered();
  await site.goto(`${origin}/?utm_source=ig&utm_medium=story`);
  expect((await answer).status()).toBe(204);
  await site.waitForTimeout(1200);
  answer = delivered();
  await site.getByRole('link', { name: 'قیمت' }).click();
  await answer;
  await site.getByRole('link', { name: 'تماس' }).click();
  await site.getByLabel(/^ایمیل/).fill('reader@example.com');
  await site.getByLabel(/خبرنامه/).check();
  await site.waitForTimeout(1600);
  await site.getByRole('button', { name: 'عضو شو' }).click();
  await expect(site.getByRole('heading', { name: 'سپاس از شما' })).toBeVisible();

  await expect(page.getByText(/کار می‌کند/)).toBeVisible({ timeout: 10_000 });
  const found = await call<{ data: { id: string; source_label: string }[] }>(page, desk, 'GET', '/api/v1/leads?q=reader@example.com');
  expect(found.data).toHaveLength(1);
  expect(found.data[0]?.source_label).toBe('Instagram');
  await page.goto(`${desk.base}/leads/${found.data[0]?.id}`);
  await expect(page.getByText('به سایت آمد')).toBeVisible();
  await expect(page.getByText('قیمت‌ها').first()).toBeVisible();
  await expect(page.getByText('۳ صفحه').first()).toBeVisible();
});
