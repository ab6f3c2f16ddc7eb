// What a visit was, in a few words: how many pages, how long, which ones.
import type { TimelineItem } from '../../api/client';
import { useReader } from '../../app/session';
import { useText } from '../../i18n/texts';
import { number } from '../../lib/format';
import { Badge, User } from '../../ui/bits';
import { useWords } from './values';

interface SeenPage {
  page: string;
  title?: string;
  content?: string;
  stage?: string; // of buying, which the page belongs to
}
export interface VisitTold {
  page_count: number;
  seconds: number;
  pages: SeenPage[];
  events?: string[];
}

/** The visit a line of the timeline tells of, nothing for every other line. */
export const visitOf = (item: TimelineItem) => (item.kind === 'visit' ? (item.data as unknown as VisitTold) : undefined);

function nameOf(page: SeenPage): string {
  if (page.title) return page.title;
  try {
    return decodeURI(new URL(page.page).pathname);
  } catch {
    return page.page;
  }
}

export function VisitDetails({ visit }: { visit: VisitTold }) {
  const t = useText();
  const { manner } = useReader();
  const { wordOf } = useWords();
  const minutes = Math.round(visit.seconds / 60);
  return (
    <>
      <p className="muted small">
        {t('visit.pages', { count: visit.page_count })}
        {' · '}
        {minutes > 0 ? t('visit.minutes', { count: minutes }) : t('visit.seconds', { count: visit.seconds })}
      </p>
      <ol className="visit-pages small" style={{ listStyleType: manner.digits === 'persian' ? 'persian' : 'decimal' }}>
        {visit.pages.map((page, index) => (
          <li key={index} title={page.page}>
            <User>{nameOf(page)}</User> {page.content && <Badge>{t(`content.${page.content as 'article'}`)}</Badge>}{' '}
            {page.stage && (
              <Badge colour="blue">
                <User>{wordOf('stage', page.stage)}</User>
              </Badge>
            )}
          </li>
        ))}
      </ol>
      {visit.page_count > visit.pages.length && (
        <p className="muted small">{t('visit.more', { count: number(visit.page_count - visit.pages.length, manner) })}</p>
      )}
      {visit.events && visit.events.length > 0 && (
        <p className="small">
          <User>{visit.events.join(manner.language === 'fa' ? '، ' : ', ')}</User>
        </p>
      )}
    </>
  );
}
