// The desk lives: server-sent events say what changed, by id; whoever shows it loads it again.
import type { QueryClient } from '@tanstack/react-query';

const touched: Record<string, string[]> = {
  lead_created: ['leads', 'stats'],
  lead_matched: ['leads', 'stats', 'lead'],
  lead_changed: ['leads', 'lead'],
  lead_status_changed: ['leads', 'stats', 'lead'],
  lead_erased: ['leads', 'stats', 'lead'],
  lead_visited: ['leads', 'lead'],
  leads_removed: ['leads', 'stats'],
  form_submitted: ['forms', 'submissions', 'dropoff'],
  form_changed: ['forms'],
  import_progress: ['imports', 'leads', 'stats'],
};

export function listen(queries: QueryClient): () => void {
  const source = new EventSource('/api/v1/events');
  // Many events in a moment (an import) load once.
  const waiting = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const later = (keys: string[]) => {
    for (const key of keys) waiting.add(key);
    timer ??= setTimeout(() => {
      timer = undefined;
      const now = [...waiting];
      waiting.clear();
      for (const key of now) void queries.invalidateQueries({ queryKey: [key] });
    }, 150);
  };
  for (const [type, keys] of Object.entries(touched)) source.addEventListener(type, () => later(keys));
  source.addEventListener('resync', () => void queries.invalidateQueries());
  return () => {
    clearTimeout(timer);
    source.close();
  };
}
