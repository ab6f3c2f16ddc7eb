// Every screen in both languages, light and dark, wide and narrow: no serious fault for people with assistive technology, no English word
// in the Persian desk, and a picture of each, kept under artefacts/.
import { expect, type Page, test } from '@playwright/test';
import { type Clinic, fillClinic } from './clinic';
import { call, type Desk, seriousFaults, setUp, startDesk } from './desk';

let desk: Desk;
let page: Page;
let clinic: Clinic;

test.beforeAll(async ({ browser }) => {
  test.setTimeout(120_000);
  desk = await startDesk();
  page = await (await browser.newContext({ locale: 'fa-IR', viewport: { width: 1360, height: 850 } })).newPage();
  await setUp(page, desk);
  clinic = await fillClinic(page, desk);
});
test.afterAll(async () => {
  await desk.stop();
});

const screens = (): [string, string][] => [
  ['overview', '/overview?period=90d'],
  ['intake', '/submissions'],
  ['inbox', '/inbox'],
  ['leads', '/leads'],
  ['peek', `/leads?lead=${clinic.star}`],
  ['card', `/leads/${clinic.star}`],
  ['forms', '/forms'],
  ['builder', `/forms/${clinic.form.id}`],
  ['share', `/forms/${clinic.form.id}?tab=share`],
  ['submissions', `/forms/${clinic.form.id}?tab=submissions`],
  ['dropoff', `/forms/${clinic.form.id}?tab=dropoff`],
  ['imports', '/imports'],
  ['import', `/imports/${clinic.waiting}`],
  ['import-done', `/imports/${clinic.notebook}`],
  ...[
    'me',
    'two_step',
    'sessions',
    'workspace',
    'people',
    'statuses',
    'fields',
    'rule',
    'tracking',
    'incoming',
    'keys',
    'audit',
    'failed',
  ].map((name): [string, string] => [`settings-${name}`, `/settings/${name}`]),
];

// Names of things that are the same in every language.
const sameEverywhere = new Set([
  'API',
  'DNT',
  'GPC',
  'admin',
  'Google',
  'Acme',
  'Co',
  'Dental',
  'Supplies',
  'Dubai',
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
  'Safari',
  'Chrome',
  'Linux',
]);

async function englishWords(): Promise<string[]> {
  const texts = await page.evaluate(() => {
    const found: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const parent = walker.currentNode.parentElement;
      if (parent && !parent.closest('script, code, bdi, [dir=ltr], [dir=auto], [lang=en], iframe, select, textarea'))
        found.push(walker.currentNode.textContent ?? '');
    }
    for (const element of document.querySelectorAll('[aria-label], [title], [placeholder]'))
      for (const name of ['aria-label', 'title', 'placeholder']) found.push(element.getAttribute(name) ?? '');
    return found;
  });
  const ours = texts.filter(text => !/^(https?:|Mozilla)/.test(text)); // addresses and browsers are the same in every language
  return ours.flatMap(text => text.match(/[A-Za-z]{2,}/g) ?? []).filter(word => !sameEverywhere.has(word));
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
        // All screens once a language; the other looks on those people live in, and on the widest tables.
        const everyday = ['overview', 'inbox', 'leads', 'peek', 'forms', 'builder', 'submissions', 'settings-me', 'settings-statuses'];
        for (const [name, path] of screens()) {
          if ((theme === 'dark' || width === 390) && !everyday.includes(name)) continue;
          await page.goto(desk.base + path);
          await page.locator('.topline').first().waitFor();
          await expect(page.getByRole('status').filter({ hasText: /بارگذاری|Loading/ })).toHaveCount(0);
          await expect(page.locator('.notice.danger')).toHaveCount(0); // a picture of a refusal is no picture of the screen
          await page.screenshot({ path: `../artefacts/screens/${name}-${language}-${theme}-${width}.png` });
          expect.soft(await seriousFaults(page), name).toEqual([]);
          if (language === 'fa') expect.soft((await englishWords()).map(word => `${name}: ${word}`)).toEqual([]);
          const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
          expect.soft(wide, `${name} is wider than the screen`).toBeLessThanOrEqual(0);
        }
      });
    }
  }
}

test('the door in both languages', async ({ browser }) => {
  for (const locale of ['fa-IR', 'en-US'])
    for (const [theme, width] of [
      ['light', 1360],
      ['dark', 390],
    ] as const) {
      const guest = await (await browser.newContext({ locale, colorScheme: theme, viewport: { width, height: 844 } })).newPage();
      for (const name of ['login', 'setup', 'reset']) {
        await guest.goto(`${desk.base}/${name}${name === 'login' ? '' : '?token=made-up'}`);
        await guest.getByRole('heading').first().waitFor();
        await guest.screenshot({ path: `../artefacts/screens/${name}-${locale.slice(0, 2)}-${theme}-${width}.png` });
        expect.soft(await seriousFaults(guest), name).toEqual([]);
      }
      await guest.context().close();
    }
});

test('the public form in both languages', async ({ browser }) => {
  const userAgent = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Safari/537.36';
  for (const language of ['fa', 'en']) {
    for (const [theme, width] of [
      ['light', 1360],
      ['dark', 390],
    ] as const) {
      const visitor = await (await browser.newContext({ userAgent, colorScheme: theme, viewport: { width, height: 800 } })).newPage();
      await visitor.goto(`${clinic.form.page_url}?lang=${language}`);
      await visitor.screenshot({ path: `../artefacts/screens/public-form-${language}-${theme}-${width}.png` });
      await visitor
        .locator('input[type=text]')
        .first()
        .fill(language === 'fa' ? 'ایمپلنت' : 'Implant');
      await visitor.waitForTimeout(1600); // a person needs a moment, and the form knows it
      await visitor.getByRole('button').first().click();
      await visitor.locator('input[type=tel]').waitFor();
      await visitor.screenshot({ path: `../artefacts/screens/public-form-2-${language}-${theme}-${width}.png` });
      expect.soft(await seriousFaults(visitor)).toEqual([]);
      await visitor.context().close();
    }
  }
});
