// Everything that came by any road in some days, also what was refused and why: the rows behind the numbers of the overview.
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { type IntakeFilter, useIntake } from '../../api/overview';
import { useReader } from '../../app/session';
import { useText } from '../../i18n/texts';
import { instantOf, plusDays } from '../../lib/days';
import { number, shortDay } from '../../lib/format';
import { Badge, User } from '../../ui/bits';
import { SelectField } from '../../ui/fields';
import { SubmissionList } from '../forms/submissions';

const states = ['accepted', 'partial', 'quarantined', 'refused'] as const;
const reasons = [
  'invalid_fields',
  'too_fast',
  'honeypot',
  'looks_like_robot',
  'network_budget',
  'form_budget',
  'proof_of_work_missing',
  'token_expired',
  'token_reused',
  'bad_token',
  'form_not_published',
  'no_person',
  'test_delivery',
  'not_fetched',
  'signature_wrong',
  'clock_off',
  'unreadable',
  'too_large',
  'address_ended',
] as const;
const roads = ['form', 'webhook', 'google_forms', 'typeform', 'google_ads', 'meta', 'call'] as const;

export interface IntakeSearch {
  state?: string;
  reason?: string;
  road?: string;
  from?: string;
  to?: string;
}

export function SubmissionsPage() {
  const t = useText();
  const { manner } = useReader();
  const search = useSearch({ from: '/desk/submissions' });
  const navigate = useNavigate({ from: '/submissions' });
  const filter: IntakeFilter = {
    state: states.find(one => one === search.state),
    reason: reasons.find(one => one === search.reason),
    road: roads.find(one => one === search.road),
    from: search.from && instantOf(search.from, 0, manner.timeZone),
    until: search.to && instantOf(plusDays(search.to, 1), 0, manner.timeZone), // the last day is inside
  };
  const found = useIntake(filter);
  const change = (next: IntakeSearch) => void navigate({ search: { ...search, ...next }, replace: true });
  return (
    <>
      <div className="topline">
        <h1>
          {t('intake.title')} {found.total !== undefined && <span className="total">{number(found.total, manner)}</span>}
        </h1>
        <Link className="button" to="/overview" search={{}}>
          {t('place.overview')}
        </Link>
      </div>
      <div className="page narrow">
        {search.from && search.to && (
          <p className="muted">
            {search.from === search.to
              ? shortDay(search.from, manner)
              : t('overview.range', { from: shortDay(search.from, manner), to: shortDay(search.to, manner) })}
          </p>
        )}
        <div className="row">
          <SelectField
            label={t('submissions.state')}
            value={filter.state ?? ''}
            onChange={state => change({ state })}
            options={[{ id: '', label: t('filter.any') }, ...states.map(id => ({ id, label: t(`submission.${id}`) }))]}
          />
          <SelectField
            label={t('overview.reason')}
            value={filter.reason ?? ''}
            onChange={reason => change({ reason })}
            options={[{ id: '', label: t('filter.any') }, ...reasons.map(id => ({ id, label: t(`reason.${id}`) }))]}
          />
          <SelectField
            label={t('intake.road')}
            value={filter.road ?? ''}
            onChange={road => change({ road })}
            options={[{ id: '', label: t('filter.any') }, ...roads.map(id => ({ id, label: t(`road.${id}`) }))]}
          />
        </div>
        <SubmissionList
          found={found}
          none={t('intake.none')}
          roadOf={one => one.road}
          formOf={one => (
            <>
              {one.road !== 'form' && <Badge colour="teal">{t(`road.${one.road}`)}</Badge>}{' '}
              <User>{one.form_title[manner.language] || one.form_title.fa || one.form_title.en}</User>
            </>
          )}
        />
      </div>
    </>
  );
}
