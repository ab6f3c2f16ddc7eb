import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: 'browser',
  globalTeardown: './browser/clinic-away.ts',
  timeout: 60_000,
  workers: 3, // for two cores: a browser waits now and then, for the program or for a frame
  expect: { timeout: 10_000 },
  reporter: [['list']],
  outputDir: 'test-results',
  use: {
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium-headless-shell',
      args: [
        '--headless',
        '--no-sandbox',
        '--disable-gpu',
        '--disable-dev-shm-usage', // a container's shared memory is too small for pictures
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
