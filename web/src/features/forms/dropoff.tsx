// How many people saw each step and how many finished it: the step that loses people is the one to shorten.
import { ChartNoAxesColumnDecreasing } from 'lucide-react';
import type { Form } from '../../api/client';
import { useDropOff } from '../../api/forms';
import { useReader } from '../../app/session';
import { useText } from '../../i18n/texts';
import { number, percent } from '../../lib/format';
import { Empty, Loading, Panel, User } from '../../ui/bits';
import { ChartOrTable } from '../../ui/chart-or-table';

interface Step {
  title: string;
  seen: number;
  completed: number;
}

/** Two bars a step, from the reading side: who saw it, and within that who finished it. The numbers stand beside them. */
function Chart({ steps }: { steps: Step[] }) {
  const t = useText();
  const { manner } = useReader();
  const most = Math.max(1, ...steps.map(step => step.seen));
  const mirrored = manner.language === 'fa';
  const bar = (share: number, className: string) => {
    const width = 100 * share;
    return <rect className={className} x={mirrored ? 100 - width : 0} y={0} width={width} height={10} />;
  };
  return (
    <ol className="funnel">
      {steps.map((step, index) => (
        <li key={index}>
          <div className="row apart">
            <b>
              <User>{step.title}</User>
            </b>
            <span className="small">
              {t('dropoff.counts', { seen: number(step.seen, manner), completed: number(step.completed, manner) })}
            </span>
          </div>
          <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
            {bar(step.seen / most, 'seen')}
            {bar(step.completed / most, 'completed')}
          </svg>
          {step.seen > step.completed && (
            <span className="muted small">
              {t('dropoff.lost', {
                count: number(step.seen - step.completed, manner),
                share: percent((step.seen - step.completed) / step.seen, manner),
              })}
            </span>
          )}
        </li>
      ))}
    </ol>
  );
}

function Table({ steps }: { steps: Step[] }) {
  const t = useText();
  const { manner } = useReader();
  return (
    <table className="table">
      <thead>
        <tr>
          <th>{t('dropoff.step')}</th>
          <th>{t('dropoff.seen')}</th>
          <th>{t('dropoff.completed')}</th>
          <th>{t('dropoff.lost_head')}</th>
        </tr>
      </thead>
      <tbody>
        {steps.map((step, index) => (
          <tr key={index}>
            <td>
              <User>{step.title}</User>
            </td>
            <td>{number(step.seen, manner)}</td>
            <td>{number(step.completed, manner)}</td>
            <td>{number(Math.max(0, step.seen - step.completed), manner)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function DropOff({ form }: { form: Form }) {
  const t = useText();
  const { manner } = useReader();
  const { data } = useDropOff(form.id);
  if (!data) return <Loading label={t('word.loading')} />;
  const steps = data.steps.map(({ title, seen, completed }, index) => ({
    title: title?.[manner.language] || title?.fa || title?.en || t('builder.step', { number: number(index + 1, manner) }),
    seen,
    completed,
  }));
  const reasons = [...data.reasons].sort((one, other) => other.count - one.count);
  if (steps.every(step => step.seen === 0) && reasons.length === 0)
    return (
      <div className="page">
        <Empty icon={ChartNoAxesColumnDecreasing} title={t('dropoff.none')}>
          {t('dropoff.none_about')}
        </Empty>
      </div>
    );
  return (
    <div className="page narrow">
      <Panel>
        <ChartOrTable title={<h2>{t('dropoff.title')}</h2>} chart={<Chart steps={steps} />} table={<Table steps={steps} />} />
      </Panel>
      {reasons.length > 0 && (
        <Panel title={t('dropoff.reasons')}>
          <table className="table tally">
            <tbody>
              {reasons.map(one => (
                <tr key={one.reason}>
                  <td>{t(`reason.${one.reason as 'honeypot'}`)}</td>
                  <td>{number(one.count, manner)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Panel>
      )}
    </div>
  );
}
