// The tablet at an exhibition stand. What is entered goes into the tablet's own database first, under an id made here, and from there to
// the server as soon as it answers; so nothing is lost without a network, and a replay is the same visitor.
(() => {
  const said = JSON.parse(document.getElementById('stand').textContent);
  const form = document.querySelector('form');
  const byId = id => document.getElementById(id);
  const number = value => new Intl.NumberFormat(said.language === 'fa' ? 'fa-IR' : 'en').format(value);
  const remembered = `stand ${said.key}`;
  let mending; // the id of the entry that stands in the form again
  let closed = false;

  // --- the tablet's database ---
  const opened = new Promise((done, failed) => {
    const request = indexedDB.open('sarnakh-stand', 1);
    request.onupgradeneeded = () => request.result.createObjectStore('leads', { keyPath: 'id' });
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });
  const ask = async (mode, act) => {
    const transaction = (await opened).transaction('leads', mode, { durability: 'strict' });
    const request = act(transaction.objectStore('leads'));
    return new Promise((done, failed) => {
      transaction.oncomplete = () => done(request.result);
      transaction.onerror = transaction.onabort = () => failed(transaction.error);
    });
  };
  const put = entry => ask('readwrite', store => store.put(entry));
  const all = async () => (await ask('readonly', store => store.getAll())).filter(entry => entry.key === said.key);

  // Over plain HTTP a browser gives no randomUUID.
  const newId = () => [...crypto.getRandomValues(new Uint8Array(16))].map(byte => byte.toString(16).padStart(2, '0')).join('');

  // --- what is shown ---
  function tell(text) {
    byId('told').textContent = text;
  }
  /** The visitor of an entry, by the first answer that was taken: on most forms that is the name. */
  const nameIn = ({ answers, field }) => Object.entries(answers).find(([name, value]) => name !== field && typeof value === 'string' && value)?.[1] ?? '';
  async function show() {
    const entries = await all();
    const count = state => entries.filter(entry => entry.state === state).length;
    byId('counts').textContent = said.counts.replace('{waiting}', number(count('waiting') + count('refused'))).replace('{sent}', number(count('sent')));
    byId('line').textContent = navigator.onLine ? said.online : said.offline;
    byId('line').dataset.line = navigator.onLine ? 'on' : 'off';
    byId('keep').hidden = count('waiting') + count('refused') === 0;
    const refused = entries.filter(entry => entry.state === 'refused');
    byId('to-mend').hidden = refused.length === 0;
    byId('to-mend').querySelector('ul').replaceChildren(...refused.map(entry => {
      const item = document.createElement('li');
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'quiet';
      button.textContent = said.mend;
      button.addEventListener('click', () => fill(entry));
      const words = document.createElement('span');
      const whose = document.createElement('b');
      const why = document.createElement('span');
      whose.dir = why.dir = 'auto';
      whose.textContent = nameIn(entry);
      why.textContent = entry.sentence;
      words.append(whose, why);
      item.append(words, button);
      return item;
    }));
  }

  // --- the form ---
  const talker = () => form.querySelector('[name=_person]:checked');
  const nameField = form.elements._person_name;
  function showName() {
    const other = talker() && talker().value === '';
    nameField.hidden = !other;
    nameField.required = !!other;
  }
  function recall() {
    const { person, name } = JSON.parse(localStorage.getItem(remembered) || '{}');
    const radio = [...form.querySelectorAll('[name=_person]')].find(one => one.value === person);
    if (radio) radio.checked = true;
    nameField.value = name || '';
    showName();
  }
  function checkPhone(field) {
    const count = [...field.value.normalize('NFKC')].filter(letter => /\p{Nd}/u.test(letter)).length;
    field.setCustomValidity(field.value && count < 7 ? said.phone : '');
  }
  function read() {
    const answers = {}, consents = {};
    for (const [name, value] of new FormData(form)) {
      if (name.startsWith('_') || value === '') continue;
      if (name.startsWith('consent:')) consents[name.slice('consent:'.length)] = true;
      else if (name in answers) answers[name] = [].concat(answers[name], value);
      else answers[name] = value;
    }
    return { answers, consents };
  }
  function clear() {
    form.reset();
    mending = undefined;
    for (const field of form.querySelectorAll('[type=tel]')) checkPhone(field);
    recall();
    scrollTo(0, 0);
    const first = form.querySelector('.field input, .field textarea, fieldset:not(.talkers) input');
    if (first) first.focus();
  }
  function fill(entry) {
    clear();
    mending = entry.id;
    for (const field of form.elements) {
      const value = field.name?.startsWith('consent:') ? (entry.consents[field.name.slice('consent:'.length)] ? 'yes' : '') : entry.answers[field.name];
      if (field.type === 'checkbox' || field.type === 'radio') {
        if (!field.name.startsWith('_')) field.checked = [].concat(value ?? []).includes(field.value);
      } else if (field.name && !field.name.startsWith('_')) field.value = value ?? '';
    }
    const wrong = form.elements[entry.field];
    if (wrong && wrong.focus) wrong.focus();
    tell(entry.sentence);
  }
  form.addEventListener('change', showName);
  form.addEventListener('input', event => {
    if (event.target.type === 'tel') checkPhone(event.target);
  });
  form.addEventListener('submit', async event => {
    event.preventDefault();
    const person = talker() ? talker().value : '';
    localStorage.setItem(remembered, JSON.stringify({ person, name: nameField.value }));
    const entry = { id: mending ?? newId(), key: said.key, state: 'waiting', taken_at: new Date().toISOString(), language: said.language,
      ...(person ? { person_id: person } : { person: nameField.value }), ...read() };
    const button = form.querySelector('[type=submit]');
    button.disabled = true;
    try {
      await put(entry); // only what is on the tablet's disk is called saved
      clear();
      tell(said.saved);
      await show();
    } catch {
      tell(said.nothing_stored);
    } finally {
      button.disabled = false;
    }
    void send();
  });

  // --- the way to the server ---
  async function sendOne(entry) {
    const { id, taken_at, person_id, person, language, answers, consents } = entry;
    const answer = await fetch(`/stand/${said.key}/leads`, { method: 'POST', headers: { 'Content-Type': 'application/json', 'Accept-Language': language },
      body: JSON.stringify({ id, taken_at, person_id, person, language, answers, consents }), signal: AbortSignal.timeout(20_000) });
    if (answer.ok) {
      await put({ id, key: said.key, state: 'sent' }); // what the server has is not kept on a tablet that is carried about
      return true;
    }
    if (answer.status === 404 || answer.status === 410) {
      closed = true;
      tell(said.closed);
      return false;
    }
    if (answer.status >= 500 || answer.status === 429 || answer.status === 408) return false;
    const { errors = [], detail = '' } = await answer.json().catch(() => ({}));
    const fault = errors[0] || {};
    await put({ ...entry, state: 'refused', sentence: fault.detail || detail, field: (fault.pointer || '').replace('/answers/', '') });
    return true;
  }
  async function sendAll() {
    for (const entry of await all()) {
      if (entry.state !== 'waiting' || closed) continue;
      if (!(await sendOne(entry).catch(() => false))) break;
      await show();
    }
    await show();
  }
  // One page of the tablet sends at a time.
  const send = () => (navigator.locks ? navigator.locks.request('sarnakh-stand', { ifAvailable: true }, lock => lock && sendAll()) : sendAll());
  addEventListener('online', () => void show().then(send));
  addEventListener('offline', () => void show());
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && void send());
  setInterval(() => void send(), 15_000);

  byId('keep').addEventListener('click', async () => {
    const waiting = (await all()).filter(entry => entry.state !== 'sent');
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([JSON.stringify(waiting, null, 2)], { type: 'application/json' }));
    link.download = `${said.exhibition || 'stand'}.json`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  });

  // --- opening without a network ---
  async function prepare() {
    await navigator.storage?.persist?.();
    if (!('serviceWorker' in navigator)) return;
    await navigator.serviceWorker.register('/stand/worker.js', { scope: '/stand/' });
    const cache = await caches.open('sarnakh-stand');
    const pages = ['fa', 'en'].map(language => `/stand/${said.key}?lang=${language}`);
    await cache.addAll([...pages, `/stand/${said.key}`, '/stand/stand.js', '/stand/stand.css', '/f/style.css', '/f/vazirmatn-arabic.woff2', '/f/vazirmatn-latin.woff2']);
    document.documentElement.dataset.ready = 'offline';
  }

  recall();
  for (const field of form.querySelectorAll('[type=tel]')) checkPhone(field);
  show().then(send, () => tell(said.nothing_stored));
  prepare().catch(() => undefined); // without a network it was prepared before
})();
