// The desk turned to the other side, in both languages: every string stays in its place, over no other, and what has a direction of its own
// (telephones, addresses, names that people wrote) reads as it did.
import { expect, type Page, test } from '@playwright/test';
import { type Clinic, inClinic } from './clinic';
import { call, type Desk, picture } from './desk';
import { dress, misplaced } from './look';

let desk: Desk;
let page: Page;
let clinic: Clinic;
inClinic(opened => {
  ({ desk, page, clinic } = opened);
});

const flip = () =>
  page.evaluate(async () => {
    const root = document.documentElement;
    root.dir = root.dir === 'rtl' ? 'ltr' : 'rtl';
    for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
    return root.dir;
  });

/** Of each telephone, address and name that stands in one line: its letters as one sees them from the left. */
const readings = () =>
  page.evaluate(() => {
    const found: Record<string, string> = {};
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode as Text;
      const text = node.data;
      const isName = node.parentElement?.tagName === 'BDI';
      if (text.length > 60 || !(isName || /^\S+@\S+$|:\/\/|^[+\d۰-۹][\d۰-۹ ]{6,}$/.test(text))) continue;
      const range = document.createRange();
      const letters = Array.from({ length: text.length }, (_, index) => {
        range.setStart(node, index);
        range.setEnd(node, index + 1);
        return { letter: text[index], box: range.getBoundingClientRect() };
      }).filter(({ box }) => box.width > 0);
      if (new Set(letters.map(({ box }) => Math.round(box.top))).size !== 1) continue;
      found[text] = letters
        .toSorted((a, b) => a.box.left - b.box.left || a.box.right - b.box.right)
        .map(({ letter }) => letter)
        .join('');
    }
    return found;
  });

for (const language of ['fa', 'en'] as const)
  test(`nothing grows out of its place or lies over another when the page is turned: ${language}`, async () => {
    test.setTimeout(120_000);
    await call(page, desk, 'PATCH', '/api/v1/me', { language, theme: 'light' });
    for (const [name, path] of [
      ['inbox', '/inbox'],
      ['leads', '/leads'],
      ['card', `/leads/${clinic.star}`],
      ['people', '/settings/people'],
    ] as const) {
      await page.goto(desk.base + path);
      await page.locator('.topline').first().waitFor();
      await expect(page.getByRole('status').filter({ hasText: /بارگذاری|Loading/ })).toHaveCount(0);
      for (const width of [1360, 390] as const) {
        await dress(page, 'light', width);
        const before = await readings();
        for (const turned of [false, true]) {
          if (turned) expect(await flip()).toBe(language === 'fa' ? 'ltr' : 'rtl');
          const is = `${name}-${language}-${turned ? 'turned' : 'as it is'}-${width}`;
          if (turned) await picture(page, `screens/turned-${name}-${language}-${width}`);
          expect.soft((await misplaced(page)).map(one => `${is}: ${one}`)).toEqual([]);
          const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
          expect.soft(wide, `${is} is wider than the screen`).toBeLessThanOrEqual(0);
        }
        expect(Object.keys(before).length).toBeGreaterThan(3);
        expect.soft(await readings(), `${name} ${width}`).toEqual(before);
        await flip();
      }
    }
  });
