// How often a link was followed and whom it brought, day by day: two plots, and the same numbers as a table. Time runs the way one reads.
import type { Link } from '../../api/client';
import { type DayOfLink, useDaysOfLink } from '../../api/links';
import { useReader } from '../../app/session';
import { useText } from '../../i18n/texts';
import { number, shortDay } from '../../lib/format';
import { Loading } from '../../ui/bits';
import { ChartOrTable } from '../../ui/chart-or-table';
import { Unavailable } from '../../ui/unavailable';
import { DayChart } from '../overview/day-chart';
import { NumberLink } from '../overview/links';
import { leadsOf } from './leads-of';

const width = 540;
const height = 90;

/** Clicks are counted and not kept: there is nothing behind their bars. */
function Clicks({ days, summary }: { days: DayOfLink[]; summary: string }) {
  const { manner } = useReader();
  const most = Math.max(1, ...days.map(day => day.clicks));
  const slot = width / days.length;
  const mirrored = document.documentElement.dir === 'rtl';
  const name = (day: DayOfLink | undefined) => day && shortDay(day.day, manner);
  return (
    <figure>
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={summary}>
        {days.map((day, index) => {
          const tall = (day.clicks / most) * (height - 2);
          return (
            <rect
              key={day.day}
              x={(mirrored ? days.length - 1 - index : index) * slot + slot * 0.1}
              y={height - tall}
              width={slot * 0.8}
              height={tall}
            />
          );
        })}
        <line x1={0} x2={width} y1={height} y2={height} />
      </svg>
      <figcaption className="muted small">
        <span>{name(days[0])}</span>
        <span>{name(days.at(-1))}</span>
      </figcaption>
    </figure>
  );
}

function Table({ link, days }: { link: Link; days: DayOfLink[] }) {
  const t = useText();
  const { manner } = useReader();
  return (
    <div className="table-scroll">
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('overview.day')}</th>
            <th scope="col">{t('links.leads')}</th>
            <th scope="col">{t('links.clicks')}</th>
            <th scope="col">{t('links.robot_clicks')}</th>
          </tr>
        </thead>
        <tbody>
          {days
            .filter(day => day.clicks + day.robots + day.leads > 0)
            .toReversed()
            .map(day => {
              const name = shortDay(day.day, manner);
              return (
                <tr key={day.day}>
                  <th scope="row">{name}</th>
                  <td>{day.leads > 0 ? <NumberLink value={day.leads} to={leadsOf(link, day.day)} label={name} /> : number(0, manner)}</td>
                  <td>{number(day.clicks, manner)}</td>
                  <td>{number(day.robots, manner)}</td>
                </tr>
              );
            })}
        </tbody>
      </table>
    </div>
  );
}

export default function ByDay({ link }: { link: Link }) {
  const t = useText();
  const { manner } = useReader();
  const { data: days, error, refetch } = useDaysOfLink(link.id);
  if (error) return <Unavailable error={error} again={refetch} />;
  const [first] = days ?? [];
  if (!days || !first) return <Loading label={t('word.loading')} />;
  const sum = (count: (day: DayOfLink) => number) => days.reduce((all, day) => all + count(day), 0);
  const clicks = sum(day => day.clicks);
  const leads = sum(day => day.leads);
  const busiest = days.reduce((best, day) => (day.clicks > best.clicks ? day : best), first);
  const summary =
    clicks > 0
      ? t('links.busiest', { all: number(clicks, manner), day: shortDay(busiest.day, manner), count: number(busiest.clicks, manner) })
      : t('links.no_clicks');
  return (
    <div className="link-by-day">
      <ChartOrTable
        title={<h3>{leads > 0 ? t('links.leads_by_day', { count: number(leads, manner) }) : t('links.no_leads_by_day')}</h3>}
        chart={
          <>
            {leads > 0 && <DayChart days={days.map(day => ({ ...day, sources: [] }))} addressOf={day => leadsOf(link, day)} />}
            <p>{summary}</p>
            <Clicks days={days} summary={summary} />
          </>
        }
        table={<Table link={link} days={days} />}
      />
    </div>
  );
}
