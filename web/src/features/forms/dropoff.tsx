// How many people saw each step and how many finished it: the step that loses people is the one to shorten.
import type { Form } from '../../api/client';
import { useDropOff } from '../../api/forms';
import { useReader } from '../../app/session';
import { useText } from '../../i18n/texts';
import { number } from '../../lib/format';
import { Loading, Panel, User } from '../../ui/bits';

export function DropOff({ form }: { form: Form }) {
  const t = useText();
  const { manner } = useReader();
  const { data } = useDropOff(form.id);
  if (!data) return <Loading label={t('word.loading')} />;
  const most = Math.max(1, ...data.steps.map(step => step.seen));
  const title = (index: number) => {
    const given = data.steps[index]?.title;
    return given?.[manner.language] || given?.fa || given?.en || t('builder.step', { number: number(index + 1, manner) });
  };
  const bar = (label: string, value: number) => (
    <div className="bar">
      <div className="row apart small">
        <span>{label}</span>
        <b>{number(value, manner)}</b>
      </div>
      <div className="track">
        <div className="fill" style={{ width: `${(100 * value) / most}%` }} />
      </div>
    </div>
  );
  return (
    <div className="page narrow">
      <Panel title={t('form_tab.dropoff')}>
        <div className="stack">
          {data.steps.map((step, index) => (
            <div className="bars" key={index}>
              <h3>
                <User>{title(index)}</User>
              </h3>
              {bar(t('dropoff.seen'), step.seen)}
              {bar(t('dropoff.completed'), step.completed)}
            </div>
          ))}
        </div>
      </Panel>
      {data.reasons.length > 0 && (
        <Panel title={t('dropoff.reasons')}>
          <table className="table">
            <tbody>
              {data.reasons.map(one => (
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
