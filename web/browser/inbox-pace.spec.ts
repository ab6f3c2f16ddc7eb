// Thirty leads of the morning, by the keys alone and on a Persian layout: taken on, put off, set apart, given away and taken on. The target is
// thirty a minute; what the desk itself takes is said in the run, because no test is timed.
import { expect, test } from '@playwright/test';
import { call, type Desk, setUp, startDesk } from './desk';

let desk: Desk;
test.beforeAll(async () => {
  desk = await startDesk();
});
test.afterAll(async () => {
  await desk.stop();
});

interface Row {
  id: string;
  display_name: string;
  status: { kind: string; key: string };
  owner?: { id: string };
  snoozed_until?: string;
}

test('thirty leads are decided one by one without a pointer', async ({ browser }) => {
  test.setTimeout(120_000);
  const page = await (await browser.newContext({ locale: 'fa-IR', viewport: { width: 1360, height: 850 } })).newPage();
  await setUp(page, desk);
  const leads = Array.from({ length: 30 }, (_, index) => ({ full_name: `صبح ${index}`, phones: [{ value: `0912${1_000_000 + index}` }] }));
  await call(page, desk, 'POST', '/api/v1/leads/batch', { leads });
  const read = async () => (await call<{ data: Row[] }>(page, desk, 'GET', '/api/v1/leads?limit=100&sort=-created_at')).data;
  const before = (await call<{ data: Row[] }>(page, desk, 'GET', '/api/v1/leads?inbox=true&limit=100&sort=-created_at')).data;
  expect(before).toHaveLength(30);

  // The keys where they are, with the letters that a Persian layout has there.
  const keyboard = await page.context().newCDPSession(page);
  const letters: Record<string, string> = { KeyE: 'ث', KeyX: 'ط', KeyH: 'ا', KeyA: 'ش', Digit1: '۱', Digit2: '۲' };
  const press = async (code: string) => {
    const key = letters[code] ?? '';
    await keyboard.send('Input.dispatchKeyEvent', { type: 'keyDown', code, key, text: key });
    await keyboard.send('Input.dispatchKeyEvent', { type: 'keyUp', code, key });
  };
  const decisions: Record<string, () => Promise<void>> = {
    accepted: () => press('KeyE'),
    junk: async () => {
      await press('KeyX');
      await press('Digit2');
    },
    later: async () => {
      await press('KeyH');
      await press('Digit2');
    },
    given: async () => {
      await press('KeyA');
      await page.getByRole('dialog', { name: 'بسپار' }).locator('.quick').getByRole('button').first().waitFor();
      await press('Digit1');
      await expect(page.getByRole('dialog')).toHaveCount(0);
      await press('KeyE');
    },
  };
  const order = Object.keys(decisions);

  await page.goto(`${desk.base}/inbox`);
  await page.locator('.inbox-item').first().waitFor();
  const began = Date.now();
  for (const [index, row] of before.entries()) {
    await expect(page.locator('.card-head .title')).toContainText(row.display_name);
    await expect(page.getByRole('button', { name: /^بپذیر/ })).toBeEnabled();
    await decisions[order[index % order.length] as string]?.();
  }
  await expect(page.locator('.inbox-item')).toHaveCount(0);
  const seconds = (Date.now() - began) / 1000;
  console.log(`thirty leads by keyboard: ${seconds.toFixed(1)} s, ${(1800 / seconds).toFixed(0)} a minute`);

  const after = new Map((await read()).map(row => [row.id, row]));
  for (const [index, { id }] of before.entries()) {
    const row = after.get(id) as Row;
    const became = order[index % order.length];
    expect(
      [row.status.kind === 'junk', row.snoozed_until !== undefined, row.status.key === 'accepted'],
      `${row.display_name}: ${became}`,
    ).toEqual([became === 'junk', became === 'later', became === 'accepted' || became === 'given']);
    if (became === 'given') expect(row.owner).toBeDefined();
  }
});
