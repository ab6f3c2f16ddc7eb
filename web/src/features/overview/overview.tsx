// What a marketer looks at at nine in the morning: who came, from where, what became of them, and what was held off. Every number opens
// the rows it counts.
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { ChartNoAxesCombined } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { type Overview, periodOf, periods, useOverview } from '../../api/overview';
import { useReader } from '../../app/session';
import { useText } from '../../i18n/texts';
import { apart, number, percent, shortDay } from '../../lib/format';
import { Empty, Loading, Panel, User } from '../../ui/bits';
import { ChartOrTable } from '../../ui/chart-or-table';
import { SelectField } from '../../ui/fields';
import { Unavailable } from '../../ui/unavailable';
import { useChannelNames } from '../card/channels';
import { Troubles } from '../settings/troubles';
import { type BarRow, BarTable } from './bars';
import { DayChart, DayTable } from './day-chart';
import { leadsAddress, NumberLink, submissionsAddress, type Which } from './links';
import './overview.css';

/** Nobody came in the period before: there is no number to be set beside. */
const isAlone = ({ persons_before: before }: Overview) => before.leads + before.interests === 0;

/** Why nothing is set beside the period. */
function NotCompared({ overview }: { overview: Overview }) {
  const t = useText();
  const { manner } = useReader();
  const { days_before: days, since } = overview;
  if (!isAlone(overview)) return since && ` · ${t('overview.not_whole', { day: shortDay(since, manner) })}`;
  const words =
    days.from === days.to
      ? t('overview.nobody_day_before', { day: shortDay(days.from, manner) })
      : t('overview.nobody_before', { from: shortDay(days.from, manner), to: shortDay(days.to, manner) });
  return ` · ${words}`;
}

/** How the period stands beside as much of the one before. */
function Change({ now, then, over }: { now: number; then: number; over: boolean }) {
  const t = useText();
  const { manner } = useReader();
  if (then === 0) return null;
  const share = percent(Math.abs(now - then) / then, manner);
  const way = now === then ? 'same' : now > then ? 'more' : 'less';
  return <p className={`change ${way}`}>{over ? t(`overview.change_${way}`, { share }) : t(`overview.so_far_${way}`, { share })}</p>;
}

interface FigureProps {
  overview: Overview;
  what: 'leads' | 'won' | 'interests';
  which: Which;
}
function Figure({ overview, what, which }: FigureProps) {
  const t = useText();
  const label = t(`overview.${what}`);
  const { persons, persons_before: before, by_now: byNow } = overview;
  return (
    <section className="panel figure">
      <h2>{label}</h2>
      <NumberLink className="large" value={persons[what]} to={leadsAddress(overview.days, which)} label={label} />
      {/* What becomes of people takes its time: those who came earlier are always further. */}
      {what === 'leads' && !overview.since && <Change now={persons.leads} then={byNow.leads} over={overview.over} />}
      {!isAlone(overview) && (
        <p className="muted small">
          {t('overview.before')}{' '}
          <NumberLink value={before[what]} to={leadsAddress(overview.days_before, which)} label={`${label}، ${t('overview.before')}`} />
        </p>
      )}
    </section>
  );
}

function Path({ overview }: { overview: Overview }) {
  const t = useText();
  const { manner, may } = useReader();
  const { market } = overview;
  const { interests, leads, won } = overview.persons;
  const all = Math.max(1, interests + leads);
  const row = (what: 'interests' | 'leads' | 'won', count: number, which: Which, of: number): BarRow => ({
    id: what,
    name: t(`overview.${what}`),
    share: count / all,
    part: what === 'interests' ? 0 : count / all,
    figures: [
      <NumberLink key="number" value={count} to={leadsAddress(overview.days, which)} label={t(`overview.${what}`)} />,
      of > 0 ? percent(count / of, manner) : '',
    ],
  });
  return (
    <Panel title={t('overview.path')}>
      <BarTable
        caption={t('overview.path')}
        heads={[t('overview.step'), t('overview.persons'), t('overview.share')]}
        rows={[
          // An estimate: there are no rows behind it, but there is where it is kept.
          ...(market === undefined
            ? []
            : [
                {
                  id: 'market',
                  name: may('settings:write') ? (
                    <Link to="/settings/$section" params={{ section: 'market' }}>
                      {t('overview.market')}
                    </Link>
                  ) : (
                    t('overview.market')
                  ),
                  share: 1,
                  figures: [number(market, manner), ''],
                },
              ]),
          row('interests', interests, { layer: 'interest' }, interests + leads),
          row('leads', leads, {}, interests + leads),
          row('won', won, { status: 'won' }, leads),
        ]}
      />
      <p className="muted small">{t('overview.path_about')}</p>
    </Panel>
  );
}

function Sources({
  overview,
  chosen,
  choose,
}: {
  overview: Overview;
  chosen: string | undefined;
  choose: (id: string | undefined) => void;
}) {
  const t = useText();
  const { manner } = useReader();
  const { nameOf } = useChannelNames();
  const most = Math.max(1, ...overview.sources.map(one => one.leads));
  const alone = isAlone(overview);
  return (
    <Panel title={t('overview.sources')}>
      <BarTable
        caption={t('overview.sources')}
        heads={[
          t('overview.source'),
          t('overview.leads'),
          ...(alone ? [] : [t('overview.before_short')]),
          t('overview.won'),
          t('overview.share_won'),
        ]}
        rows={overview.sources.map(one => {
          const name = nameOf(one.channel);
          const said = apart(name);
          return {
            id: one.channel,
            name: (
              <button
                type="button"
                className="source-name"
                aria-pressed={chosen === one.channel}
                onClick={() => choose(chosen === one.channel ? undefined : one.channel)}
              >
                <User>{name}</User>
              </button>
            ),
            share: one.leads / most,
            part: one.won / most,
            figures: [
              <NumberLink key="leads" value={one.leads} to={leadsAddress(overview.days, { source: one.channel })} label={said} />,
              ...(alone
                ? []
                : [
                    <NumberLink
                      key="before"
                      value={one.before}
                      to={leadsAddress(overview.days_before, { source: one.channel })}
                      label={`${said}، ${t('overview.before')}`}
                    />,
                  ]),
              <NumberLink
                key="won"
                value={one.won}
                to={leadsAddress(overview.days, { source: one.channel, status: 'won' })}
                label={`${said}، ${t('overview.won')}`}
              />,
              one.leads > 0 ? percent(one.won / one.leads, manner) : '',
            ],
          };
        })}
      />
      <p className="muted small">{t('overview.sources_about')}</p>
    </Panel>
  );
}

function Outcomes({ overview }: { overview: Overview }) {
  const t = useText();
  const most = Math.max(1, ...overview.outcomes.map(one => one.leads));
  return (
    <Panel title={t('overview.outcomes')}>
      <BarTable
        caption={t('overview.outcomes')}
        heads={[t('overview.status'), t('overview.leads')]}
        rows={overview.outcomes.map(one => ({
          id: one.kind,
          name: t(`status_kind.${one.kind}`),
          share: one.leads / most,
          figures: [
            <NumberLink
              key="leads"
              value={one.leads}
              to={leadsAddress(overview.days, { status: one.kind })}
              label={t(`status_kind.${one.kind}`)}
            />,
          ],
        }))}
      />
    </Panel>
  );
}

/** What came through forms: the accepted, and apart from them what was held off, by its reason. */
function Forms({ overview }: { overview: Overview }) {
  const t = useText();
  const all = overview.submissions ?? [];
  const most = Math.max(1, ...all.map(one => one.count));
  const order = ['accepted', 'partial', 'quarantined', 'refused'];
  return (
    <Panel title={t('overview.forms')}>
      {all.length === 0 ? (
        <p className="muted">{t('overview.forms_none')}</p>
      ) : (
        <BarTable
          caption={t('overview.forms')}
          heads={[t('overview.became'), t('overview.submissions')]}
          rows={all
            .toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state) || b.count - a.count)
            .map(one => {
              const name = one.reason ? `${t(`submission.${one.state}`)}: ${t(`reason.${one.reason}`)}` : t(`submission.${one.state}`);
              return {
                id: `${one.state} ${one.reason ?? ''}`,
                name,
                share: one.count / most,
                figures: [
                  <NumberLink key="count" value={one.count} to={submissionsAddress(overview.days, one.state, one.reason)} label={name} />,
                ],
              };
            })}
        />
      )}
    </Panel>
  );
}

/** Events of the site's script that were not taken. They are counted and not kept, so there is nothing behind these numbers. */
function HeldOff({ overview }: { overview: Overview }) {
  const t = useText();
  const { manner } = useReader();
  const refused = overview.events?.filter(one => one.kind !== 'accepted' && one.name !== 'robot') ?? [];
  if (refused.length === 0) return null;
  const most = Math.max(...refused.map(one => one.count));
  const nameOf = (one: (typeof refused)[number]): ReactNode =>
    one.kind === 'refused' ? (
      t(`refusal.${one.name as 'robot'}`)
    ) : (
      <>
        {t('overview.robot')} <User>{one.name === 'other' ? t('tracking.other_robots') : one.name}</User>
      </>
    );
  return (
    <Panel title={t('overview.site')}>
      <BarTable
        caption={t('overview.site')}
        heads={[t('overview.reason'), t('overview.events')]}
        rows={refused.map(one => ({
          id: `${one.kind} ${one.name}`,
          name: nameOf(one),
          share: one.count / most,
          figures: [number(one.count, manner)],
        }))}
      />
      <p className="muted small">{t('overview.site_about')}</p>
    </Panel>
  );
}

function ByDay({ overview, source }: { overview: Overview; source: string | undefined }) {
  const t = useText();
  const { nameOf } = useChannelNames();
  return (
    <Panel>
      <ChartOrTable
        title={<h2>{source === undefined ? t('overview.by_day') : t('overview.by_day_from', { source: apart(nameOf(source)) })}</h2>}
        chart={<DayChart days={overview.leads_by_day} source={source} />}
        table={<DayTable days={overview.leads_by_day} channels={overview.sources.filter(one => one.leads > 0).map(one => one.channel)} />}
      />
    </Panel>
  );
}

function Page({ overview }: { overview: Overview }) {
  const t = useText();
  const { manner } = useReader();
  const [source, setSource] = useState<string>();
  const chosen = overview.sources.some(one => one.channel === source) ? source : undefined;
  const { days, persons, persons_before: before } = overview;
  if (
    persons.leads + persons.interests + before.leads + before.interests === 0 &&
    !overview.submissions?.length &&
    !overview.events?.length
  )
    return (
      <Empty icon={ChartNoAxesCombined} title={t('overview.none')}>
        {t('overview.none_about')}
      </Empty>
    );
  return (
    <div className="overview">
      <p className="muted">
        {days.from === days.to
          ? shortDay(days.from, manner)
          : t('overview.range', { from: shortDay(days.from, manner), to: shortDay(days.to, manner) })}
        <NotCompared overview={overview} />
      </p>
      <div className="figures">
        <Figure overview={overview} what="leads" which={{}} />
        <Figure overview={overview} what="won" which={{ status: 'won' }} />
        <Figure overview={overview} what="interests" which={{ layer: 'interest' }} />
      </div>
      <ByDay overview={overview} source={chosen} />
      <div className="halves">
        <div>
          <Sources overview={overview} chosen={chosen} choose={setSource} />
          <Outcomes overview={overview} />
        </div>
        <div>
          <Path overview={overview} />
          {overview.submissions && <Forms overview={overview} />}
          {overview.events && <HeldOff overview={overview} />}
        </div>
      </div>
    </div>
  );
}

export function OverviewPage() {
  const t = useText();
  const navigate = useNavigate({ from: '/overview' });
  const period = periodOf(useSearch({ from: '/desk/overview' }).period);
  const { data, error, refetch } = useOverview(period);
  return (
    <>
      <div className="topline">
        <h1>{t('place.overview')}</h1>
        <SelectField
          label={t('overview.period')}
          labelHidden
          options={periods.map(id => ({ id, label: t(`overview.period_${id}`) }))}
          value={period}
          onChange={id => void navigate({ search: { period: id }, replace: true })}
        />
      </div>
      <Troubles />
      <div className="page">
        {error && <Unavailable error={error} again={refetch} />}
        {!data && !error && <Loading label={t('word.loading')} />}
        {data && <Page overview={data} />}
      </div>
    </>
  );
}
