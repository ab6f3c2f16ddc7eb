// A dental clinic on an ordinary morning: colleagues, fields of its own, a list from the old notebook, two forms with what came through
// them, and one person whose whole story is known. What the screens are looked at with, and what the pictures of the README show.
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, type Cookie, type Page, test } from '@playwright/test';
import { clinicOf } from './clinic-away';
import { call, type Desk, serve, serveOwn, setUp, userAgent } from './desk';

const notebook: [name: string, phone: string, city: string, product: string, source: string, medium: string][] = [
  ['سارا محمدی', '09121834401', 'تهران', 'ایمپلنت', 'google', 'cpc'],
  ['رضا کریمی', '09351204477', 'کرج', 'ارتودنسی', 'instagram', 'story'],
  ['فاطمهٔ سادات حسینی‌نژاد', '09193340012', 'تهران', 'لمینت', 'instagram', 'post'],
  ['مهدی رضایی', '09124471190', 'تهران', 'ایمپلنت', 'google', 'organic'],
  ['لیلا احمدی', '09366112094', 'شهریار', 'جرم‌گیری', 'divar', 'listing'],
  ['امیرحسین قاسمی', '09128845510', 'تهران', 'دندان عقل', 'google', 'organic'],
  ['نسترن یوسفی', '09022217856', 'قم', 'ارتودنسی', 'telegram', 'channel'],
  ['محمدجواد نوری', '09151127340', 'مشهد', 'ایمپلنت', 'google', 'cpc'],
  ['زهرا صادقی', '09137784421', 'اصفهان', 'لمینت', 'instagram', 'story'],
  ['بهنام شریفی', '09177710293', 'شیراز', 'کامپوزیت', 'instagram', 'post'],
  ['پریسا مرادی', '09141150923', 'تبریز', 'بلیچینگ', 'newsletter', 'email'],
  ['حمید جعفری', '09125567781', 'تهران', 'ایمپلنت', 'referral', 'friend'],
  ['مریم کاظمی', '09399081127', 'تهران', 'دندان‌پزشکی کودکان', 'google', 'organic'],
  ['علی‌اصغر موسوی', '09123378845', 'ورامین', 'پروتز', 'google', 'organic'],
  ['شیوا نیک‌نام', '09212240087', 'تهران', 'لمینت', 'instagram', 'story'],
  ['کامران فرهادی', '09126604412', 'تهران', 'ایمپلنت', 'aparat', 'video'],
  ['سمیرا حیدری', '09038871245', 'کرج', 'ارتودنسی', 'instagram', 'post'],
  ['جواد اکبری', '09188123457', 'همدان', 'دندان عقل', 'google', 'cpc'],
  ['الهام رستمی', '09127713360', 'تهران', 'کامپوزیت', 'instagram', 'story'],
  ['سیدعلی طباطبایی', '09131170458', 'یزد', 'ایمپلنت', 'google', 'organic'],
  ['مینا فروغی', '09301148873', 'رشت', 'بلیچینگ', 'telegram', 'channel'],
  ['آرش بهرامی', '09122098816', 'تهران', 'پروتز', 'google', 'organic'],
  ['نازنین سلیمانی', '09375569012', 'تهران', 'لمینت', 'instagram', 'story'],
  ['مصطفی عباسی', '09163380914', 'اهواز', 'ایمپلنت', 'google', 'cpc'],
  ['گلناز اسدی', '09128870034', 'تهران', 'ارتودنسی', 'divar', 'listing'],
  ['یاسمن پناهی', '09056612278', 'تهران', 'دندان‌پزشکی کودکان', 'referral', 'friend'],
  ['داوود میرزایی', '09143378210', 'ارومیه', 'پروتز', 'google', 'organic'],
  ['ریحانه باقری', '09127745519', 'تهران', 'کامپوزیت', 'instagram', 'post'],
];

const day = (ago: number, clock = '10:20') => `${new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10)} ${clock}`;

async function takeNotebook(page: Page, desk: Desk): Promise<string> {
  const rows = notebook.map(([name, phone, city, product, source, medium], index) =>
    [name, phone, city, product, source, medium, day(3 + index * 1.5, `${9 + (index % 8)}:${10 + index}`)].join(','),
  );
  const text = [
    'نام و نام خانوادگی,موبایل,شهر,محصول,utm_source,utm_medium,تاریخ ثبت',
    ...rows,
    'بی‌شماره,صفر نهصد,تهران,ایمپلنت,google,cpc,',
  ].join('\n');
  const answer = await page.request.post(`${desk.base}/api/v1/imports`, {
    headers: { Origin: desk.base },
    multipart: { file: { name: 'دفتر قدیم ۱۴۰۵.csv', mimeType: 'text/csv', buffer: Buffer.from(text) } },
  });
  const { id } = (await answer.json()) as { id: string };
  await call(page, desk, 'POST', `/api/v1/imports/${id}/start`, { origin: 'organic' });
  for (let state = ''; state !== 'done'; ) {
    await page.waitForTimeout(200);
    state = (await call<{ state: string }>(page, desk, 'GET', `/api/v1/imports/${id}`)).state;
  }
  return id;
}

async function hire(page: Page, desk: Desk, person: { name: string; email: string; role: string; reach: string; teams: string[] }) {
  const made = await call<{ person?: { id: string }; id?: string; link: string }>(page, desk, 'POST', '/api/v1/people', person);
  const token = new URL(made.link).searchParams.get('token');
  await call(page, desk, 'POST', '/api/v1/password-reset', { token, password: 'a long password' });
  const people = await call<{ data: { id: string; email: string }[] }>(page, desk, 'GET', '/api/v1/people');
  return people.data.find(one => one.email === person.email)?.id ?? '';
}

interface Made {
  id: string;
  public_id: string;
  page_url: string;
  version: number;
  content: Record<string, unknown>;
}

/** Visitors of a form, each with a page of his own; only then do they send, because a person needs a moment. */
async function visit(
  page: Page,
  desk: Desk,
  form: Made,
  visitors: { answers: Record<string, unknown>; came: string; website?: string; token?: string; upTo?: number; referrer?: string }[],
) {
  const tokens: string[] = [];
  for (const _ of visitors) {
    await page.request.get(`${desk.base}/f/${form.public_id}`, { headers: { 'User-Agent': userAgent } });
    const shown = await page.request.get(`${desk.base}/f/${form.public_id}/definition`, { headers: { 'User-Agent': userAgent } });
    tokens.push(((await shown.json()) as { token: string }).token);
  }
  await page.waitForTimeout(1700);
  for (const [index, visitor] of visitors.entries()) {
    const send = (step: number) =>
      page.request.post(`${desk.base}/f/${form.public_id}`, {
        headers: { 'User-Agent': userAgent },
        data: {
          answers: visitor.answers,
          consents: { contact: true, newsletter: true },
          token: visitor.token ?? tokens[index],
          website: visitor.website ?? '',
          page: `${form.page_url}?${visitor.came}`,
          referrer: visitor.referrer ?? '',
          language: 'fa',
          step,
        },
      });
    for (let step = 0; step <= (visitor.upTo ?? 0); step++) await send(step);
  }
}

export interface Clinic {
  star: string;
  notebook: string;
  waiting: string;
  form: Made;
}

async function fillClinic(page: Page, desk: Desk): Promise<Clinic> {
  const post = <T>(path: string, data?: unknown) => call<T>(page, desk, 'POST', path, data);
  const text = (fa: string, en: string) => ({ fa, en });

  const team = async (name: string) => (await post<{ id: string }>('/api/v1/teams', { name })).id;
  const reception = await team('پذیرش');
  const negar = await hire(page, desk, {
    name: 'نگار رحیمی',
    email: 'negar@example.com',
    role: 'seller',
    reach: 'team',
    teams: [reception],
  });
  const omid = await hire(page, desk, { name: 'امید توکلی', email: 'omid@example.com', role: 'seller', reach: 'own', teams: [reception] });
  await hire(page, desk, {
    name: 'هانیه فلاح',
    email: 'hanieh@example.com',
    role: 'marketer',
    reach: 'all',
    teams: [await team('بازاریابی')],
  });

  const field = (type: string, fa: string, en: string, key: string, choices: [string, string, string][] = []) =>
    post('/api/v1/fields', { type, key, label: text(fa, en), choices: choices.map(([id, a, b]) => ({ key: id, label: text(a, b) })) });
  await field('choice', 'بیمه', 'Insurance', 'insurance', [
    ['tamin', 'تأمین اجتماعی', 'Social security'],
    ['salamat', 'سلامت', 'Salamat'],
    ['none', 'آزاد', 'None'],
  ]);
  await field('date', 'نوبت بعدی', 'Next appointment', 'appointment');
  await field('number', 'شمار دندان', 'Number of teeth', 'teeth');
  await field('multi_choice', 'حساسیت‌ها', 'Allergies', 'allergies', [
    ['penicillin', 'پنی‌سیلین', 'Penicillin'],
    ['latex', 'لاتکس', 'Latex'],
    ['anaesthetic', 'بی‌حسی', 'Anaesthetic'],
  ]);
  await field('yes_no', 'پیش‌تر ایمپلنت داشته', 'Had an implant before', 'had_implant');
  await field('money', 'برآورد هزینه', 'Estimated cost', 'estimate');
  await field('link', 'عکس دندان', 'X-ray', 'xray');
  await field('text', 'معرف', 'Referred by', 'referrer_name');

  const old = await takeNotebook(page, desk);
  const statuses = (await call<{ data: { id: string; key: string; kind: string }[] }>(page, desk, 'GET', '/api/v1/statuses')).data;
  const status = (kind: string) => statuses.find(one => one.kind === kind)?.id;
  const rows = (await call<{ data: { id: string }[] }>(page, desk, 'GET', '/api/v1/leads?limit=100&sort=-created_at')).data;
  for (const [index, row] of rows.entries()) {
    const kind = ['accepted', 'open', 'accepted', 'won', 'open', 'accepted', 'lost'][index % 7] ?? 'open';
    if (kind !== 'open') await post(`/api/v1/leads/${row.id}/status`, { status_id: status(kind) });
    if (kind !== 'open') await post(`/api/v1/leads/${row.id}/owner`, { user_id: index % 2 ? negar : omid });
  }

  // What comes by hand and by telephone.
  await post('/api/v1/leads', {
    full_name: 'Acme Dental Supplies Co. (Dubai)',
    kind: 'organisation',
    organisation: 'Acme Dental Supplies Co.',
    phones: [{ value: '+97142345678' }],
    emails: [{ value: 'sales.department@acme-dental.example' }],
    purpose: 'partner',
    needs: 'Wants to become our supplier of implants.',
    source: { channel: 'email', label: 'E-mail' },
  });
  await post('/api/v1/leads', {
    full_name: 'مهندس سیدمحمدمهدی حسینی طباطبایی یزدی',
    organisation: 'شرکت مهندسی و بازرگانی آرمان‌سازان پارس (سهامی خاص)',
    job_title: 'مدیر منابع انسانی',
    phones: [{ value: '02188776655' }],
    emails: [{ value: 'hr@armansazan.example' }],
    product: 'قرارداد سازمانی برای ۱۲۰ نفر',
    budget: { amount: 4500000000, currency: 'IRR' },
    authority: 'decides',
    class: 'targeted',
    source: { channel: 'referral', label: 'معرفی همکار' },
  });
  await post('/api/v1/leads', {
    handles: [{ network: 'instagram', value: 'pariya.smile' }],
    full_name: 'پریا',
    clue: 'direct_message',
    needs: 'قیمت لمینت را در دایرکت پرسید.',
    source: { channel: 'social_own', label: 'Instagram' },
  });
  for (const [name, phone, product] of [
    ['وحید شجاعی', '09120045871', 'ایمپلنت'],
    ['شقایق معینی', '09357710245', 'ارتودنسی'],
    ['حسین پورمحمد', '09196630127', 'پروتز'],
  ])
    await post('/api/v1/leads', {
      full_name: name,
      phones: [{ value: phone }],
      product,
      clue: 'call',
      note: 'زنگ زد و قیمت پرسید؛ گفتم پزشک باید ببیند.',
      source: { channel: 'direct', label: 'تلفن' },
    });

  // Two forms; the first has lost its visitors at the second step, as forms do.
  const published = async (template: string, change: (content: Record<string, unknown>) => object): Promise<Made> => {
    const made = await post<Made>('/api/v1/forms', { template });
    await page.request.put(`${desk.base}/api/v1/forms/${made.id}`, {
      headers: { Origin: desk.base, 'If-Match': `"v${made.version}"` },
      data: { ...made.content, ...change(made.content) },
    });
    return post<Made>(`/api/v1/forms/${made.id}/publication`);
  };
  const form = await published('consultation', () => ({
    title: text('مشاورهٔ رایگان ایمپلنت', 'Free implant consultation'),
    settings: { purpose: 'buyer', product: 'ایمپلنت' },
  }));
  const contact = await published('contact', () => ({ title: text('پرسش از کلینیک', 'Ask the clinic') }));

  const story = 'utm_source=instagram&utm_medium=story&utm_campaign=%D9%BE%D8%A7%DB%8C%DB%8C%D8%B2';
  const ad = 'utm_source=google&utm_medium=cpc&utm_campaign=implant-tehran&gclid=Cj0KCQ';
  const wants = (topic: string, name: string, phone: string, details = '') => ({ topic, details, name, phone, hour: 'morning' });
  await visit(page, desk, form, [
    { answers: wants('ایمپلنت دو دندان', 'شهرام وکیلی', '09123019984', 'دو دندان آسیای پایین سمت راست را ندارم.'), came: story, upTo: 1 },
    { answers: wants('ایمپلنت فوری', 'مهسا قربانی', '09384402917'), came: ad, upTo: 1 },
    { answers: wants('پیوند استخوان', 'ناصر زمانی', '09122234410'), came: '', referrer: 'https://www.google.com/', upTo: 1 },
    { answers: { topic: 'قیمت ایمپلنت' }, came: story },
    { answers: { topic: 'فقط قیمت' }, came: story },
    { answers: { topic: 'ایمپلنت کره‌ای' }, came: ad },
  ]);
  await visit(page, desk, contact, [
    { answers: { name: 'ندا کیانی', phone: '09125510987', email: 'neda.kiani@example.com', message: 'جمعه‌ها هم باز هستید؟' }, came: ad },
    {
      answers: { name: 'SEO Master', phone: '09120000000', message: 'Best backlinks for your site! http://spam.example' },
      came: '',
      website: 'http://spam.example',
    },
    { answers: { name: 'فرهاد', phone: '۱۲۳۴', message: 'تماس بگیرید' }, came: story },
    { answers: { name: 'Bot', phone: '09121112222', message: 'x' }, came: '', token: 'made-up' },
  ]);

  // The one whose story is known.
  await visit(page, desk, contact, [
    {
      answers: {
        name: 'دکتر نگین شاه‌حسینی',
        phone: '۰۹۱۲ ۷۶۵ ۴۳۲۱',
        email: 'negin.sh@example.com',
        message: 'برای مادرم سه واحد ایمپلنت می‌خواهم. عصرها بهتر است.',
      },
      came: story,
    },
  ]);
  await visit(page, desk, form, [
    {
      answers: wants('سه واحد ایمپلنت برای مادرم', 'نگین شاه‌حسینی', '09127654321', 'پنی‌سیلین حساسیت دارد.'),
      came: ad,
      referrer: 'https://www.google.com/',
      upTo: 1,
    },
  ]);
  const star = (await call<{ data: { id: string }[] }>(page, desk, 'GET', '/api/v1/leads?q=4321')).data[0]?.id ?? '';
  const of = `/api/v1/leads/${star}`;
  await post(`${of}/phones`, { value: '02122446688', type: 'work', restrictions: ['calls_only'] });
  await post(`${of}/phones`, { value: '09365550011', restrictions: ['whatsapp_only', 'no_calls'] });
  await post(`${of}/emails`, { value: 'dr.negin@shahhosseini-clinic.example', type: 'work' });
  await post(`${of}/handles`, { network: 'instagram', value: 'negin.shahhosseini' });
  await post(`${of}/handles`, { network: 'telegram', value: 'neginsh' });
  const { version } = await call<{ version: number }>(page, desk, 'GET', of);
  await page.request.patch(desk.base + of, {
    headers: { Origin: desk.base, 'If-Match': `"v${version}"` },
    data: {
      organisation: 'بیمارستان مهر',
      job_title: 'پزشک عمومی',
      authority: 'decides',
      buying_power: 'high',
      stage: 'consideration',
      timing: 'پیش از نوروز',
      place: 'تهران، سعادت‌آباد',
      age_range: '۳۵ تا ۴۴',
      class: 'targeted',
      budget: { amount: 1800000000, currency: 'IRR' },
      custom: {
        insurance: 'tamin',
        appointment: new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10),
        teeth: 3,
        allergies: ['penicillin'],
        had_implant: false,
        estimate: { amount: 165000000, currency: 'IRT' },
        xray: 'https://pacs.example.com/studies/88123',
        referrer_name: 'دکتر کاوه امینی',
      },
    },
  });
  await post(`${of}/status`, { status_id: status('accepted') });
  await post(`${of}/owner`, { user_id: negar });
  await post(`${of}/notes`, { text: 'تلفنی حرف زدیم. عکس OPG را می‌فرستد.\nگفت سه‌شنبه عصر وقت دارد.' });
  await call(page, desk, 'PUT', `${of}/contact-preferences`, {
    do_not_contact: ['sms'],
    preferred_hours: { from: '17:00', to: '20:00' },
  });

  await post('/api/v1/links', { kind: 'story', name: 'استوری هفتهٔ لبخند', form_id: form.id });
  await post('/api/v1/links', { kind: 'poster', name: 'پوستر ایستگاه تجریش', address: 'https://clinic.example.com/implant?from=metro' });
  await post('/api/v1/placements', {
    publisher: 'مجلهٔ سلامت',
    page: 'https://salamat.example.com/dental-implants',
    audience: 'خانواده‌های تهران که دنبال درمان دندان‌اند',
    fit: 4,
    fit_note: 'نیمی از خوانندگانش بالای ۳۵ سال‌اند.',
    link: { kind: 'post', name: 'بنر مجلهٔ سلامت', form_id: form.id },
  });

  const waiting = await page.request.post(`${desk.base}/api/v1/imports`, {
    headers: { Origin: desk.base },
    multipart: {
      file: {
        name: 'نمایشگاه دندان‌پزشکی.csv',
        mimeType: 'text/csv',
        buffer: Buffer.from(
          'نام;موبایل;شهر;غرفه\nرامین سعادت;09351112233;تهران;الف ۱۲\nطاهره نجفی;09128884411;شیراز;الف ۱۲\nبی‌نام;ندارد;قم;ب ۳\n',
        ),
      },
    },
  });
  return { star, notebook: old, waiting: ((await waiting.json()) as { id: string }).id, form };
}

// Filled once in a run; its folder belongs to the process that runs the workers, which takes it away (clinic-away.ts).
const kept = (name = '') => join(clinicOf(process.ppid), name);
const wide = { locale: 'fa-IR', viewport: { width: 1360, height: 850 } };
type Kept = Clinic & { cookies: Cookie[] };

async function keepClinic(browser: Browser): Promise<void> {
  const desk = await serve(kept('data'));
  const page = await (await browser.newContext(wide)).newPage();
  await setUp(page, desk);
  const clinic = await fillClinic(page, desk);
  const { cookies } = await page.context().storageState();
  await page.context().close();
  await desk.stop();
  writeFileSync(kept('clinic.json.part'), JSON.stringify({ ...clinic, cookies } satisfies Kept));
  renameSync(kept('clinic.json.part'), kept('clinic.json'));
}

/** A desk of its own with the clinic in it, opened by the owner in Persian on a wide screen. */
async function openClinic(browser: Browser) {
  if (mkdirSync(kept(), { recursive: true })) await keepClinic(browser); // whoever made the folder fills it
  while (!existsSync(kept('clinic.json'))) await new Promise(done => setTimeout(done, 200));
  const { cookies, ...clinic } = JSON.parse(readFileSync(kept('clinic.json'), 'utf8')) as Kept;
  const desk = await serveOwn(kept('data'));
  clinic.form.page_url = desk.base + new URL(clinic.form.page_url).pathname;
  const page = await (await browser.newContext({ ...wide, storageState: { cookies, origins: [] } })).newPage();
  await page.goto(`${desk.base}/inbox`);
  return { desk, page, clinic };
}

/** For a file of tests, or a group in it: opens a clinic before them, hands it to `take`, and closes it after them. */
export function inClinic(take: (opened: Awaited<ReturnType<typeof openClinic>>) => unknown): void {
  let desk: Desk | undefined;
  test.beforeAll(async ({ browser }) => {
    test.setTimeout(120_000);
    const opened = await openClinic(browser);
    desk = opened.desk;
    take(opened);
  });
  test.afterAll(() => desk?.stop());
}
