// How often a link was followed, day by day: a plot, and the same numbers as a table. Time runs the way one reads.
import type { Link } from '../../api/client';
import { useClicksByDay } from '../../api/links';
import { useReader } from '../../app/session';
import { useText } from '../../i18n/texts';
import { number, shortDay } from '../../lib/format';
import { Loading } from '../../ui/bits';
import { ChartOrTable } from '../../ui/chart-or-table';
import { Unavailable } from '../../ui/unavailable';

const width = 540;
const height = 120;

export default function Clicks({ link }: { link: Link }) {
  const t = useText();
  const { manner } = useReader();
  const { data: days, error, refetch } = useClicksByDay(link.id);
  if (error) return <Unavailable error={error} again={refetch} />;
  const [first] = days ?? [];
  if (!days || !first) return <Loading label={t('word.loading')} />;
  const all = days.reduce((sum, day) => sum + day.clicks, 0);
  const busiest = days.reduce((best, day) => (day.clicks > best.clicks ? day : best), first);
  const name = (day: { day: string }) => shortDay(day.day, manner);
  const summary =
    all > 0
      ? t('links.busiest', { all: number(all, manner), day: name(busiest), count: number(busiest.clicks, manner) })
      : t('links.no_clicks');
  const slot = width / days.length;
  const mirrored = document.documentElement.dir === 'rtl';
  return (
    <div className="clicks-by-day">
      <ChartOrTable
        title={<p>{summary}</p>}
        chart={
          <figure>
            <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={summary}>
              {days.map((day, index) => {
                const tall = (day.clicks / Math.max(busiest.clicks, 1)) * (height - 2);
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
              <span>{name(first)}</span>
              <span>{name(days.at(-1) ?? first)}</span>
            </figcaption>
          </figure>
        }
        table={
          <div className="table-scroll">
            <table className="table">
              <thead>
                <tr>
                  <th scope="col">{t('overview.day')}</th>
                  <th scope="col">{t('links.clicks')}</th>
                  <th scope="col">{t('links.robot_clicks')}</th>
                </tr>
              </thead>
              <tbody>
                {days
                  .filter(day => day.clicks + day.robots > 0)
                  .toReversed()
                  .map(day => (
                    <tr key={day.day}>
                      <th scope="row">{name(day)}</th>
                      <td>{number(day.clicks, manner)}</td>
                      <td>{number(day.robots, manner)}</td>
                    </tr>
                  ))}
              </tbody>
            </table>
          </div>
        }
      />
    </div>
  );
}
