// The real binary on a fresh database, for one test file, and a person who has signed in.
import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Page } from '@playwright/test';
import type Axe from 'axe-core';

const binary = process.env.SARNAKH_BINARY ?? resolve('../build/release/server/app/sarnakh');

export interface Desk {
  base: string;
  setupLink: string;
  stop: () => Promise<void>;
  /** Ends it at once, as a failure of power does. */
  kill: () => Promise<void>;
  /** Does that while the program stands still: long work can then be looked at, and answered, however quick the machine is. */
  whileHeld: (look: () => Promise<void>) => Promise<void>;
}

/** The program on that folder. The folder is left when it stops, and with the folder what was written. */
export async function serve(folder: string, ...flags: string[]): Promise<Desk> {
  const server: ChildProcess = spawn(binary, ['serve', '--port', '0', '--data', folder, ...flags], { stdio: ['ignore', 'pipe', 'ignore'] });
  let said = '';
  const ready = new Promise<void>((done, failed) => {
    server.stdout?.on('data', piece => {
      said += String(piece);
      if (said.includes('is ready: ') && said.endsWith('\n')) done();
    });
    server.on('exit', code => failed(new Error(`the server ended with ${code}: ${said}`)));
  });
  await ready;
  const end = async (by: NodeJS.Signals) => {
    const ended = new Promise(done => server.on('exit', done));
    server.kill(by);
    await ended;
  };
  return {
    base: /is ready: (\S+)/.exec(said)?.[1] ?? '',
    setupLink: /(http\S+\/setup\?token=\S+)/.exec(said)?.[1] ?? '',
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
    whileHeld: async look => {
      server.kill('SIGSTOP');
      try {
        await look();
      } finally {
        server.kill('SIGCONT');
      }
    },
  };
}

/** The program on an empty folder of its own, which goes with it. */
export const startDesk = (...flags: string[]): Promise<Desk> => serveOwn('', ...flags);
/** The same, on a copy of that folder. */
export async function serveOwn(copyOf: string, ...flags: string[]): Promise<Desk> {
  const folder = mkdtempSync(join(tmpdir(), 'sarnakh-browser-'));
  if (copyOf) cpSync(copyOf, folder, { recursive: true });
  const desk = await serve(folder, ...flags);
  return {
    ...desk,
    stop: async () => {
      await desk.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export async function setUp(page: Page, desk: Desk): Promise<void> {
  await page.goto(desk.setupLink);
  await page.getByLabel(/نام شما|Your name/).fill('سارا احمدی');
  await page.getByLabel(/^ایمیل|^E-mail/).fill('sara@example.com');
  await page.getByLabel(/^گذرواژه|^Password/).fill('a long password');
  await page.getByLabel(/نام فضای کار|Name of the workspace/).fill('کلینیک لبخند');
  await page.getByRole('button', { name: /آغاز کنیم|Let us begin/ }).click();
  await page.waitForURL('**/inbox');
}

/** What a visitor's browser says of itself: that of a test says that it is a robot's. */
export const userAgent =
  'Mozilla/5.0 (Linux; Android 14; SM-A546E) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Mobile Safari/537.36';

interface Site {
  address: string;
  close: () => void;
}
/** Somebody else's page with a form of ours in its `.offer`; its policy allows our scripts alone, and its own style. */
export async function siteWithForm(desk: Desk, form: { public_id: string }, { language = 'en', style = '' } = {}): Promise<Site> {
  const server = createServer((_, answer) => {
    answer.setHeader('Content-Type', 'text/html; charset=utf-8');
    answer.setHeader(
      'Content-Security-Policy',
      `default-src 'none'; style-src 'nonce-own'; script-src ${desk.base}; connect-src ${desk.base}; font-src ${desk.base}`,
    );
    answer.end(
      `<!doctype html><html lang="${language}" dir="${language === 'fa' ? 'rtl' : 'ltr'}"><head><title>Shop</title><style nonce="own">${style}</style></head>
      <body><h1>Shop</h1><div class="offer"><script src="${desk.base}/f/${form.public_id}/embed.js" async></script></div></body></html>`,
    );
  });
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, close: () => server.close() };
}

/** Calls the API as the person who has signed in. */
export async function call<T>(page: Page, desk: Desk, method: string, path: string, data?: unknown): Promise<T> {
  const answer = await page.request.fetch(desk.base + path, { method, data, headers: { Origin: desk.base } });
  const text = await answer.text();
  if (!answer.ok()) throw new Error(`${method} ${path}: ${answer.status()} ${text}`);
  return (text ? JSON.parse(text) : undefined) as T;
}

/** A count as the Persian desk writes it. */
export const persian = (count: number): string => new Intl.NumberFormat('fa-IR').format(count);

/** The reader's own settings, as people of that language have them. */
export const readsIn = (page: Page, desk: Desk, language: 'fa' | 'en', theme?: 'light' | 'dark'): Promise<unknown> =>
  call(page, desk, 'PATCH', '/api/v1/me', {
    language,
    theme,
    calendar: language === 'fa' ? 'jalali' : 'gregorian',
    digits: language === 'fa' ? 'persian' : 'latin',
  });

const axe = readFileSync('node_modules/axe-core/axe.min.js', 'utf8');
declare global {
  interface Window {
    axe: typeof Axe;
  }
}

/** Presses «undo» at what has just been said; the newest stands on top. */
export const takeBackLatest = (page: Page): Promise<void> =>
  page
    .getByRole('status')
    .getByRole('button', { name: /^برگردان/ })
    .first()
    .click();

/**
 * What is serious for people with assistive technology: rule and place of each. axe runs in the page, frames too; a description of
 * everything that passed is never made, which would take five times as long as the look itself.
 */
export async function seriousFaults(page: Page): Promise<string[]> {
  for (const frame of page.frames()) if (!(await frame.evaluate(() => 'axe' in window))) await frame.evaluate(axe);
  return page.evaluate(async () => {
    const { violations } = await window.axe.run(document, { resultTypes: ['violations'] });
    return violations
      .filter(one => one.impact === 'serious' || one.impact === 'critical')
      .flatMap(one => one.nodes.map(node => `${one.id} ${node.html.slice(0, 200)}`));
  });
}

/**
 * A picture of what is on the screen, kept under artefacts/. On a busy machine Chromium now and then has no frame to give («Unable to
 * capture screenshot»): it is asked again.
 */
export async function picture(page: Page, name: string): Promise<void> {
  for (let left = 3; ; left--)
    try {
      await page.screenshot({ path: `../artefacts/${name}.png` });
      return;
    } catch (fault) {
      if (left === 0 || !String(fault).includes('Unable to capture screenshot')) throw fault;
      await page.waitForTimeout(250);
    }
}
