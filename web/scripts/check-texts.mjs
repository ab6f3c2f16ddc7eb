// Every text exists in both languages with the same places, and none is unused.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const read = language => JSON.parse(readFileSync(`src/i18n/${language}.json`, 'utf8'));
const fa = read('fa');
const en = read('en');
const faults = [];
const places = text =>
  [...text.matchAll(/\{(\w+)[,}]/g)]
    .map(match => match[1])
    .sort()
    .join();
for (const key of Object.keys(fa)) {
  if (!(key in en)) faults.push(`${key} is missing in en.json`);
  else if (places(fa[key]) !== places(en[key])) faults.push(`${key} has other places in en than in fa`);
}
for (const key of Object.keys(en)) if (!(key in fa)) faults.push(`${key} is missing in fa.json`);

function walk(folder) {
  return readdirSync(folder).flatMap(name => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? walk(path) : /\.tsx?$/.test(path) ? [path] : [];
  });
}
const sources = walk('src')
  .map(path => readFileSync(path, 'utf8'))
  .join('\n');
// Keys made at run time stand as `prefix.${word}` or `prefix.mode_${word}` in the sources.
const prefixes = [...sources.matchAll(/`([\w.]+[._])\$\{/g)].map(match => match[1]);
for (const key of Object.keys(fa))
  if (!sources.includes(`'${key}'`) && !prefixes.some(prefix => key.startsWith(prefix))) faults.push(`${key} is used nowhere`);
// What the server writes into the audit log is named there only; the desk has words for each.
function* serverFiles(folder) {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) yield* serverFiles(path);
    else if (path.endsWith('.cpp') && !path.endsWith('_test.cpp')) yield path;
  }
}
const work = new Set();
const namesOfWork = [
  /"([a-z_]+)",\s*\[[^\]]*\]\(db::Database&[^)]*jobs::Job&/g,
  /"([a-z]+\.[a-z_]+)",\s*(?:\{[^}]*\}|\w+\(\)),\s*\[[^\]]*\]\(db::Work&[^)]*jobs::Event&/g,
  /enqueue\(work, "([a-z_]+)"/g,
  /string_view (?:job_)?kind = "([a-z_]+)"/g,
];
for (const path of serverFiles('../server')) {
  const text = readFileSync(path, 'utf8');
  for (const [, action] of text.matchAll(/\baudit(?:_everywhere)?\(\w+, (?:user, )?"([a-z_]+)"/g))
    if (!(`audit.${action}` in fa)) faults.push(`audit.${action}, written in ${path}, has no words`);
  for (const name of namesOfWork.flatMap(names => [...text.matchAll(names)].map(([, found]) => found)))
    work.add(`work.${name.replace(/^\w+\.(?=on_lead_erased$)/, '').replace('.', '_')}`);
}
// So does work that can fail out of sight, and nothing else does.
for (const name of work) if (!(name in fa)) faults.push(`${name} has no words`);
for (const key of Object.keys(fa)) if (key.startsWith('work.') && !work.has(key)) faults.push(`${key} is no work of the server`);
if (faults.length) console.error(faults.join('\n'));
process.exit(faults.length ? 1 : 0);
