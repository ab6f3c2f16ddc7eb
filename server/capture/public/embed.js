// A form inside somebody else's page: builds itself in a shadow root (the page's styles stay out, its CSS variables and its
// color-scheme come in), needs no inline script or style, and sends JSON. Usage: <script src="https://…/f/FORM/embed.js" async></script>
(() => {
  const script = document.currentScript;
  const base = script.src.replace(/\/embed\.js.*$/, '');
  const origin = new URL(base).origin;
  const host = document.createElement('div');
  const root = host.attachShadow({ mode: 'open' });
  const target = script.dataset.target && document.querySelector(script.dataset.target);
  if (target) target.append(host); else script.after(host);

  const make = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (value === true) element.setAttribute(name, '');
      else if (value !== false && value != null) element.setAttribute(name, value);
    }
    element.append(...children.filter(child => child != null));
    return element;
  };

  let form, words, language, token, bits, step = 0;
  const answers = {}, consents = {};
  const text = value => (value && (value[language] || value.fa || value.en)) || '';

  const types = { phone: 'tel', email: 'text', link: 'text' };
  const completions = { name: 'name', first_name: 'given-name', last_name: 'family-name', phone: 'tel', email: 'email', organisation: 'organization', job_title: 'organization-title' };
  const leftToRight = ['phone', 'email', 'link', 'handle', 'number', 'budget', 'date'];

  function control(field) {
    const common = { id: field.id, name: field.id, required: field.required, 'aria-describedby': `${field.id}-error` };
    const value = answers[field.id] || '';
    if (field.kind === 'long_text') {
      const area = make('textarea', { ...common, dir: 'auto', maxlength: 10000 });
      area.value = value;
      return area;
    }
    const options = field.kind === 'yes_no'
      ? [{ key: 'yes', name: words.yes }, { key: 'no', name: words.no }]
      : (field.choices || []).map(choice => ({ key: choice.key, name: text(choice.label) }));
    if (field.kind === 'choice' && options.length > 6) {
      const list = make('select', common, make('option', { value: '' }, words.choose), ...options.map(o => make('option', { value: o.key }, o.name)));
      list.value = value;
      return list;
    }
    if (options.length) {
      const kind = field.kind === 'multi_choice' ? 'checkbox' : 'radio';
      return make('div', {}, ...options.map(o => make('label', { class: 'choice' },
        make('input', { type: kind, name: field.id, value: o.key, checked: [].concat(value).includes(o.key), required: field.required && kind === 'radio' }), make('span', {}, o.name))));
    }
    return make('input', { ...common, type: types[field.kind] || 'text', dir: leftToRight.includes(field.kind) ? 'ltr' : 'auto',
      autocomplete: completions[field.kind], inputmode: field.kind === 'number' || field.kind === 'budget' ? 'numeric' : null, maxlength: 500, value });
  }

  const mark = required => required ? make('span', { class: 'required' }, ' *') : null;
  const errorOf = id => make('p', { class: 'error', id: `${id}-error`, role: 'alert', hidden: true });

  function draw(focus) {
    const isLast = step === form.steps.length - 1;
    const current = form.steps[step];
    const fields = current.fields.map(field => {
      const grouped = ['multi_choice', 'yes_no'].includes(field.kind) || (field.kind === 'choice' && field.choices.length <= 6);
      const hint = text(field.hint) || (field.kind === 'date' ? words.date_hint : '');
      return make(grouped ? 'fieldset' : 'div', { class: 'field' },
        make(grouped ? 'legend' : 'label', grouped ? {} : { for: field.id }, text(field.label), mark(field.required)),
        hint ? make('p', { class: 'hint' }, hint) : null, control(field), errorOf(field.id));
    });
    const boxes = !isLast ? [] : form.consents.map(box => make('div', { class: 'field' },
      make('label', { class: 'choice' }, make('input', { type: 'checkbox', name: `consent:${box.id}`, required: box.required, checked: consents[box.id] }), make('span', {}, text(box.text), mark(box.required))),
      errorOf(`consent:${box.id}`)));
    const send = make('button', { type: 'submit' }, isLast ? text(form.button) || words.send : words.next);
    const back = step > 0 ? make('button', { type: 'button', class: 'quiet' }, words.back) : null;
    const progress = form.steps.length > 1 ? make('p', { class: 'steps' }, words.step_of.replace('{step}', step + 1).replace('{steps}', form.steps.length)) : null;
    const trap = make('div', { class: 'trap', 'aria-hidden': 'true' }, make('input', { name: '_website', tabindex: -1, autocomplete: 'off' }));
    const body = make('form', { novalidate: true }, ...fields, ...boxes, trap, make('p', { class: 'error', id: '-error', role: 'alert', hidden: true }), make('div', { class: 'actions' }, send, back));
    show(make('h1', {}, text(form.title)), step === 0 && text(form.introduction) ? make('p', { class: 'lead' }, text(form.introduction)) : null,
      progress, text(current.title) ? make('h2', {}, text(current.title)) : null, body);
    body.addEventListener('submit', event => { event.preventDefault(); submit(body, send, isLast); });
    if (back) back.addEventListener('click', () => { read(body); step--; draw(true); });
    if (focus) body.querySelector('input, textarea, select').focus();
  }

  function show(...children) {
    const frame = make('div', { class: 'sarnakh sarnakh-card', lang: language, dir: language === 'fa' ? 'rtl' : 'ltr' }, ...children.filter(Boolean));
    root.querySelectorAll('.sarnakh').forEach(old => old.remove());
    root.append(frame);
    return frame;
  }

  function read(body) {
    const data = new FormData(body);
    for (const field of form.steps[step].fields) answers[field.id] = field.kind === 'multi_choice' ? data.getAll(field.id) : data.get(field.id) || '';
    for (const box of form.consents) if (body.elements[`consent:${box.id}`]) consents[box.id] = data.has(`consent:${box.id}`);
    return data.get('_website');
  }

  function tell(body, errors, general) {
    body.querySelectorAll('.error').forEach(error => { error.hidden = true; });
    let first;
    for (const { pointer, detail } of errors.length ? errors : [{ pointer: '', detail: general }]) {
      const id = pointer.replace('/answers/', '');
      const place = root.getElementById(`${id}-error`) || root.getElementById('-error');
      place.textContent = detail;
      place.hidden = false;
      first = first || body.elements[id];
    }
    if (first && first.focus) first.focus();
  }

  // Who our tracking script knows this browser as, when the site has it.
  const visitor = () => { try { return localStorage.getItem('sarnakh_visitor') || ''; } catch { return ''; } };

  async function submit(body, button, isLast) {
    const website = read(body);
    button.disabled = true;
    try {
      let proof = '';
      if (isLast && bits) {
        if (!window.sarnakhProof) await new Promise((done, failed) => document.head.append(Object.assign(make('script', { src: `${origin}/f/proof.js` }), { onload: done, onerror: failed })));
        proof = await window.sarnakhProof(token, bits);
      }
      const response = await fetch(base, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Accept: 'application/json', 'Accept-Language': language },
        body: JSON.stringify({ answers, consents, token, proof, website, step, language, page: location.href, referrer: document.referrer, visitor: visitor() }),
      });
      const answer = await response.json();
      if (!response.ok) return tell(body, answer.errors || [], answer.detail);
      if (answer.state === 'partial') { step = answer.next_step; return draw(true); }
      if (answer.redirect) { location.assign(answer.redirect); return; }
      const done = show(make('h1', { tabindex: -1 }, words.thanks_title), make('p', { class: 'lead', role: 'status' }, answer.message));
      done.querySelector('h1').focus();
      host.dispatchEvent(new CustomEvent('sarnakh:sent', { bubbles: true, composed: true }));
    } catch {
      tell(body, [], words.no_network);
    } finally {
      button.disabled = false;
    }
  }

  (async () => {
    const wanted = script.dataset.language || (document.documentElement.lang || '').slice(0, 2);
    const [definition, style] = await Promise.all([
      fetch(`${base}/definition${wanted === 'fa' || wanted === 'en' ? `?lang=${wanted}` : ''}`),
      fetch(`${origin}/f/style.css`),
    ]);
    if (!definition.ok) return;
    ({ form, words, language, token, proof_bits: bits } = await definition.json());
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(await style.text());
    root.adoptedStyleSheets = [sheet];
    draw(false);
  })();
})();
