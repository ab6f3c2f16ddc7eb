// Forms are light or dark: a page of ours as the visitor has it, a form inside a site as the site has it, however the visitor's machine is.
import { type Browser, expect, type Locator, type Page, test } from '@playwright/test';
import { call, type Desk, picture, seriousFaults, setUp, siteWithForm, startDesk, userAgent } from './desk';

let desk: Desk;
let form: { id: string; public_id: string; page_url: string };
test.beforeAll(async ({ browser }) => {
  desk = await startDesk();
  const page = await browser.newPage({ locale: 'fa-IR' });
  await setUp(page, desk);
  form = await call(page, desk, 'POST', '/api/v1/forms', { template: 'consultation' });
  await call(page, desk, 'POST', `/api/v1/forms/${form.id}/publication`);
  await page.close();
});
test.afterAll(() => desk.stop());

type Scheme = 'light' | 'dark';
interface Colours {
  ground: number; // luminance of what lies behind, 0 to 1
  contrast: number;
}
/** As it is drawn: of the words, and of the grounds that lie one over the other behind them. */
const coloursOf = (element: Locator): Promise<Colours> =>
  element.evaluate(one => {
    const pixel = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
    if (!pixel) throw new Error('nothing to draw on');
    const paint = (colour: string): number => {
      pixel.fillStyle = colour;
      pixel.fillRect(0, 0, 1, 1);
      const [red = 0, green = 0, blue = 0] = [...pixel.getImageData(0, 0, 1, 1).data].map(byte =>
        byte / 255 <= 0.04045 ? byte / 255 / 12.92 : ((byte / 255 + 0.055) / 1.055) ** 2.4,
      );
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const grounds: string[] = [];
    for (let behind: Element | null = one; behind; behind = behind.parentElement) grounds.unshift(getComputedStyle(behind).backgroundColor);
    const ground = ['#fff', ...grounds].map(paint).at(-1) ?? Number.NaN;
    const words = paint(getComputedStyle(one).color);
    return { ground, contrast: (Math.max(ground, words) + 0.05) / (Math.min(ground, words) + 0.05) };
  });

async function expectScheme(page: Page, scheme: Scheme, name: string): Promise<void> {
  await expect(page.getByRole('button', { name: 'Next' })).toBeVisible();
  await page.getByRole('button', { name: 'Next' }).click(); // what is missing is said in red
  const parts = { field: page.getByLabel('Topic'), label: page.getByText('Topic').first(), step: page.getByText('Step 1 of 2') };
  for (const [part, element] of Object.entries({ ...parts, error: page.getByRole('alert').first() })) {
    const { ground, contrast } = await coloursOf(element);
    expect(contrast, `${part} of ${name}`).toBeGreaterThanOrEqual(4.5);
    if (scheme === 'dark') expect(ground, `${part} of ${name}`).toBeLessThan(0.1);
    else expect(ground, `${part} of ${name}`).toBeGreaterThan(0.8);
  }
  expect((await coloursOf(page.getByRole('button', { name: 'Next' }))).contrast, `button of ${name}`).toBeGreaterThanOrEqual(4.5);
  // What the browser itself draws: the arrow of a list, the box of a date, the bar of a scroll.
  const own = await parts.field.evaluate(one => {
    const probe = document.createElement('div');
    probe.style.color = 'CanvasText';
    one.after(probe);
    const { color } = getComputedStyle(probe);
    probe.remove();
    return color;
  });
  expect(own, name).toBe(scheme === 'dark' ? 'rgb(255, 255, 255)' : 'rgb(0, 0, 0)');
  expect(await seriousFaults(page), name).toEqual([]);
  await picture(page, `screens/form-${name}`);
}
const visitorOf = (browser: Browser, colorScheme: Scheme, width = 1360) =>
  browser.newPage({ userAgent, colorScheme, locale: 'en-US', viewport: { width, height: 900 } });

const darkSite = ':root { color-scheme: dark } body { margin: 0; background: #101214; color: #e8eaec }';
for (const [name, style, machine, scheme] of [
  ['dark-site', darkSite, 'light', 'dark'],
  ['light-site-of-a-dark-machine', 'body { margin: 0; background: #fff; color: #222 }', 'dark', 'light'],
  ['site-of-both-by-day', ':root { color-scheme: light dark } body { margin: 0 }', 'light', 'light'],
  ['site-of-both-by-night', ':root { color-scheme: light dark } body { margin: 0 }', 'dark', 'dark'],
  ['dark-part-of-a-light-site', '.offer { color-scheme: dark; background: #222 }', 'light', 'dark'],
  ['dark-site-with-a-dark-accent', `${darkSite} :root { --sarnakh-accent: #7a1e5a }`, 'light', 'dark'],
  ['light-site-with-a-light-accent', ':root { --sarnakh-accent: #ffd54a }', 'light', 'light'],
] as const)
  test(`inside a site: ${name.replaceAll('-', ' ')}`, async ({ browser }) => {
    const site = await siteWithForm(desk, form, { style });
    for (const width of [1360, 390]) {
      const page = await visitorOf(browser, machine, width);
      await page.goto(site.address);
      await expectScheme(page, scheme, `${name}-${width}`);
      await page.close();
    }
    site.close();
  });

test('a site that is turned dark while one reads takes the form with it, and what was written stays', async ({ browser }) => {
  const site = await siteWithForm(desk, form);
  const page = await visitorOf(browser, 'light');
  await page.goto(site.address);
  const field = page.getByLabel('Topic');
  await field.fill('Implant');
  expect((await coloursOf(field)).ground).toBeGreaterThan(0.8);
  await page.evaluate(() => {
    document.documentElement.style.colorScheme = 'dark';
  });
  const { ground, contrast } = await coloursOf(field);
  expect(ground).toBeLessThan(0.1);
  expect(contrast).toBeGreaterThanOrEqual(4.5);
  await expect(field).toHaveValue('Implant');
  await page.close();
  site.close();
});

for (const scheme of ['light', 'dark'] as const)
  test(`its own page, for a visitor whose machine is ${scheme}`, async ({ browser }) => {
    for (const width of [1360, 390]) {
      const page = await visitorOf(browser, scheme, width);
      await page.goto(`${form.page_url}?lang=en`);
      await expectScheme(page, scheme, `page-${scheme}-${width}`);
      await page.close();
    }
  });
