// Opens the page of the stand without a network: the newest that the server gives, and else what was kept the last time. What is sent goes
// past it.
const name = 'sarnakh-stand';
self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', event => event.waitUntil(self.clients.claim()));

async function answer(request) {
  const cache = await caches.open(name);
  const kept = () => cache.match(request);
  try {
    const fresh = await fetch(request, { signal: AbortSignal.timeout(8_000) });
    // A stand that was closed still shows what waits on this tablet.
    if (!fresh.ok) return (await kept()) ?? fresh;
    await cache.put(request, fresh.clone());
    return fresh;
  } catch {
    return (await kept()) ?? Response.error();
  }
}

self.addEventListener('fetch', event => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method === 'GET' && origin === self.location.origin && /^\/(stand|f)\//.test(pathname)) event.respondWith(answer(request));
});
