import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, body, type LocalText, type Status } from '../../api/client';
import { useStatuses } from '../../api/leads';
import { putBackUnlessChanged, sameMembers } from '../../api/put-back';
import { useReader } from '../../app/session';
import { useText } from '../../i18n/texts';
import { apart } from '../../lib/format';
import { languageNames } from '../../lib/languages';
import { Badge, Panel } from '../../ui/bits';
import { Button } from '../../ui/button';
import { SelectField } from '../../ui/fields';
import { OrderButtons } from '../../ui/order-buttons';
import { swapPositions } from '../../ui/swap';
import { tell, tellFailure } from '../../ui/toast';
import { labelIn } from '../card/values';
import { LabelCells } from './label-cells';
import { NewItem } from './own-list';
import { Stages } from './stages';

const kinds = ['open', 'accepted', 'won', 'lost', 'refused', 'junk', 'dead'] as const;
type Kind = (typeof kinds)[number];
const colours = ['blue', 'teal', 'green', 'yellow', 'orange', 'purple', 'red', 'grey'] as const;

function NewStatus({ onAdded }: { onAdded: (made: Status) => void }) {
  const t = useText();
  const [kind, setKind] = useState<Kind>('accepted');
  const [colour, setColour] = useState<string>('teal');
  const add = (label: LocalText) => body(api.POST('/api/v1/statuses', { body: { label, kind, colour } })).then(onAdded);
  return (
    <Panel title={t('statuses.add')}>
      <NewItem add={t('statuses.add')} onAdd={add}>
        <SelectField
          label={t('statuses.kind')}
          value={kind}
          onChange={value => setKind(value as Kind)}
          options={kinds.map(id => ({ id, label: t(`status_kind.${id}`) }))}
        />
        <SelectField
          label={t('statuses.colour')}
          value={colour}
          onChange={setColour}
          options={colours.map(id => ({ id, label: t(`colour.${id}`) }))}
        />
      </NewItem>
    </Panel>
  );
}

export default function Statuses() {
  const t = useText();
  const { manner } = useReader();
  const queries = useQueryClient();
  const statuses = useStatuses().data ?? [];
  const settle = () => {
    for (const key of ['statuses', 'leads', 'lead', 'catalogue']) void queries.invalidateQueries({ queryKey: [key] });
  };
  const put = (status: Status, wish: object) =>
    body(api.PATCH('/api/v1/statuses/{id}', { params: { path: { id: status.id } }, body: wish as never })).finally(settle);
  const back = (after: Status, wish: Partial<Status>, before: Partial<Status>) =>
    putBackUnlessChanged({
      after,
      wish,
      read: async () => (await body(api.GET('/api/v1/statuses'))).data.find(one => one.id === after.id),
      put: () => put(after, before),
      conflict: t('undo.conflict'),
    });
  const change = async (status: Status, wish: Partial<Status>) => {
    const after = await put(status, wish);
    tell(t('statuses.changed', { name: apart(labelIn(status.label, manner)) }), () => back(after, wish, sameMembers(status, wish)));
  };
  // What leads may have by now is not deleted: it is put away.
  const added = (made: Status) => {
    settle();
    tell(t('own_list.added', { name: apart(labelIn(made.label, manner)) }), () => back(made, { archived: false }, { archived: true }));
  };
  const quietly = (status: Status, wish: Partial<Status>) => void change(status, wish).catch(tellFailure);
  const move = async (at: number, by: 1 | -1) => {
    const back = await swapPositions(statuses, at, by, put);
    const moved = statuses[at];
    if (moved) tell(t('statuses.changed', { name: apart(labelIn(moved.label, manner)) }), back);
  };
  return (
    <>
      <Panel title={t('statuses.title')}>
        <p className="muted small">{t('statuses.about')}</p>
        <table className="table stacked">
          <thead>
            <tr>
              <th>{t('statuses.look')}</th>
              <th>{languageNames.fa}</th>
              <th>{languageNames.en}</th>
              <th>{t('statuses.kind')}</th>
              <th>{t('statuses.colour')}</th>
              <th aria-label={t('action.more')} />
            </tr>
          </thead>
          <tbody>
            {statuses.map((status, index) => (
              <tr key={status.id} data-archived={status.archived}>
                <td>
                  <Badge colour={status.colour}>{labelIn(status.label, manner)}</Badge>
                </td>
                <LabelCells label={status.label} onSave={label => change(status, { label })} />
                <td data-label={t('statuses.kind')}>
                  <SelectField
                    label={t('statuses.kind')}
                    labelHidden
                    quiet
                    value={status.kind}
                    onChange={kind => quietly(status, { kind: kind as Status['kind'] })}
                    options={kinds.map(id => ({ id, label: t(`status_kind.${id}`) }))}
                  />
                </td>
                <td data-label={t('statuses.colour')}>
                  <SelectField
                    label={t('statuses.colour')}
                    labelHidden
                    quiet
                    value={status.colour}
                    onChange={colour => quietly(status, { colour: colour as Status['colour'] })}
                    options={colours.map(id => ({ id, label: t(`colour.${id}`) }))}
                  />
                </td>
                <td className="row-acts">
                  <OrderButtons
                    what={labelIn(status.label, manner)}
                    first={index === 0}
                    last={index === statuses.length - 1}
                    onMove={by => void move(index, by).catch(tellFailure)}
                  />
                  <Button look="quiet" onPress={() => quietly(status, { archived: !status.archived })}>
                    {status.archived ? t('action.restore') : t('action.archive')}
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Panel>
      <NewStatus onAdded={added} />
      <Stages />
    </>
  );
}
