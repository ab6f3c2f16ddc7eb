// Everything that came through the form, also what was refused and why; who was taken for a robot by mistake is let in here.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Inbox } from 'lucide-react';
import { Fragment, type ReactNode, useState } from 'react';
import { type Submission as Arrived, api, body, type Form } from '../../api/client';
import { useFormActs, useSubmissions } from '../../api/forms';
import { useReader } from '../../app/session';
import { useText } from '../../i18n/texts';
import { moment } from '../../lib/format';
import { Answers } from '../../ui/answers';
import { Badge, Empty, Loading, Ltr, User } from '../../ui/bits';
import { Button } from '../../ui/button';
import { Copyable } from '../../ui/copyable';
import { Dialog } from '../../ui/dialog';
import { SelectField } from '../../ui/fields';
import { tell, tellFailure } from '../../ui/toast';
import { Unavailable } from '../../ui/unavailable';
import { useChannelNames } from '../card/channels';

const colours = { accepted: 'green', quarantined: 'orange', refused: 'red', partial: 'grey' } as const;

/** What was sent, as it came. */
function Body({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useText();
  const { data } = useQuery({
    queryKey: ['submission-body', id],
    queryFn: () => body(api.GET('/api/v1/submissions/{id}/body', { params: { path: { id } }, parseAs: 'text' })),
  });
  return (
    <Dialog title={t('submissions.body')} open wide onClose={onClose}>
      {data === undefined ? <Loading label={t('word.loading')} /> : <Copyable text={data} />}
    </Dialog>
  );
}

interface SubmissionProps {
  one: Arrived;
  onRelease: () => void;
  form?: ReactNode; // names its form where they come from several
  road: string;
}

function Submission({ one, onRelease, form, road }: SubmissionProps) {
  const t = useText();
  const { manner, may } = useReader();
  const { nameOf } = useChannelNames();
  const [opened, setOpened] = useState(false);
  return (
    <li className="submission">
      <div className="row">
        <Badge colour={colours[one.state]}>{t(`submission.${one.state}`)}</Badge>
        {one.reason && <b className="small">{t(`reason.${one.reason}`)}</b>}
        <span className="muted small">{moment(new Date(one.at), manner)}</span>
        {form && <span className="small">{form}</span>}
      </div>
      <Answers list={road === 'call' ? one.answers.map(said => ({ ...said, label: t(`calls.${said.label as 'from'}`) })) : one.answers} />
      {one.out_of_reach ? (
        <p className="small">{t('submissions.out_of_reach')}</p>
      ) : (
        one.withheld && <p className="small">{t('hidden.answers')}</p>
      )}
      <p className="muted small">
        {[
          one.touch.channel && <User>{nameOf(one.touch.channel)}</User>,
          one.touch.label && <User>{one.touch.label}</User>,
          one.touch.utm?.campaign && <User>{one.touch.utm.campaign}</User>,
          one.address && <Ltr>{one.address}</Ltr>,
        ]
          .filter(Boolean)
          .map((part, index) => (
            <Fragment key={index}>
              {index > 0 && ' · '}
              {part}
            </Fragment>
          ))}
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
        {one.state === 'quarantined' && road === 'form' && may('forms:write') && (
          <Button onPress={onRelease}>{t('submissions.release')}</Button>
        )}
        {one.reason === 'no_person' && may('settings:write') && (
          <Link className="button" to="/settings/$section" params={{ section: 'incoming' }}>
            {t('submissions.to_mapping')}
          </Link>
        )}
        {(road !== 'form' || one.has_body) && !one.withheld && !one.out_of_reach && (
          <Button onPress={() => setOpened(true)}>{t('submissions.body')}</Button>
        )}
      </div>
      {opened && <Body id={one.id} onClose={() => setOpened(false)} />}
    </li>
  );
}

interface Pages<One> {
  rows: One[] | undefined;
  isPending: boolean;
  error: Error | null;
  refetch: () => Promise<unknown>;
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  fetchNextPage: () => Promise<unknown>;
}

/** All that were found, with a way to let one in and to the older ones. */
export function SubmissionList<One extends Arrived>({
  found,
  none,
  formOf,
  roadOf,
}: {
  found: Pages<One>;
  none: string;
  formOf?: (one: One) => ReactNode;
  roadOf?: (one: One) => string; // all by forms when it is not told
}) {
  const t = useText();
  const { rows, isPending, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = found;
  const { release, hold } = useFormActs();
  const holdAgain = (id: string) =>
    hold(id)
      .then(() => tell(t('submissions.held')))
      .catch(tellFailure);
  const free = (id: string) =>
    release(id)
      .then(({ made }) => tell(t(made ? 'submissions.released' : 'submissions.joined'), made ? () => void holdAgain(id) : undefined))
      .catch(tellFailure);
  return (
    <>
      {isPending && <Loading label={t('word.loading')} />}
      {error && <Unavailable error={error} again={refetch} />}
      {rows?.length === 0 && (
        <Empty icon={Inbox} title={none}>
          {t('submissions.none_about')}
        </Empty>
      )}
      {!!rows?.length && (
        <ul className="submissions">
          {rows.map(one => (
            <Submission key={one.id} one={one} onRelease={() => void free(one.id)} form={formOf?.(one)} road={roadOf?.(one) ?? 'form'} />
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
