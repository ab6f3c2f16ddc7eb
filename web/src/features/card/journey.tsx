// Where the person came from: the first touch, every later one, and through which page and campaign.
import type { Lead, TimelineItem, Touch } from '../../api/client';
import { useTimeline } from '../../api/leads';
import { useReader } from '../../app/session';
import { type TextKey, useText } from '../../i18n/texts';
import { moment, number } from '../../lib/format';
import { Badge, Ltr, Panel, User } from '../../ui/bits';
import { Button } from '../../ui/button';
import { useChannelNames } from './channels';
import { VisitDetails, type VisitTold, visitOf } from './visit';

const tags: [keyof NonNullable<Touch['utm']>, TextKey][] = [
  ['source', 'journey.source'],
  ['campaign', 'journey.campaign'],
  ['medium', 'journey.medium'],
  ['term', 'journey.term'],
  ['content', 'journey.content'],
  ['id', 'journey.campaign_id'],
];
/** An address as a person reads it: no scheme, no query, Persian letters as letters. */
function pageText(address: string): string {
  try {
    const { host, pathname } = new URL(address);
    return decodeURI(host + pathname).replace(/\/$/, '');
  } catch {
    return address;
  }
}

/** What an advertisement's own system calls the click (gclid, fbclid, _fbc …): codes to be looked up there, so they stand folded. */
function ClickIds({ ids }: { ids: unknown }) {
  const t = useText();
  const known = typeof ids === 'object' && ids !== null ? Object.entries(ids) : [];
  if (known.length === 0) return null;
  return (
    <details className="click-ids small">
      <summary>{t('journey.click_ids')}</summary>
      <ul>
        {known.map(([name, value]) => (
          <li key={name} dir="ltr">
            <span className="muted">{name}:</span> {typeof value === 'string' ? value : JSON.stringify(value)}
          </li>
        ))}
      </ul>
    </details>
  );
}

function TouchView({
  touch,
  at,
  place,
  visit,
}: {
  touch: Touch;
  at: string | undefined;
  place: TextKey | undefined;
  visit: VisitTold | undefined;
}) {
  const t = useText();
  const { manner } = useReader();
  const { nameOf } = useChannelNames();
  const when = touch.at ?? at;
  return (
    <li className="touch">
      <div className="row">
        {touch.channel && (
          <Badge colour="teal">
            <User>{nameOf(touch.channel)}</User>
          </Badge>
        )}
        {touch.label && (
          <b>
            <User>{touch.label}</User>
          </b>
        )}
        {place && <span className="muted small">{t(place)}</span>}
      </div>
      {when && (
        <p className="muted small">
          {moment(new Date(when), manner)}
          {touch.form_title && (
            <>
              {' · '}
              {t('journey.form')} <User>«{touch.form_title}»</User>
            </>
          )}
        </p>
      )}
      {tags.map(
        ([tag, label]) =>
          touch.utm?.[tag] && (
            <p className="small" key={tag}>
              <span className="muted">{t(label)}:</span> <User>{touch.utm[tag]}</User>
            </p>
          ),
      )}
      <ClickIds ids={touch.click_ids} />
      {visit && <VisitDetails visit={visit} />}
      {touch.landing_page && !visit && (
        <p className="small" title={touch.landing_page}>
          <span className="muted">{t('journey.page')}:</span> <Ltr>{pageText(touch.landing_page)}</Ltr>
        </p>
      )}
      {touch.referrer && (
        <p className="small" title={touch.referrer}>
          <span className="muted">{t('journey.referrer')}:</span> <Ltr>{pageText(touch.referrer)}</Ltr>
        </p>
      )}
    </li>
  );
}

const touchOf = (item: TimelineItem) => (item.data as { touch?: Touch } | undefined)?.touch;

export function Journey({ lead }: { lead: Lead }) {
  const t = useText();
  const { manner } = useReader();
  const { items, hasNextPage, fetchNextPage } = useTimeline(lead.id);
  const { first, count = 0 } = lead.source ?? {};
  if (!first) return null;
  const touches = items.flatMap(item => {
    const touch = touchOf(item);
    return touch ? [{ key: item.id, at: item.at, touch, visit: visitOf(item) }] : [];
  });
  // The first one stands on the card itself, however far back the timeline has been read.
  const complete = touches.length >= count;
  const shown = complete && touches.length > 0 ? touches : [...touches, { key: 'first', at: undefined, touch: first, visit: undefined }];
  const placeOf = (index: number): TextKey | undefined =>
    index === shown.length - 1 ? 'journey.first' : index === 0 ? 'journey.last' : undefined;
  return (
    <Panel
      title={t('card.journey')}
      actions={count > 1 && <span className="muted small">{t('journey.count', { count: number(count, manner) })}</span>}
    >
      <ol className="touches">
        {shown.map(({ key, at, touch, visit }, index) => (
          <TouchView key={key} touch={touch} at={at} place={placeOf(index)} visit={visit} />
        ))}
      </ol>
      {!complete && hasNextPage && (
        <Button look="quiet" onPress={() => void fetchNextPage()}>
          {t('action.older')}
        </Button>
      )}
    </Panel>
  );
}
