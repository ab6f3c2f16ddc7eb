// The page opens quickly or it is not used: the first load and each later part have a limit (kilobytes, gzip).
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const mostFirst = 220;
const mostLazy = 120;
if (!existsSync('dist/index.html')) {
  console.error('There is no build; run npm run build first.');
  process.exit(1);
}
const html = readFileSync('dist/index.html', 'utf8');
const first = new Set([...html.matchAll(/\/assets\/([\w.-]+\.js)/g)].map(match => match[1]));
const kilobytes = name => gzipSync(readFileSync(`dist/assets/${name}`)).length / 1024;
let total = 0;
let wrong = false;
for (const name of readdirSync('dist/assets').filter(file => file.endsWith('.js'))) {
  const size = kilobytes(name);
  if (first.has(name)) total += size;
  else if (size > mostLazy) {
    console.error(`${name} is ${size.toFixed(0)} kB, at most ${mostLazy} is allowed`);
    wrong = true;
  }
}
console.log(`first load ${total.toFixed(0)} kB of ${mostFirst}`);
const embed = gzipSync(readFileSync('../server/capture/public/embed.js')).length / 1024;
console.log(`embedded form ${embed.toFixed(1)} kB of 10`);
process.exit(wrong || total > mostFirst || embed > 10 ? 1 : 0);
