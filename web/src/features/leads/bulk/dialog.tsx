// What is done to the chosen leads, and what it would change, before anything is.
import { Plus } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { type Preview, useBulkActs, usePreview, type Wish } from '../../../api/bulk';
import { sentenceOf } from '../../../api/client';
import { useCustomFields, useStatuses } from '../../../api/leads';
import { useReader } from '../../../app/session';
import { useText } from '../../../i18n/texts';
import { calledBy, number } from '../../../lib/format';
import { Loading, User } from '../../../ui/bits';
import { Button } from '../../../ui/button';
import { Dialog } from '../../../ui/dialog';
import { FromTo } from '../../../ui/from-to';
import { tellFailure } from '../../../ui/toast';
import { useFactTexts } from '../../card/values';
import { ActLine } from './act-line';
import { actOf, asksReason, type Draft, draftOf, needsNoValue } from './acts';
import { follow } from './following';
import type { Whom } from './wish';

/** The wish a moment after the last change, so that not every letter is asked about. */
function useSettled(wish: Wish | undefined): Wish | undefined {
  const text = wish && JSON.stringify(wish);
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), 250);
    return () => clearTimeout(timer);
  }, [text]);
  return settled === undefined ? undefined : (JSON.parse(settled) as Wish);
}

function Counts({ preview }: { preview: Preview }) {
  const t = useText();
  const { manner } = useReader();
  const of = (n: number) => ({ count: number(n, manner) });
  return (
    <ul className="bulk-counts">
      <li>
        <b>{t('bulk.will_change', of(preview.changed))}</b>
      </li>
      {preview.already > 0 && <li className="muted">{t('bulk.already', of(preview.already))}</li>}
      {preview.refused > 0 && <li className="danger-text">{t('bulk.refused', of(preview.refused))}</li>}
    </ul>
  );
}

function Sample({ preview }: { preview: Preview }) {
  const t = useText();
  const { manner } = useReader();
  const { nameOf, textOf } = useFactTexts();
  if (preview.sample.length === 0) return null;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls by keyboard too
    <section className="table-scroll" tabIndex={0} aria-label={t('bulk.sample')}>
      <table className="table small">
        <thead>
          <tr>
            <th>{t('bulk.sample')}</th>
            <th>{t('bulk.before_after')}</th>
          </tr>
        </thead>
        <tbody>
          {preview.sample.map(one => (
            <tr key={one.id}>
              <td>
                <User>{calledBy(one.name, manner)}</User>
              </td>
              <td>
                {one.changes.map(change => (
                  <div key={change.field} className="bulk-change">
                    <span className="muted">
                      <User>{nameOf(change.field)}</User>:
                    </span>{' '}
                    <FromTo from={<User>{textOf(change.field, change.from)}</User>} to={<User>{textOf(change.field, change.to)}</User>} />
                  </div>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface BulkDialogProps {
  first: Draft;
  wish: Whom;
  onClose: () => void;
  onBegun: () => void;
}
export function BulkDialog({ first, wish: whom, onClose, onBegun }: BulkDialogProps) {
  const t = useText();
  const { manner } = useReader();
  const fields = useCustomFields().data ?? [];
  const { start } = useBulkActs();
  const [drafts, setDrafts] = useState<Draft[]>([first]);
  const [others, setOthers] = useState(false); // the leads are no longer those of the preview
  const [busy, setBusy] = useState(false);
  const acts = drafts.map(draft => actOf(draft, fields, manner.timeZone));
  const complete = acts.flatMap(act => act ?? []);
  const wish = complete.length === acts.length ? { ...whom, acts: complete } : undefined;
  const asked = useSettled(wish);
  const { data: preview, error, isFetching } = usePreview(asked);
  const ready = wish && JSON.stringify(wish) === JSON.stringify(asked) && !isFetching && !error ? preview : undefined;

  // What was said whole already waits for nothing but a look: its button has the keyboard as soon as there is something to see.
  const whole = (needsNoValue(first.kind) || !!first.value) && !asksReason(first, useStatuses().data ?? []);
  const beginButton = useRef<HTMLButtonElement>(null);
  const canBegin = !!ready && ready.changed > 0 && !busy;
  useEffect(() => {
    if (whole && canBegin && document.activeElement?.role === 'dialog') beginButton.current?.focus();
  }, [whole, canBegin]);

  const begin = async () => {
    if (!wish || !ready) return;
    setBusy(true);
    setOthers(false);
    try {
      const begun = await start(wish, ready.tag);
      if (!begun) return setOthers(true);
      follow(begun.id);
      onBegun();
    } catch (failure) {
      tellFailure(failure);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog title={t('bulk.title')} open onClose={onClose} wide stays>
      <div className="stack">
        {drafts.map((draft, index) => (
          <ActLine
            key={index}
            draft={draft}
            first={index === 0}
            onChange={next => setDrafts(drafts.map((old, at) => (at === index ? next : old)))}
            onRemove={drafts.length > 1 ? () => setDrafts(drafts.filter((_, at) => at !== index)) : undefined}
          />
        ))}
        {drafts.length < 10 && (
          <div>
            <Button
              look="quiet"
              icon={Plus}
              onPress={() => setDrafts([...drafts, draftOf(drafts[0]?.kind === 'owner' ? 'set:purpose' : 'owner')])}
            >
              {t('bulk.also')}
            </Button>
          </div>
        )}
        <div aria-live="polite" className="stack">
          {others && <p className="notice">{t('bulk.others_now')}</p>}
          {!wish && <p className="muted">{t('bulk.incomplete')}</p>}
          {wish && error && <p className="notice danger">{sentenceOf(error)}</p>}
          {wish && !error && !preview && <Loading label={t('bulk.looking')} />}
          {wish && !error && preview && (
            <>
              <Counts preview={preview} />
              <Sample preview={preview} />
            </>
          )}
        </div>
      </div>
      <div className="actions">
        <Button ref={beginButton} look="primary" isDisabled={!canBegin} onPress={() => void begin()}>
          {ready && ready.changed > 0 ? t('bulk.begin', { count: number(ready.changed, manner) }) : t('bulk.change')}
        </Button>
        <Button onPress={onClose}>{t('action.cancel')}</Button>
        <span className="muted small">{t('bulk.can_undo')}</span>
      </div>
    </Dialog>
  );
}
