// What the people of each role do not see of a lead: a switch for each field and role. The owner sees everything.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { api, body, type HideableField } from '../../api/client';
import { useReader } from '../../app/session';
import { useText } from '../../i18n/texts';
import { apart } from '../../lib/format';
import { Loading, Panel, User } from '../../ui/bits';
import { Switch } from '../../ui/fields';
import { tell, tellFailure } from '../../ui/toast';
import { labelIn } from '../card/values';

const roles = ['seller', 'analyst', 'marketer'] as const;
type Role = (typeof roles)[number];
const shown = ['hidden-fields'];

function useHiding() {
  const t = useText();
  const { manner } = useReader();
  const queries = useQueryClient();
  const put = async (field: HideableField, role: Role, hidden: boolean) => {
    queries.setQueryData(shown, await body(api.PUT('/api/v1/hidden-fields', { body: { field: field.field, role, hidden } })));
  };
  return async (field: HideableField, role: Role, hidden: boolean) => {
    try {
      await put(field, role, hidden);
      const words = { field: apart(labelIn(field.label, manner) || field.field), role: t(`role.${role}`) };
      tell(t(hidden ? 'hidden.did_hide' : 'hidden.did_show', words), () => void put(field, role, !hidden).catch(tellFailure));
    } catch (error) {
      tellFailure(error);
    }
  };
}

export default function HiddenFields() {
  const t = useText();
  const { manner } = useReader();
  const hide = useHiding();
  const { data } = useQuery({ queryKey: shown, queryFn: () => body(api.GET('/api/v1/hidden-fields')) });
  if (!data) return <Loading label={t('word.loading')} />;
  return (
    <Panel title={t('settings.hidden')}>
      <p className="muted small">{t('hidden.about')}</p>
      <table className="table stacked hiding">
        <thead>
          <tr>
            <th>{t('hidden.field')}</th>
            {roles.map(role => (
              <th key={role}>{t(`role.${role}`)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {data.data.map(field => {
            const name = labelIn(field.label, manner) || field.field;
            return (
              <tr key={field.field}>
                <th scope="row">
                  <User>{name}</User>
                </th>
                {roles.map(role => {
                  const hidden = field.hidden_from.includes(role);
                  return (
                    <td key={role} data-label={t(`role.${role}`)}>
                      <Switch on={hidden} onChange={next => void hide(field, role, next)}>
                        <span className="visually-hidden">{t('hidden.switch', { field: name, role: t(`role.${role}`) })}</span>
                        <span className="muted small" aria-hidden>
                          {t(hidden ? 'hidden.short' : 'hidden.seen')}
                        </span>
                      </Switch>
                    </td>
                  );
                })}
              </tr>
            );
          })}
        </tbody>
      </table>
    </Panel>
  );
}
