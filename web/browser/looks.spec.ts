// Every screen in both languages, light and dark, wide and narrow: no serious fault for people with assistive technology, no English word
// in the Persian desk, and a picture of each, kept under artefacts/.
import { expect, type Page, test } from '@playwright/test';
import { type Clinic, inClinic } from './clinic';
import { type Desk, readsIn, userAgent } from './desk';
import { allLooks, dress, look } from './look';

let desk: Desk;
let page: Page;
let clinic: Clinic;

inClinic(opened => {
  ({ desk, page, clinic } = opened);
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
  ['links', '/links'],
  ['placements', '/links?tab=placements'],
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
    'hidden',
    'rule',
    'market',
    'tracking',
    'sources',
    'incoming',
    'webhooks',
    'keys',
    'audit',
    'failed',
  ].map((name): [string, string] => [`settings-${name}`, `/settings/${name}`]),
];

for (const language of ['fa', 'en'] as const)
  for (const half of [0, 1])
    test(`${language}, ${half ? 'settings' : 'the places'}`, async () => {
      test.setTimeout(240_000);
      await readsIn(page, desk, language, 'light');
      for (const [name, path] of screens()) {
        if (name.startsWith('settings') !== !!half) continue;
        await page.goto(desk.base + path);
        await page.locator('.topline').first().waitFor();
        await expect(page.getByRole('status').filter({ hasText: /بارگذاری|Loading/ })).toHaveCount(0);
        await expect(page.locator('.notice.danger')).toHaveCount(0); // a picture of a refusal is no picture of the screen
        for (const [theme, width] of allLooks) {
          await dress(page, theme, width);
          await look(page, name, language, theme, width);
        }
      }
    });

test('the door in both languages', async ({ browser }) => {
  for (const language of ['fa', 'en'] as const)
    for (const [theme, width] of allLooks) {
      const guest = await (
        await browser.newContext({ locale: language === 'fa' ? 'fa-IR' : 'en-US', colorScheme: theme, viewport: { width, height: 844 } })
      ).newPage();
      for (const name of ['login', 'setup', 'reset']) {
        await guest.goto(`${desk.base}/${name}${name === 'login' ? '' : '?token=made-up'}`);
        await guest.getByRole('heading').first().waitFor();
        await look(guest, name, language, theme, width);
      }
      await guest.context().close();
    }
});

test('the public form in both languages', async ({ browser }) => {
  test.setTimeout(120_000);
  for (const language of ['fa', 'en'] as const)
    for (const [theme, width] of allLooks) {
      const visitor = await (await browser.newContext({ userAgent, colorScheme: theme, viewport: { width, height: 800 } })).newPage();
      await visitor.goto(`${clinic.form.page_url}?lang=${language}`);
      await look(visitor, 'public-form', language, theme, width);
      await visitor
        .locator('input[type=text]')
        .first()
        .fill(language === 'fa' ? 'ایمپلنت' : 'Implant');
      await visitor.waitForTimeout(1600); // a person needs a moment, and the form knows it
      await visitor.getByRole('button').first().click();
      await visitor.locator('input[type=tel]').waitFor();
      await look(visitor, 'public-form-2', language, theme, width);
      await visitor.context().close();
    }
});
