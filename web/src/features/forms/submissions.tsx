// Everything that came through the form, also what was refused and why; who was taken for a robot by mistake is let in here.
import { Link } from '@tanstack/react-router';
import { Inbox } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { Submission as Arrived, Form } from '../../api/client';
import { useFormActs, useSubmissions } from '../../api/forms';
import { useReader } from '../../app/session';
import { useText } from '../../i18n/texts';
import { moment } from '../../lib/format';
import { Answers } from '../../ui/answers';
import { Badge, Empty, Loading, Ltr, User } from '../../ui/bits';
import { Button } from '../../ui/button';
import { SelectField } from '../../ui/fields';
import { tell, tellFailure } from '../../ui/toast';

const colours = { accepted: 'green', quarantined: 'orange', refused: 'red', partial: 'grey' } as const;

/** One of them; `form` names its form where they come from several. */
function Submission({ one, onRelease, form }: { one: Arrived; onRelease: () => void; form?: ReactNode }) {
  const t = useText();
  const { manner, may } = useReader();
  return (
    <li className="submission">
      <div className="row">
        <Badge colour={colours[one.state]}>{t(`submission.${one.state}`)}</Badge>
        {one.reason && <b className="small">{t(`reason.${one.reason}`)}</b>}
        <span className="muted small">{moment(new Date(one.at), manner)}</span>
        {form && <span className="small">{form}</span>}
      </div>
      <Answers list={one.answers} />
      <p className="muted small">
        {one.touch.channel && t(`channel.${one.touch.channel as 'direct'}`)}
        {one.touch.label && (
          <>
            {' · '}
            <User>{one.touch.label}</User>
          </>
        )}
        {one.touch.utm?.campaign && (
          <>
            {' · '}
            <User>{one.touch.utm.campaign}</User>
          </>
        )}
        {one.address && (
          <>
            {' · '}
            <Ltr>{one.address}</Ltr>
          </>
        )}
      </p>
      {one.agent && one.state !== 'accepted' && one.state !== 'partial' && (
        <p className="muted small cut" title={one.agent}>
          <Ltr>{one.agent}</Ltr>
        </p>
      )}
      <div className="submission-acts">
        {one.lead_id && (
          <Link className="button" to="/leads/$leadId" params={{ leadId: one.lead_id }}>
            {t('submissions.lead')}
          </Link>
        )}
        {one.state === 'quarantined' && may('forms:write') && <Button onPress={onRelease}>{t('submissions.release')}</Button>}
      </div>
    </li>
  );
}

interface Pages<One> {
  rows: One[] | undefined;
  isPending: boolean;
  error: Error | null;
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  fetchNextPage: () => Promise<unknown>;
}

/** All that were found, with a way to let one in and to the older ones. */
export function SubmissionList<One extends Arrived>({
  found,
  none,
  formOf,
}: {
  found: Pages<One>;
  none: string;
  formOf?: (one: One) => ReactNode;
}) {
  const t = useText();
  const { rows, isPending, error, hasNextPage, isFetchingNextPage, fetchNextPage } = found;
  const { release } = useFormActs();
  const free = (id: string) =>
    release(id)
      .then(() => tell(t('submissions.released')))
      .catch(tellFailure);
  return (
    <>
      {isPending && <Loading label={t('word.loading')} />}
      {error && <p className="notice danger">{error.message}</p>}
      {rows?.length === 0 && (
        <Empty icon={Inbox} title={none}>
          {t('submissions.none_about')}
        </Empty>
      )}
      {!!rows?.length && (
        <ul className="submissions">
          {rows.map(one => (
            <Submission key={one.id} one={one} onRelease={() => void free(one.id)} form={formOf?.(one)} />
          ))}
        </ul>
      )}
      {hasNextPage && (
        <Button isDisabled={isFetchingNextPage} onPress={() => void fetchNextPage()}>
          {t('action.older')}
        </Button>
      )}
    </>
  );
}

export function Submissions({ form }: { form: Form }) {
  const t = useText();
  const [state, setState] = useState('');
  const found = useSubmissions(form.id, state);
  return (
    <div className="page narrow">
      <div className="submission-filter">
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
      <SubmissionList found={found} none={t('submissions.none')} />
    </div>
  );
}
