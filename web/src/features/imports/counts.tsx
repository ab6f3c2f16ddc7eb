// What became of the rows of a list. Those made are leads, or interests as long as they do not meet the lead rule.
import { Link } from '@tanstack/react-router';
import type { Import } from '../../api/client';
import { useReader } from '../../app/session';
import { useText } from '../../i18n/texts';
import { number } from '../../lib/format';

export function ImportCounts({ one }: { one: Import }) {
  const t = useText();
  const { manner } = useReader();
  const counts = [
    ['imports.made', one.made - one.interests, one.interests === 0],
    ['imports.interests', one.interests, false],
    ['imports.matched', one.matched, false],
    ['imports.rejected', one.rejected, false],
    ['imports.undone', one.undone, false],
  ] as const;
  return (
    <ul className="counts">
      {counts
        .filter(([, count, always]) => count > 0 || (always && one.state !== 'uploaded'))
        .map(([key, count]) => (
          <li key={key}>{t(key, { count: number(count, manner) })}</li>
        ))}
    </ul>
  );
}

/** Why some are no leads yet, what makes them leads, and where they are. */
export function WhyInterests() {
  const t = useText();
  return (
    <div className="notice">
      <p>{t('imports.interests_about')}</p>
      <div className="row">
        <Link to="/settings/$section" params={{ section: 'rule' }}>
          {t('settings.rule')}
        </Link>
        <Link to="/leads" search={{ layer: 'interest' }}>
          {t('imports.show_interests')}
        </Link>
      </div>
    </div>
  );
}
