// Every screen in both languages, light and dark, wide and narrow: no serious fault for people with assistive technology, no English word
// in the Persian desk, and a picture of each, kept under artefacts/.
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { call, type Desk, setUp, startDesk } from './desk';

let desk: Desk;
let form: { id: string; page_url: string };
let page: Page;
let lead: string;
let list: string;

const people = ['سارا محمدی', 'رضا کریمی', 'نگار حسینی', 'Acme Co.', 'John Smith', 'مهدی رضایی', 'لیلا احمدی'];

test.beforeAll(async ({ browser }) => {
  desk = await startDesk();
  page = await (await browser.newContext({ locale: 'fa-IR', viewport: { width: 1360, height: 850 } })).newPage();
  await setUp(page, desk);
  for (let i = 0; i < 30; i++) {
    const made = await call<{ lead: { id: string } }>(page, desk, 'POST', '/api/v1/leads', {
      full_name: people[i % people.length],
      organisation: i % 4 ? undefined : 'شرکت نمونه',
      phones: [{ value: `0912${1000000 + i * 137}` }],
      emails: i % 3 ? [] : [{ value: `p${i}@example.com` }],
      product: 'ایمپلنت',
      needs: 'نوبت عصر، هفتهٔ آینده',
      note: i % 5 ? undefined : 'زنگ زد و قیمت پرسید.',
      source: {
        channel: 'search_organic',
        label: 'Google',
        referrer: 'https://www.google.com/',
        utm: { source: 'google', campaign: 'نوروز' },
      },
    });
    lead = made.lead.id;
  }
  const uploaded = await page.request.post(`${desk.base}/api/v1/imports`, {
    headers: { Origin: desk.base },
    multipart: {
      file: {
        name: 'مشتریان.csv',
        mimeType: 'text/csv',
        buffer: Buffer.from('نام;موبایل;شهر\nسارا;09351112233;تهران\nرضا;بی‌شماره;شیراز\n'),
      },
    },
  });
  list = ((await uploaded.json()) as { id: string }).id;
  form = await call(page, desk, 'POST', '/api/v1/forms', { template: 'consultation' });
  await call(page, desk, 'POST', `/api/v1/forms/${form.id}/publication`);
  await call(page, desk, 'POST', '/api/v1/fields', {
    label: { fa: 'رنگ دلخواه', en: 'Favourite colour' },
    type: 'choice',
    choices: [{ key: 'green', label: { fa: 'سبز', en: 'Green' } }],
  });
});
test.afterAll(async () => {
  await desk.stop();
});

const screens = (): [string, string][] => [
  ['inbox', '/inbox'],
  ['leads', '/leads'],
  ['peek', `/leads?lead=${lead}`],
  ['card', `/leads/${lead}`],
  ['forms', '/forms'],
  ['builder', `/forms/${form.id}`],
  ['imports', '/imports'],
  ['import', `/imports/${list}`],
  ...['me', 'workspace', 'people', 'statuses', 'fields', 'rule', 'keys', 'audit', 'failed'].map((name): [string, string] => [
    `settings-${name}`,
    `/settings/${name}`,
  ]),
];

// Names of things that are the same in every language.
const sameEverywhere = new Set([
  'API',
  'Google',
  'Acme',
  'Co',
  'John',
  'Smith',
  'English',
  'Ctrl',
  'IR',
  'IRR',
  'Asia',
  'Tehran',
  'N',
  'E',
  'A',
  'H',
  'X',
  'sara',
  'example',
  'com',
  'UTC',
  'CSV',
  'UTF',
]);

async function englishWords(): Promise<string[]> {
  const texts = await page.evaluate(() => {
    const found: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const parent = walker.currentNode.parentElement;
      if (parent && !parent.closest('script, code, bdi, [dir=ltr], [lang=en], iframe, select, textarea'))
        found.push(walker.currentNode.textContent ?? '');
    }
    for (const element of document.querySelectorAll('[aria-label], [title], [placeholder]'))
      for (const name of ['aria-label', 'title', 'placeholder']) found.push(element.getAttribute(name) ?? '');
    return found;
  });
  return texts.flatMap(text => text.match(/[A-Za-z]{2,}/g) ?? []).filter(word => !sameEverywhere.has(word));
}

for (const language of ['fa', 'en'] as const) {
  for (const theme of ['light', 'dark'] as const) {
    for (const width of [1360, 390] as const) {
      test(`${language} ${theme} ${width}`, async () => {
        test.setTimeout(180_000);
        await call(page, desk, 'PATCH', '/api/v1/me', {
          language,
          theme,
          calendar: language === 'fa' ? 'jalali' : 'gregorian',
          digits: language === 'fa' ? 'persian' : 'latin',
        });
        await page.setViewportSize({ width, height: width === 390 ? 844 : 850 });
        // All screens once a language; the other looks on those people live in.
        const everyday = ['inbox', 'leads', 'peek', 'forms', 'builder', 'settings-me'];
        for (const [name, path] of screens()) {
          if ((theme === 'dark' || width === 390) && !everyday.includes(name)) continue;
          await page.goto(desk.base + path);
          await page.locator('.topline').first().waitFor();
          await expect(page.getByRole('status').filter({ hasText: /بارگذاری|Loading/ })).toHaveCount(0);
          if (name === 'builder' && width === 390) continue; // building is desk work
          await page.screenshot({ path: `../artefacts/screens/${name}-${language}-${theme}-${width}.png` });
          const axe = await new AxeBuilder({ page }).disableRules(['color-contrast-enhanced']).analyze();
          const serious = axe.violations.filter(one => one.impact === 'serious' || one.impact === 'critical');
          expect.soft(serious.map(one => `${name}: ${one.id} ${one.nodes[0]?.html.slice(0, 200)}`)).toEqual([]);
          if (language === 'fa') expect.soft((await englishWords()).map(word => `${name}: ${word}`)).toEqual([]);
          const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
          expect.soft(wide, `${name} is wider than the screen`).toBeLessThanOrEqual(0);
        }
      });
    }
  }
}

test('the public form in both languages', async ({ browser }) => {
  for (const language of ['fa', 'en']) {
    for (const [theme, width] of [
      ['light', 1360],
      ['dark', 390],
    ] as const) {
      const visitor = await (await browser.newContext({ colorScheme: theme, viewport: { width, height: 800 } })).newPage();
      await visitor.goto(`${form.page_url}?lang=${language}`);
      await visitor.screenshot({ path: `../artefacts/screens/public-form-${language}-${theme}-${width}.png` });
      const axe = await new AxeBuilder({ page: visitor }).analyze();
      expect
        .soft(
          axe.violations.filter(one => one.impact === 'serious' || one.impact === 'critical').map(one => `${one.id} ${one.nodes[0]?.html}`),
        )
        .toEqual([]);
      await visitor.context().close();
    }
  }
});
