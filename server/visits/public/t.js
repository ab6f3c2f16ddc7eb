// Tells the desk which pages a visitor looks at, and for how long. Nothing is sent, and nothing is kept in the browser, when the visitor
// says no: by the browser's own signal, or by the page's word sarnakh('consent', false).
//   sarnakh('identify', { email, phone, name })   sarnakh('track', 'price asked', { … })   sarnakh('consent', true)
(() => {
  const address = document.currentScript.src.replace(/\/t\.js.*/, '');
  const mode = 'MODE';
  const browser = navigator;
  let consent, visitor;
  let here, from = document.referrer, since = 0, looked = 0;

  const keep = (name, value) => {
    name = 'sarnakh_' + name;
    try {
      if (value === null) localStorage.removeItem(name);
      else if (value) localStorage.setItem(name, value);
      else return localStorage.getItem(name);
    } catch {}
  };
  // Ordered by time, so that the server writes them side by side.
  const id = () => Date.now().toString(36) + [...crypto.getRandomValues(new Uint32Array(3))].map(n => n.toString(36)).join('');
  const silent = () => browser.globalPrivacyControl || (HONOUR_DNT && browser.doNotTrack === '1') || consent === 'no' || (mode === 'ask' && consent !== 'yes');

  // What analytics on the same site call the visitor, so that a lead can be told to them.
  const cookies = () => Object.fromEntries([...document.cookie.matchAll(/\b(_ga|_fb[cp]|_ym_uid)=([^;]*)/g)].map(one => one.slice(1)));

  const post = body => {
    const text = JSON.stringify(body);
    try { if (browser.sendBeacon(address, text)) return; } catch {}
    fetch(address, { method: 'POST', body: text, keepalive: true, mode: 'no-cors', credentials: 'include' }).catch(() => {});
  };
  const send = (type, rest, page = here) => {
    if (silent()) return;
    if (mode !== 'cookieless' && !visitor) keep('visitor', visitor = keep('visitor') || id());
    const now = new Date().toISOString();
    post({
      sentAt: now,
      batch: [{
        type, messageId: id(), anonymousId: visitor, timestamp: now, ...rest,
        context: {
          page: { url: page, referrer: from, title: document.title }, locale: browser.language, consent, webdriver: browser.webdriver,
          cookies: mode !== 'cookieless' && cookies(),
        },
      }],
    });
  };

  // Time counts while the page is seen.
  const pause = () => {
    if (since) looked += performance.now() - since;
    since = 0;
  };
  const watch = () => {
    if (document.visibilityState === 'visible') since = since || performance.now();
  };
  const leave = () => {
    pause();
    const seconds = Math.round(looked / 1000);
    looked = 0;
    if (here && seconds) send('track', { event: 'sarnakh:time', properties: { seconds } });
  };
  const arrive = () => {
    const page = location.href.split('#')[0];
    if (page === here || silent()) return;
    if (here) {
      leave();
      from = here;
    }
    here = page;
    send('page');
    watch();
  };

  const words = {
    track: (event, properties) => send('track', { event, properties }),
    identify: (who, traits) => send('identify', typeof who === 'string' ? { userId: who, traits } : { traits: who }),
    consent: given => {
      keep('consent', consent = given ? 'yes' : 'no');
      if (given) return arrive();
      keep('visitor', visitor = null);
      post({ forget: true });
    },
  };
  const waiting = window.sarnakh?.q || [];
  window.sarnakh = (word, ...rest) => words[word](...rest);

  consent = keep('consent') || undefined;
  arrive();
  for (const call of waiting) window.sarnakh(...call);
  addEventListener('visibilitychange', () => document.visibilityState === 'visible' ? watch() : leave(), true);
  addEventListener('pagehide', leave);
  addEventListener('popstate', arrive);
  // Pages that change without loading.
  const push = history.pushState;
  history.pushState = function (...rest) {
    push.apply(this, rest);
    arrive();
  };
})();
