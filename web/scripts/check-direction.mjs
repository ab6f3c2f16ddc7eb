// The desk is read from both sides: styles name the start and the end, never the left and the right.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const css = /(?<![\w-])((margin|padding|border)-(left|right)\b|(left|right)\s*:|(text-align|float|clear)\s*:\s*(left|right)\b)/;
const inline = /\b((margin|padding|border)(Left|Right)|textAlign:\s*'(left|right)'|(left|right):)/;
const wrong = [];
for (const entry of readdirSync('src', { recursive: true, withFileTypes: true })) {
  const rule = entry.name.endsWith('.css') ? css : /(?<!\.test)\.tsx$/.test(entry.name) ? inline : undefined;
  if (!entry.isFile() || !rule) continue;
  const path = join(entry.parentPath, entry.name);
  readFileSync(path, 'utf8')
    .split('\n')
    .forEach((line, index) => {
      const found = (entry.name.endsWith('.css') || line.includes('style=')) && rule.exec(line);
      if (found) wrong.push(`${path}:${index + 1}: ${found[0]}`);
    });
}
for (const line of wrong) console.error(`${line} (say start or end)`);
process.exit(wrong.length > 0 ? 1 : 0);
