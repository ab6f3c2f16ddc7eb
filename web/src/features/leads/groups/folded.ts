// Which groups a reader has folded: his browser keeps it, field by field.
import { useState } from 'react';

const key = 'sarnakh.folded';
type Kept = Record<string, string[]>;

function read(): Kept {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '{}');
    return kept && typeof kept === 'object' ? (kept as Kept) : {};
  } catch {
    return {};
  }
}

export function useFolded() {
  const [kept, setKept] = useState(read);
  const set = (field: string, ids: string[]) => {
    const next = { ...kept, [field]: ids };
    setKept(next);
    localStorage.setItem(key, JSON.stringify(next));
  };
  return {
    of: (field: string): ReadonlySet<string> => new Set(kept[field] ?? []),
    set,
    toggle: (field: string, id: string) => {
      const ids = kept[field] ?? [];
      set(field, ids.includes(id) ? ids.filter(one => one !== id) : [...ids, id]);
    },
  };
}
