// Leads by day, drawn by hand. Time runs the way one reads. The plot is one stop of the keyboard; the arrows go from day to day.
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { Overview } from '../../api/overview';
import { useReader } from '../../app/session';
import { useText } from '../../i18n/texts';
import { apart, number, shortDay } from '../../lib/format';
import { useChannelNames } from '../card/channels';
import { leadsAddress, NumberLink, useFollow } from './links';
import { namedDays, roundUp } from './scale';
import './day-chart.css';

export type Day = Overview['leads_by_day'][number];
const height = 190;
const foot = 24;
const plot = height - foot - 10;

function useWidth() {
  const ref = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(720);
  useEffect(() => {
    const box = ref.current;
    if (!box) return;
    const observer = new ResizeObserver(() => setWidth(box.clientWidth));
    observer.observe(box);
    return () => observer.disconnect();
  }, []);
  return { ref, width };
}

const ofSource = (day: Day, source: string | undefined): number =>
  source === undefined ? day.leads : (day.sources.find(one => one.channel === source)?.leads ?? 0);

interface DayChartProps {
  days: Day[];
  source?: string; // is set apart
  addressOf?: (day: string) => string; // of the rows behind a day
}

export function DayChart({ days, source, addressOf = day => leadsAddress({ from: day, to: day }, { source }) }: DayChartProps) {
  const t = useText();
  const { manner } = useReader();
  const { nameOf } = useChannelNames();
  const follow = useFollow();
  const { ref, width } = useWidth();
  const [at, setAt] = useState<number>();
  const bars = useRef<(HTMLOrSVGElement | null)[]>([]);
  const mirrored = document.documentElement.dir === 'rtl';
  const most = roundUp(Math.max(...days.map(day => day.leads)));
  const margin = 8 + 8 * String(most).length;
  const slot = (width - margin) / days.length;
  const gap = slot > 6 ? Math.min(6, slot * 0.25) : 0.5;
  // The place of a day from the side where reading begins.
  const x = (from: number, wide: number) => (mirrored ? width - margin - from - wide : margin + from);
  const y = (count: number) => 10 + plot - (count / most) * plot;
  const sayOf = (day: Day) => {
    const parts = { day: shortDay(day.day, manner), count: number(day.leads, manner) };
    return source === undefined
      ? t('overview.on_day', parts)
      : t('overview.on_day_from', { ...parts, source: apart(nameOf(source)), part: number(ofSource(day, source), manner) });
  };
  const busiest = days.reduce((best, day) => (day.leads > best.leads ? day : best), days[0] as Day);
  const shown = at === undefined ? undefined : days[at];
  const current = Math.min(at ?? days.length - 1, days.length - 1);

  const onKeyDown = (event: KeyboardEvent) => {
    const forward = mirrored ? 'ArrowLeft' : 'ArrowRight';
    const backward = mirrored ? 'ArrowRight' : 'ArrowLeft';
    const steps: Record<string, number> = { [forward]: current + 1, [backward]: current - 1, Home: 0, End: days.length - 1 };
    const to = steps[event.key];
    if (to === undefined) return;
    event.preventDefault();
    bars.current[Math.min(Math.max(to, 0), days.length - 1)]?.focus();
  };

  return (
    <div className="day-chart" ref={ref}>
      <p className="readout small">
        {shown
          ? sayOf(shown)
          : busiest.leads > 0
            ? t('overview.busiest', { day: shortDay(busiest.day, manner), count: number(busiest.leads, manner) })
            : t('overview.no_day')}
      </p>
      <svg
        width={width}
        height={height}
        role="group"
        aria-label={t('overview.by_day')}
        onKeyDown={onKeyDown}
        onPointerLeave={() => setAt(undefined)}
      >
        {[0, most / 2, most].map(line => (
          <g key={line}>
            <line x1={mirrored ? 0 : margin} x2={mirrored ? width - margin : width} y1={y(line)} y2={y(line)} />
            <text x={mirrored ? width - margin + 6 : margin - 6} y={y(line) + 4} textAnchor={mirrored ? 'start' : 'end'}>
              {number(line, manner)}
            </text>
          </g>
        ))}
        {days.map((day, index) => {
          const part = ofSource(day, source);
          return (
            <a
              key={day.day}
              ref={element => {
                bars.current[index] = element;
              }}
              href={addressOf(day.day)}
              tabIndex={index === current ? 0 : -1}
              aria-label={sayOf(day)}
              onClick={follow}
              onFocus={() => setAt(index)}
              onPointerEnter={() => setAt(index)}
            >
              <rect className="hit" x={x(index * slot, slot)} y={10} width={slot} height={plot} />
              <rect
                className={source === undefined ? 'bar' : 'rest'}
                x={x(index * slot + gap / 2, slot - gap)}
                y={y(day.leads)}
                width={slot - gap}
                height={plot + 10 - y(day.leads)}
              />
              {source !== undefined && (
                <rect
                  className="bar"
                  x={x(index * slot + gap / 2, slot - gap)}
                  y={y(part)}
                  width={slot - gap}
                  height={plot + 10 - y(part)}
                />
              )}
            </a>
          );
        })}
        <g>
          {namedDays(days.length, width - margin, 70).map(index => (
            <text
              key={index}
              x={Math.min(Math.max(x(index * slot + slot / 2, 0), 24), width - 24)}
              y={height - 6}
              textAnchor="middle"
              direction={manner.language === 'fa' ? 'rtl' : 'ltr'}
            >
              {shortDay(days[index]?.day ?? '', manner)}
            </text>
          ))}
        </g>
      </svg>
    </div>
  );
}

/** The same numbers, newest day first. */
export function DayTable({ days, channels }: { days: Day[]; channels: string[] }) {
  const t = useText();
  const { manner } = useReader();
  const { nameOf } = useChannelNames();
  return (
    <div className="table-scroll day-table">
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('overview.day')}</th>
            <th scope="col">{t('overview.all')}</th>
            {channels.map(channel => (
              <th scope="col" key={channel}>
                <bdi>{nameOf(channel)}</bdi>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {days.toReversed().map(day => {
            const name = shortDay(day.day, manner);
            const range = { from: day.day, to: day.day };
            return (
              <tr key={day.day}>
                <th scope="row">{name}</th>
                <td>
                  <NumberLink value={day.leads} to={leadsAddress(range)} label={name} />
                </td>
                {channels.map(channel => {
                  const count = ofSource(day, channel);
                  return (
                    <td key={channel}>
                      {count > 0 && (
                        <NumberLink
                          value={count}
                          to={leadsAddress(range, { source: channel })}
                          label={`${name}، ${apart(nameOf(channel))}`}
                        />
                      )}
                    </td>
                  );
                })}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
