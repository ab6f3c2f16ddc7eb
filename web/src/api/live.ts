// The desk lives: server-sent events say what changed, by id; whoever shows it loads it again.
import type { QueryClient } from '@tanstack/react-query';

const touched: Record<string, string[]> = {
  lead_created: ['leads', 'stats', 'view_counts'],
  lead_matched: ['leads', 'stats', 'view_counts', 'lead'],
  lead_changed: ['leads', 'view_counts', 'lead'],
  lead_status_changed: ['leads', 'stats', 'view_counts', 'lead'],
  lead_erased: ['leads', 'stats', 'view_counts', 'lead', 'missed_calls'],
  lead_visited: ['leads', 'lead'],
  leads_removed: ['leads', 'stats', 'view_counts'],
  call_logged: ['submissions', 'lead', 'missed_calls'],
  form_submitted: ['forms', 'submissions', 'dropoff', 'incoming', 'links'],
  form_changed: ['forms'],
  bulk_progress: ['bulk'],
  lead_rule_progress: ['rule'],
  import_progress: ['imports', 'leads', 'stats', 'view_counts'],
  view_changed: ['views', 'view_counts'],
};
// What is many questions at once: the first change loads it, and then at most every five seconds.
const slow = new Set(['view_counts', 'links']);
const slowly = 5_000;

export function listen(queries: QueryClient): () => void {
  const source = new EventSource('/api/v1/events');
  // Many events in a moment (an import) load once.
  const waiting = new Set<string>();
  const waitingSlowly = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let slowTimer: ReturnType<typeof setTimeout> | undefined;
  let slowAt = 0;
  const load = (keys: Set<string>) => {
    const now = [...keys];
    keys.clear();
    for (const key of now) void queries.invalidateQueries({ queryKey: [key] });
  };
  const later = (keys: string[]) => {
    for (const key of keys) (slow.has(key) ? waitingSlowly : waiting).add(key);
    timer ??= setTimeout(() => {
      timer = undefined;
      load(waiting);
    }, 150);
    if (waitingSlowly.size > 0)
      slowTimer ??= setTimeout(
        () => {
          slowTimer = undefined;
          slowAt = Date.now();
          load(waitingSlowly);
        },
        Math.max(150, slowAt + slowly - Date.now()),
      );
  };
  for (const [type, keys] of Object.entries(touched)) source.addEventListener(type, () => later(keys));
  source.addEventListener('resync', () => void queries.invalidateQueries());
  return () => {
    clearTimeout(timer);
    clearTimeout(slowTimer);
    source.close();
  };
}
