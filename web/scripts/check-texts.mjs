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
for (const path of serverFiles('../server'))
  for (const [, action] of readFileSync(path, 'utf8').matchAll(/\baudit(?:_everywhere)?\(\w+, (?:user, )?"([a-z_]+)"/g))
    if (!(`audit.${action}` in fa)) faults.push(`audit.${action}, written in ${path}, has no words`);
if (faults.length) console.error(faults.join('\n'));
process.exit(faults.length ? 1 : 0);
