// What the page itself is drawn with, the reader's own settings and those of the workspace. A change of them draws it anew; what was changed is
// said on the new page, and can be taken back there as long as anything else.
import { useEffect } from 'react';
import { api, body, type Session } from '../api/client';
import { putBackUnlessChanged, sameMembers } from '../api/put-back';
import { useText } from '../i18n/texts';
import { remember, tell } from '../ui/toast';
import { useSession } from './session';

type Settings = Record<string, string>;
type Whose = 'user' | 'workspace';
interface Change {
  whose: Whose;
  id: string; // of the person or the workspace
  before: Settings;
  after: Settings;
  at: number;
  told: boolean;
}
const place = 'sarnakh.changes';
let drawn = false; // each page says it once
function read(): Change[] {
  try {
    return JSON.parse(sessionStorage.getItem(place) ?? '[]') as Change[];
  } catch {
    return [];
  }
}
const write = (changes: Change[]) => sessionStorage.setItem(place, JSON.stringify(changes));

async function put(whose: Whose, wish: Settings): Promise<object> {
  if (whose === 'workspace') return body(api.PATCH('/api/v1/workspace', { body: wish }));
  return (await body(api.PATCH('/api/v1/me', { body: wish }))).user;
}

/** Changes what is given of the settings as they were, and draws the page anew. */
export async function changeSettings(whose: Whose, session: Session, wish: Settings): Promise<void> {
  const before = sameMembers<Settings>({ ...session[whose] }, wish) as Settings;
  // Who has no time zone of his own follows the workspace, and is shown its zone.
  if (whose === 'user' && before.time_zone === session.workspace.time_zone) before.time_zone = '';
  const after = sameMembers(await put(whose, wish), wish) as Settings;
  write([...read(), { whose, id: session[whose].id, before, after, at: Date.now(), told: false }]);
  location.reload();
}

/** Says what was changed before the page was drawn. */
export function useToldWhenDrawn(): void {
  const t = useText();
  const session = useSession();
  useEffect(() => {
    if (drawn) return;
    drawn = true;
    const mine = read().filter(change => change.id === session[change.whose].id);
    write(mine.map(change => ({ ...change, told: true })));
    for (const change of mine) {
      const { whose, before, after, at } = change;
      const text = t(whose === 'user' ? 'me.changed' : 'workspace.changed');
      const undo = async () => {
        await putBackUnlessChanged<object>({
          after,
          wish: after,
          read: async () => (await body(api.GET('/api/v1/session')))[whose],
          put: () => put(whose, before),
          conflict: t('undo.conflict'),
        });
        write(read().filter(other => other.at !== at));
        location.reload();
      };
      if (change.told) remember(text, undo, at);
      else tell(text, undo);
    }
  }, [session, t]);
}
