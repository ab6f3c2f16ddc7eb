// How often a link was followed, and whom it brought.
import type { Link } from '../../api/client';
import { useReader } from '../../app/session';
import { useText } from '../../i18n/texts';
import { number } from '../../lib/format';
import { NumberLink } from '../overview/links';
import { leadsOf } from './leads-of';

export function Figures({ link }: { link: Link }) {
  const t = useText();
  const { manner } = useReader();
  return (
    <>
      <td data-label={t('links.clicks')}>
        <span>
          {number(link.clicks, manner)}
          {link.robots > 0 && <span className="muted small"> {t('links.robots', { count: number(link.robots, manner) })}</span>}
        </span>
      </td>
      <td data-label={t('links.leads')}>
        {link.leads > 0 ? (
          <NumberLink value={link.leads} to={leadsOf(link)} label={t('links.leads_of', { name: link.name })} />
        ) : (
          number(0, manner)
        )}
      </td>
    </>
  );
}
