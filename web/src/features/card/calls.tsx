// Calls of a lead: those that nobody took wait here until somebody has called back.
import { useQuery } from '@tanstack/react-query';
import { PhoneMissed } from 'lucide-react';
import { Fragment, type ReactNode } from 'react';
import { useCallActs } from '../../api/calls';
import { api, body, type Lead, type TimelineItem } from '../../api/client';
import { useReader } from '../../app/session';
import { useText } from '../../i18n/texts';
import { moment, number } from '../../lib/format';
import { User } from '../../ui/bits';
import { Button } from '../../ui/button';

export function MissedCalls({ lead, readOnly }: { lead: Lead; readOnly: boolean }) {
  const t = useText();
  const { manner } = useReader();
  const { finish } = useCallActs();
  const { data } = useQuery({
    queryKey: ['lead', lead.id, 'missed-calls'],
    queryFn: async () => (await body(api.GET('/api/v1/leads/{id}/missed-calls', { params: { path: { id: lead.id } } }))).data,
  });
  return (
    <>
      {data?.map(call => (
        <div className="notice row missed" key={call.id}>
          <PhoneMissed size={17} aria-hidden />
          <span>{t('calls.waits', { when: moment(new Date(call.at), manner) })}</span>
          {!readOnly && <Button onPress={() => void finish(call.id)}>{t('calls.called_back')}</Button>}
        </div>
      ))}
    </>
  );
}

interface CallTold {
  missed: boolean;
  answered: boolean;
  seconds: number;
  agent?: string;
  recording_url?: string;
}

/** The call a line of the timeline tells of, nothing for every other line. */
export const callOf = ({ kind, data }: TimelineItem): CallTold | undefined =>
  kind.startsWith('call_') ? { ...(data as unknown as CallTold), missed: kind === 'call_missed' } : undefined;

export function CallDetails({ call }: { call: CallTold }) {
  const t = useText();
  const { manner } = useReader();
  const minutes = Math.floor(call.seconds / 60);
  const parts: [string, ReactNode][] = [];
  if (call.answered)
    parts.push(['length', t('calls.length', { minutes: number(minutes, manner), seconds: number(call.seconds % 60, manner) })]);
  else if (!call.missed) parts.push(['length', t('calls.not_answered')]); // of a missed one the line's own words say it
  if (call.agent) parts.push(['agent', <User key="agent">{call.agent}</User>]);
  if (call.recording_url)
    parts.push([
      'recording',
      <a key="recording" href={call.recording_url} target="_blank" rel="noopener noreferrer">
        {t('calls.recording')}
      </a>,
    ]);
  if (parts.length === 0) return null;
  return (
    <p className="muted small">
      {parts.map(([name, part], index) => (
        <Fragment key={name}>
          {index > 0 && ' · '}
          {part}
        </Fragment>
      ))}
    </p>
  );
}
