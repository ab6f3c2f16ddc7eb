import { useQueryClient } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { api, body, type Status } from '../../api/client';
import { useStatuses } from '../../api/leads';
import { useReader } from '../../app/session';
import { useText } from '../../i18n/texts';
import { Badge, Panel } from '../../ui/bits';
import { Button } from '../../ui/button';
import { SelectField, TextField } from '../../ui/fields';
import { InlineEdit } from '../../ui/inline-edit';
import { tellFailure } from '../../ui/toast';

const kinds = ['open', 'accepted', 'won', 'lost', 'refused', 'junk', 'dead'] as const;
type Kind = (typeof kinds)[number];
const colours = ['blue', 'teal', 'green', 'yellow', 'orange', 'purple', 'red', 'grey'] as const;

export default function Statuses() {
  const t = useText();
  const { manner } = useReader();
  const queries = useQueryClient();
  const statuses = useStatuses().data ?? [];
  const [fa, setFa] = useState('');
  const [en, setEn] = useState('');
  const [kind, setKind] = useState<Kind>('accepted');
  const settle = () => void queries.invalidateQueries({ queryKey: ['statuses'] });
  const change = (status: Status, wish: object) =>
    body(api.PATCH('/api/v1/statuses/{id}', { params: { path: { id: status.id } }, body: wish as never })).then(settle);
  const quietly = (status: Status, wish: object) => void change(status, wish).catch(tellFailure);
  const add = async () => {
    try {
      await body(api.POST('/api/v1/statuses', { body: { label: { fa, en }, kind, colour: 'teal' } }));
      setFa('');
      setEn('');
      settle();
    } catch (error) {
      tellFailure(error);
    }
  };
  return (
    <Panel title={t('settings.statuses')}>
      <p className="muted small">{t('statuses.about')}</p>
      <div className="table-scroll">
        <table className="table">
          <thead>
            <tr>
              <th>{t('statuses.look')}</th>
              <th>فارسی</th>
              <th>English</th>
              <th>{t('statuses.kind')}</th>
              <th>{t('statuses.colour')}</th>
              <th aria-label={t('action.more')} />
            </tr>
          </thead>
          <tbody>
            {statuses.map(status => (
              <tr key={status.id}>
                <td>
                  <Badge colour={status.colour}>{status.label[manner.language] || status.label.fa || status.label.en}</Badge>
                </td>
                <td>
                  <InlineEdit
                    label="فارسی"
                    value={status.label.fa ?? ''}
                    onSave={next => change(status, { label: { ...status.label, fa: next } })}
                  />
                </td>
                <td>
                  <InlineEdit
                    label="English"
                    value={status.label.en ?? ''}
                    onSave={next => change(status, { label: { ...status.label, en: next } })}
                  />
                </td>
                <td>{t(`status_kind.${status.kind}`)}</td>
                <td>
                  <SelectField
                    label={t('statuses.colour')}
                    labelHidden
                    value={status.colour}
                    onChange={colour => quietly(status, { colour })}
                    options={colours.map(id => ({ id, label: t(`colour.${id}`) }))}
                  />
                </td>
                <td>
                  <Button look="quiet" onPress={() => quietly(status, { archived: !status.archived })}>
                    {status.archived ? t('action.restore') : t('action.archive')}
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className="row" style={{ marginBlockStart: '1rem', alignItems: 'end' }}>
        <TextField label="فارسی" value={fa} onChange={setFa} />
        <TextField label="English" value={en} onChange={setEn} />
        <SelectField
          label={t('statuses.kind')}
          value={kind}
          onChange={value => setKind(value as Kind)}
          options={kinds.map(id => ({ id, label: t(`status_kind.${id}`) }))}
        />
        <Button icon={Plus} isDisabled={!fa.trim() && !en.trim()} onPress={() => void add()}>
          {t('statuses.add')}
        </Button>
      </div>
    </Panel>
  );
}
