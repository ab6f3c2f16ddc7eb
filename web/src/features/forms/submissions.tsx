import { Link } from '@tanstack/react-router';
import { Inbox } from 'lucide-react';
import { useState } from 'react';
import type { Form } from '../../api/client';
import { useFormActs, useSubmissions } from '../../api/forms';
import { useReader } from '../../app/session';
import { useText } from '../../i18n/texts';
import { moment } from '../../lib/format';
import { Badge, Empty, Loading, Ltr, User } from '../../ui/bits';
import { Button } from '../../ui/button';
import { SelectField } from '../../ui/fields';
import { tell, tellFailure } from '../../ui/toast';

const colours = { accepted: 'green', quarantined: 'orange', refused: 'red', partial: 'grey' } as const;

export function Submissions({ form }: { form: Form }) {
  const t = useText();
  const { manner, may } = useReader();
  const [state, setState] = useState('');
  const { data, isPending } = useSubmissions(form.id, state);
  const { release } = useFormActs();
  const free = async (id: string) => {
    try {
      await release(id);
      tell(t('submissions.released'));
    } catch (error) {
      tellFailure(error);
    }
  };
  return (
    <div className="page stack">
      <div style={{ width: '14rem' }}>
        <SelectField
          label={t('submissions.state')}
          value={state}
          onChange={setState}
          options={[
            { id: '', label: t('filter.any') },
            ...(['accepted', 'quarantined', 'refused', 'partial'] as const).map(one => ({ id: one, label: t(`submission.${one}`) })),
          ]}
        />
      </div>
      {isPending && <Loading label={t('word.loading')} />}
      {data?.data.length === 0 && (
        <Empty icon={Inbox} title={t('submissions.none')}>
          {t('submissions.none_about')}
        </Empty>
      )}
      {!!data?.data.length && (
        <div className="table-scroll">
          <table className="table">
            <thead>
              <tr>
                <th>{t('submissions.when')}</th>
                <th>{t('submissions.state')}</th>
                <th>{t('submissions.answers')}</th>
                <th>{t('field.source')}</th>
                <th aria-label={t('action.more')} />
              </tr>
            </thead>
            <tbody>
              {data.data.map(one => (
                <tr key={one.id}>
                  <td className="small">{moment(new Date(one.at), manner)}</td>
                  <td>
                    <Badge colour={colours[one.state]}>{t(`submission.${one.state}`)}</Badge>
                    {one.reason && <div className="small muted">{t(`reason.${one.reason}`)}</div>}
                  </td>
                  <td>
                    <dl className="answers">
                      {one.answers.map((answer, index) => (
                        <div key={index}>
                          <dt>
                            <User>{answer.label}</User>:
                          </dt>
                          <dd>
                            <User>{answer.value}</User>
                          </dd>
                        </div>
                      ))}
                    </dl>
                  </td>
                  <td className="small">
                    {one.touch.channel && t(`channel.${one.touch.channel as 'direct'}`)} <User>{one.touch.label ?? ''}</User>
                    <div className="muted">
                      <Ltr>{one.address}</Ltr>
                    </div>
                  </td>
                  <td>
                    {one.lead_id && (
                      <Link to="/leads/$leadId" params={{ leadId: one.lead_id }}>
                        {t('submissions.lead')}
                      </Link>
                    )}
                    {one.state === 'quarantined' && may('forms:write') && (
                      <Button onPress={() => void free(one.id)}>{t('submissions.release')}</Button>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  );
}
