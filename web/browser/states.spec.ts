// What a screen passes through: dialogs, menus, what was said and what was refused, nothing there yet, not loaded yet, not to be had.
import { readFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { type Clinic, inClinic } from './clinic';
import { call, type Desk, readsIn, setUp, startDesk, userAgent } from './desk';
import { dress, look, type Theme, type Width } from './look';

type Language = 'fa' | 'en';
const words = { fa: textsOf('fa'), en: textsOf('en') };
function textsOf(language: Language): Record<string, string> {
  return JSON.parse(readFileSync(`src/i18n/${language}.json`, 'utf8')) as Record<string, string>;
}
const looksOf: Record<Language, [Theme, Width][]> = {
  fa: [
    ['light', 1360],
    ['dark', 390],
  ],
  en: [
    ['dark', 1360],
    ['light', 390],
  ],
};

async function speak(page: Page, desk: Desk, language: Language) {
  await page.setViewportSize({ width: 1360, height: 850 });
  await readsIn(page, desk, language, 'light');
}
async function looks(page: Page, name: string, language: Language) {
  await page.waitForTimeout(50); // what opens has its focus
  for (const [theme, width] of looksOf[language]) {
    await dress(page, theme, width);
    await look(page, name, language, theme, width);
  }
  await page.setViewportSize({ width: 1360, height: 850 });
}

test.describe('with people in it', () => {
  let desk: Desk;
  let page: Page;
  let clinic: Clinic;
  inClinic(opened => {
    ({ desk, page, clinic } = opened);
    page.setDefaultTimeout(10_000);
  });

  for (const language of ['fa', 'en'] as const)
    test(`dialogs, menus and what was said: ${language}`, async () => {
      test.setTimeout(180_000);
      const t = (key: string) => words[language][key] ?? key;
      const button = (key: string) => page.getByRole('button', { name: t(key), exact: true });
      const dialog = page.getByRole('dialog');
      const close = async () => {
        await page.keyboard.press('Escape');
        await expect(page.locator('.overlay, .popover')).toHaveCount(0);
      };
      await speak(page, desk, language);

      await page.goto(`${desk.base}/leads`);
      await page.locator('.grid-row').first().waitFor();
      await page.keyboard.press('Shift+Slash');
      await dialog.waitFor();
      await looks(page, 'keys', language);
      await close();
      await page.keyboard.press('KeyN');
      await dialog.getByLabel(t('field.phone')).fill('۱۲');
      await dialog.getByRole('button', { name: t('action.save') }).click();
      await expect(dialog.locator('.react-aria-FieldError')).toBeVisible();
      await looks(page, 'new-lead-refused', language);
      await close();
      await button('leads.columns').click();
      await looks(page, 'columns', language);
      await close();

      await page.goto(`${desk.base}/leads/${clinic.star}`);
      await button('action.more').click();
      await page.getByRole('menuitem').first().waitFor();
      await looks(page, 'card-menu', language);
      await page.getByRole('menuitem', { name: t('card.history') }).click();
      await page.locator('.history li').first().waitFor();
      await looks(page, 'history', language);
      await close();
      await button('action.more').click();
      await page.getByRole('menuitem', { name: t('erasure.title') }).click();
      await looks(page, 'erasure', language);
      await close();
      await button('contact.add').click();
      await looks(page, 'contact', language);
      await close();
      await page
        .getByRole('button', { name: language === 'fa' ? 'نوبت بعدی' : 'Next appointment' })
        .last()
        .click();
      await page.getByRole('grid').waitFor();
      await looks(page, 'calendar', language);
      await close();

      await page.goto(`${desk.base}/inbox`);
      await page.locator('.card-head').waitFor();
      const count = await page.locator('.inbox-item').count();
      await page.keyboard.press('KeyX');
      await looks(page, 'junk', language);
      await page.keyboard.press('Digit3');
      await expect(page.locator('.inbox-item')).toHaveCount(count - 1);
      await page.keyboard.press('Control+KeyZ'); // at once: it is offered for ten seconds, and pictures take their time
      await expect(page.locator('.inbox-item')).toHaveCount(count);
      await page.keyboard.press('KeyX');
      await dialog.waitFor();
      const junked = page.waitForResponse(answer => answer.url().endsWith('/junk'));
      await page.keyboard.press('Digit3');
      const restore = (await junked).url().replace(/junk$/, 'restore');
      await expect(page.locator('.inbox-item')).toHaveCount(count - 1);
      await looks(page, 'undo', language);
      await call(page, desk, 'POST', new URL(restore).pathname);

      await page.goto(`${desk.base}/settings/keys`);
      await page.getByLabel(t('keys.label')).fill(language === 'fa' ? 'حسابداری' : 'Accounting');
      await button('keys.add').click();
      await dialog.locator('.code').waitFor();
      await looks(page, 'secret', language);
      await close();
      await looks(page, 'settings-keys-filled', language);
      await page.goto(`${desk.base}/settings/people`);
      await button('people.invite').click();
      await looks(page, 'invite', language);
      await close();
      await page.goto(`${desk.base}/forms`);
      await button('forms.new').click();
      await looks(page, 'form-templates', language);
      await close();
      await page.goto(`${desk.base}/imports/${clinic.waiting}`);
      await button('imports.discard').click();
      await looks(page, 'discard', language);
      await close();
    });

  for (const language of ['fa', 'en'] as const)
    test(`a colleague was quicker: ${language}`, async () => {
      const t = (key: string) => words[language][key] ?? key;
      await speak(page, desk, language);
      await page.route('**/api/v1/events', route => route.abort());
      await page.goto(`${desk.base}/leads/${clinic.star}`);
      const field = page.getByRole('button', { name: new RegExp(`: ${t('field.organisation')}:`) });
      await field.waitFor();
      const path = `${desk.base}/api/v1/leads/${clinic.star}`;
      const { version } = (await (await page.request.get(path)).json()) as { version: number };
      await page.request.patch(path, {
        headers: { Origin: desk.base, 'If-Match': `"v${version}"` },
        data: { organisation: `بیمارستان ${version}` },
      });
      await field.click();
      await page.getByRole('textbox', { name: t('field.organisation') }).fill('بیمارستان دی');
      await page.keyboard.press('Enter');
      await expect(page.getByRole('button', { name: t('card.keep_mine') })).toBeVisible();
      await looks(page, 'conflict', language);
      await page.unroute('**/api/v1/events');
    });

  for (const language of ['fa', 'en'] as const)
    test(`not loaded yet, not to be had, not found: ${language}`, async () => {
      test.setTimeout(120_000);
      await speak(page, desk, language);
      for (const [name, path, asked] of [
        ['leads', '/leads', '**/api/v1/leads/search'],
        ['overview', '/overview', '**/api/v1/overview?*'],
        ['card', `/leads/${clinic.star}`, `**/api/v1/leads/${clinic.star}`],
      ] as const) {
        let release = () => {};
        const held = new Promise<void>(done => {
          release = done;
        });
        await page.route(asked, async route => {
          await held;
          await route.abort();
        });
        await page.goto(desk.base + path);
        await page.locator('.topline').first().waitFor();
        await looks(page, `${name}-loading`, language);
        await page.emulateMedia({ reducedMotion: 'reduce' });
        expect(
          await page
            .locator('.spinner')
            .first()
            .evaluate(one => getComputedStyle(one).animationDuration),
        ).toBe('0.001s');
        await page.emulateMedia({ reducedMotion: null });
        release();
        await expect(page.locator('.notice.danger')).toBeVisible({ timeout: 15_000 });
        await looks(page, `${name}-unreachable`, language);
        await page.unroute(asked);
        await page.getByRole('button', { name: /^(تلاش دوباره|Try again)$/ }).click();
        await expect(page.locator('.notice.danger')).toHaveCount(0);
      }
      await page.goto(`${desk.base}/leads?q=zzzz`);
      await page.locator('.empty').waitFor();
      await looks(page, 'leads-not-found', language);
      await page.goto(`${desk.base}/leads/99`);
      await page.locator('.empty').waitFor();
      await looks(page, 'card-not-found', language);
      await page.goto(`${desk.base}/nowhere`);
      await page.waitForTimeout(300);
      await looks(page, 'nowhere', language);
    });

  test('the public form: refused, thanked for, and one that there is not', async ({ browser }) => {
    for (const language of ['fa', 'en'] as const)
      for (const [colorScheme, width] of looksOf[language]) {
        const visitor = await (await browser.newContext({ userAgent, colorScheme, viewport: { width, height: 800 } })).newPage();
        visitor.setDefaultTimeout(10_000);
        const seen = (name: string) => look(visitor, `public-${name}`, language, colorScheme, width);
        await visitor.goto(`${clinic.form.page_url}?lang=${language}`);
        await visitor.waitForTimeout(1600); // a person needs a moment, and the form knows it
        await visitor.getByRole('button').first().click();
        await seen('missing');
        await visitor.locator('input[type=text]').first().fill('ایمپلنت');
        await visitor.getByRole('button').first().click();
        await visitor.locator('input[type=tel]').fill('۱۲');
        await visitor.getByRole('button', { name: /بفرست|Send/ }).click();
        await visitor.waitForTimeout(300);
        await seen('refused');
        await visitor.getByLabel(/نام خانوادگی|Full name/).fill('سارا احمدی');
        await visitor.locator('input[type=tel]').fill('۰۹۱۲ ۱۲۳ ۴۵۶۷');
        await visitor.locator('input[type=checkbox]').first().check();
        await visitor.getByRole('button', { name: /بفرست|Send/ }).click();
        await visitor.waitForTimeout(500);
        await seen('thanks');
        await visitor.goto(`${desk.base}/f/nothing?lang=${language}`);
        await seen('gone');
        await visitor.context().close();
      }
  });
});

test.describe('with nothing in it', () => {
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

  for (const language of ['fa', 'en'] as const)
    test(`every empty place teaches: ${language}`, async () => {
      test.setTimeout(120_000);
      await speak(page, desk, language);
      for (const [name, path] of [
        ['overview', '/overview'],
        ['inbox', '/inbox'],
        ['leads', '/leads'],
        ['forms', '/forms'],
        ['links', '/links'],
        ['placements', '/links?tab=placements'],
        ['imports', '/imports'],
        ['intake', '/submissions'],
      ]) {
        await page.goto(desk.base + path);
        await page.locator('.topline').first().waitFor();
        await expect(page.getByRole('status').filter({ hasText: /بارگذاری|Loading/ })).toHaveCount(0);
        if (name !== 'overview') await expect(page.locator('.empty')).toBeVisible();
        await looks(page, `${name}-empty`, language);
      }
    });
});
