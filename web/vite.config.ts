import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { deskInDevelopment } from './scripts/desk-in-development.ts';
import { persianAria } from './scripts/persian-aria.ts';

const server = process.env.SARNAKH_SERVER ?? 'http://127.0.0.1:8080';

export default defineConfig({
  plugins: [persianAria(), react(), deskInDevelopment(server, process.env.SARNAKH_RESTARTED)],
  build: { target: 'es2022', assetsInlineLimit: 0, chunkSizeWarningLimit: 700 },
  server: {
    proxy: Object.fromEntries(['^/api/', '^/f/', '^/t(/|$)', '^/test/', '^/metrics$', '^/livez$', '^/readyz$'].map(path => [path, server])),
  },
  test: { environment: 'happy-dom', include: ['src/**/*.test.{ts,tsx}'] },
});
