// What was chosen lately, in this browser: it stands first the next time.
const key = 'sarnakh.recent';
const most = 4;

export function recent(): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '[]');
    return Array.isArray(kept) ? kept.filter(id => typeof id === 'string').slice(0, most) : [];
  } catch {
    return [];
  }
}
export function keepRecent(id: string): void {
  localStorage.setItem(key, JSON.stringify([id, ...recent().filter(other => other !== id)].slice(0, most)));
}
