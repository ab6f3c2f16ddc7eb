// The server writes language, direction, theme and the session into the desk's page (DeskPages). In development Vite
// serves that page: it asks the running server for its own and takes over what that says about the reader.
import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { resolve } from 'node:path';
import type { Plugin, ViteDevServer } from 'vite';

const waiting = `<!doctype html><meta charset="utf-8"><meta http-equiv="refresh" content="1"><title>Sarnakh</title>
<p>The server is being built or started. This page comes back by itself.</p>`;

const marks: Record<string, RegExp> = {
  __LANG__: /<html lang="([^"]*)"/,
  __DIR__: /<html [^>]*dir="([^"]*)"/,
  __THEME__: /<html [^>]*data-theme="([^"]*)"/,
  __BOOTSTRAP__: /<script type="application\/json" id="bootstrap">([\s\S]*?)<\/script>/,
};

async function page(vite: ViteDevServer, server: string, request: IncomingMessage, response: ServerResponse) {
  const url = request.url ?? '/';
  const headers: Record<string, string> = { accept: 'text/html' };
  for (const name of ['cookie', 'accept-language', 'user-agent'] as const) {
    const value = request.headers[name];
    if (value) headers[name] = value;
  }
  response.setHeader('Content-Type', 'text/html; charset=utf-8');
  response.setHeader('Cache-Control', 'no-store');
  const answer = await fetch(server + url, { headers, redirect: 'manual' }).catch(() => undefined);
  if (!answer) {
    response.statusCode = 503;
    response.end(waiting);
    return;
  }
  const told = await answer.text();
  let html = await readFile(resolve(vite.config.root, 'index.html'), 'utf8');
  for (const [mark, place] of Object.entries(marks)) html = html.replaceAll(mark, () => place.exec(told)?.[1] ?? '');
  response.end(await vite.transformIndexHtml(url, html.replaceAll('__NONCE__', '')));
}

/** `server`: where the real server listens; `restarted`: a file that changes when it has been started again. */
export function deskInDevelopment(server: string, restarted: string | undefined): Plugin {
  return {
    name: 'desk-in-development',
    apply: 'serve',
    configureServer(vite) {
      if (restarted) {
        vite.watcher.add(restarted);
        vite.watcher.on('change', path => {
          if (resolve(path) === resolve(restarted)) vite.ws.send({ type: 'full-reload' });
        });
      }
      // After Vite's own middlewares: what they know (modules, files, the proxied paths) is not the page.
      return () => {
        vite.middlewares.use((request, response, next) => {
          if (request.method !== 'GET' || !request.headers.accept?.includes('text/html')) return next();
          request.url = request.originalUrl ?? request.url;
          page(vite, server, request, response).catch(next);
        });
      };
    },
  };
}
