// A look at what is on the page: a picture kept under artefacts/, no serious fault for people with assistive technology, no English word
// or figure in the Persian desk, nothing wider than the screen, and on a telephone nothing too small for a finger.
import { expect, type Page } from '@playwright/test';
import { picture, seriousFaults } from './desk';

export type Theme = 'light' | 'dark';
export type Width = 1360 | 390;
/** In this order, for to change the width is what takes time. */
export const allLooks = ([1360, 390] as const).flatMap(width => (['light', 'dark'] as const).map(theme => [theme, width] as const));

// Names of things that are the same in every language.
const sameEverywhere = new Set([
  'API',
  'QR',
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
  'Enter',
  'Esc',
  'Shift',
  'Space',
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

/** English words, and figures that are not Persian, in what the Persian desk says itself; what its people wrote stands in a `bdi`. */
async function foreignWords(page: Page): Promise<string[]> {
  const texts = await page.evaluate(() => {
    const found: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const parent = walker.currentNode.parentElement;
      if (parent && !parent.closest('script, code, bdi, [dir=ltr], [dir=auto], [lang=en], iframe, select, textarea'))
        found.push(walker.currentNode.textContent ?? '');
    }
    for (const line of document.querySelectorAll('ol > li')) if (getComputedStyle(line).listStyleType === 'decimal') found.push('1'); // it stands before the line and in no text
    for (const element of document.querySelectorAll('[aria-label], [title], [placeholder]'))
      for (const name of ['aria-label', 'title', 'placeholder']) found.push(element.getAttribute(name) ?? '');
    return found;
  });
  // Addresses and browsers are the same in every language; so are networks, names and commands within a sentence.
  const ours = texts
    .filter(text => !/^(https?:|Mozilla)/.test(text))
    .map(text => text.replace(/\d+(\.\d+){3}(\/\d+)?|\u2068.*?\u2069|«.*?»/g, ''));
  return [
    ...ours.flatMap(text => text.match(/[A-Za-z]{2,}/g) ?? []).filter(word => !sameEverywhere.has(word)),
    ...ours.flatMap(text => text.match(/(?<![A-Za-z]-?)\d+/g) ?? []),
  ];
}

/** What can be pressed and is under 44 px. A word in a sentence is as high as its line, and a chart has its table. */
async function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const modal = document.querySelector('.overlay');
    const found: string[] = [];
    for (const element of (modal ?? document).querySelectorAll(
      'button, a[href], input, select, textarea, [role=button], [role=tab], [role=checkbox], [role=option]',
    )) {
      if (element.closest('.sentence, svg, [aria-hidden=true], [hidden], [style*=clip]')) continue;
      const target = element.closest('label') ?? element;
      const { width, height, bottom, right } = target.getBoundingClientRect();
      if (width <= 1 || height <= 1 || bottom <= 0 || right <= 0) continue; // for the keyboard alone
      if (element.tagName === 'A' && getComputedStyle(element).display === 'inline') continue;
      if (width < 43.5 || height < 43.5)
        found.push(
          `${Math.round(width)}×${Math.round(height)} ${element.tagName} ${element.className} «${element.getAttribute('aria-label') ?? element.textContent}»`,
        );
    }
    return found;
  });
}

/** Strings that stick out of their place, are cut off without «…», or lie over another string. */
export async function misplaced(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const lines: {
      text: string;
      element: Element;
      above: Element | undefined;
      left: number;
      right: number;
      top: number;
      bottom: number;
    }[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode as Text;
      const element = node.parentElement;
      if (!element || !node.data.trim() || element.closest('script, style, option, svg')) continue;
      if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const whole of range.getClientRects()) {
        const text = `«${node.data.trim().slice(0, 60)}»`;
        // What of it is seen, and over what it lies: a bar stays while the page runs past under it.
        let { left, right, top, bottom } = whole;
        let above: Element | undefined;
        for (let place: Element | null = element; place; place = place.parentElement) {
          const style = getComputedStyle(place);
          if (style.display === 'inline' || style.display === 'contents') continue;
          const box = place.getBoundingClientRect();
          const isCut = style.overflowX !== 'visible';
          const isOut = left < box.left - 1 || right > box.right + 1;
          if (isOut && box.width > 1 && style.overflowX !== 'auto' && style.overflowX !== 'scroll' && style.textOverflow !== 'ellipsis') {
            found.push(`${text} is wider than ${place.tagName} ${place.className}`);
            break;
          }
          if (isCut) [left, right] = [Math.max(left, box.left), Math.min(right, box.right)];
          if (style.overflowY !== 'visible') [top, bottom] = [Math.max(top, box.top), Math.min(bottom, box.bottom)];
          if (style.position === 'fixed' || style.position === 'sticky') above ??= place;
        }
        if (right - left > 2 && bottom - top > 2) lines.push({ text, element, above, left, right, top, bottom });
      }
    }
    for (const [index, one] of lines.entries())
      for (const other of lines.slice(index + 1)) {
        if (one.above !== other.above || one.element === other.element) continue;
        const wide = Math.min(one.right, other.right) - Math.max(one.left, other.left);
        const high = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
        // The boxes of two lines touch where the letters do not.
        if (wide > 2 && high > Math.min(one.bottom - one.top, other.bottom - other.top) / 2)
          found.push(`${one.text} lies over ${other.text}`);
      }
    return found;
  });
}

/** The same screen by day and by night, on a desk and on a telephone, without loading it again. */
export async function dress(page: Page, theme: Theme, width: Width): Promise<void> {
  if (page.viewportSize()?.width !== width) await page.setViewportSize({ width, height: width === 390 ? 844 : 850 });
  await page.evaluate(async name => {
    document.documentElement.dataset.theme = name;
    for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
  }, theme);
}

/** Where axe looks, which takes its time: light and wide, dark and narrow in Persian, and the other two in English. */
const isJudged = (language: 'fa' | 'en', theme: Theme, width: Width) => ((theme === 'dark') === (width === 390)) === (language === 'fa');

export async function look(page: Page, name: string, language: 'fa' | 'en', theme: Theme, width: Width): Promise<void> {
  const is = `${name}-${language}-${theme}-${width}`;
  await picture(page, `screens/${is}`);
  if (isJudged(language, theme, width)) expect.soft(await seriousFaults(page), is).toEqual([]);
  if (language === 'fa') expect.soft((await foreignWords(page)).map(word => `${is}: ${word}`)).toEqual([]);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect.soft(wide, `${is} is wider than the screen`).toBeLessThanOrEqual(0);
  // What is there for screen readers alone does not make the desk longer than the screen; an open calendar may.
  const long = await page.evaluate(() =>
    document.querySelector('.shell') && !document.querySelector('.popover')
      ? document.documentElement.scrollHeight - window.innerHeight
      : 0,
  );
  expect.soft(long, `${is} is longer than the screen`).toBeLessThanOrEqual(0);
  if (width === 390) expect.soft((await smallTargets(page)).map(one => `${is}: ${one}`)).toEqual([]);
}
