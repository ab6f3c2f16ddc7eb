import { useNavigate, useParams } from '@tanstack/react-router';
import { ArrowLeft, Download, Play, Trash2, Undo2 } from 'lucide-react';
import { useState } from 'react';
import type { Import } from '../../api/client';
import { useImport, useImportActs } from '../../api/imports';
import { useCustomFields } from '../../api/leads';
import { useReader } from '../../app/session';
import { useText } from '../../i18n/texts';
import { apart, number } from '../../lib/format';
import { Badge, Loading, Panel, User } from '../../ui/bits';
import { Button, IconButton } from '../../ui/button';
import { Confirm } from '../../ui/dialog';
import { SelectField } from '../../ui/fields';
import { tell, tellFailure } from '../../ui/toast';
import { Unavailable } from '../../ui/unavailable';
import { ChannelField } from '../card/channel-field';
import { ImportCounts, WhyInterests } from './counts';
import { stateColours } from './imports';
import { listName } from './list-name';
import { targetOptions } from './targets';

/** For a list that was brought by mistake; one that has begun is undone instead. */
function Discard({ one }: { one: Import }) {
  const t = useText();
  const navigate = useNavigate();
  const { discard } = useImportActs();
  const [asking, setAsking] = useState(false);
  const name = apart(listName(one.file_name));
  const throwAway = async () => {
    try {
      await discard(one.id);
      tell(t('imports.discarded', { name }));
      void navigate({ to: '/imports' });
    } catch (error) {
      tellFailure(error);
    }
  };
  return (
    <>
      <Button icon={Trash2} onPress={() => setAsking(true)}>
        {t('imports.discard')}
      </Button>
      <Confirm
        title={t('imports.discard_title', { name })}
        open={asking}
        onClose={() => setAsking(false)}
        onConfirm={() => void throwAway()}
        action={t('imports.discard')}
      >
        <p>{t('imports.discard_about')}</p>
      </Confirm>
    </>
  );
}

const origins = ['organic', 'cold', 'purchased'] as const;
type Origin = (typeof origins)[number];

function Mapping({ one }: { one: Import }) {
  const t = useText();
  const { manner } = useReader();
  const { start } = useImportActs();
  const options = targetOptions(t, useCustomFields().data ?? [], manner.language);
  const [targets, setTargets] = useState(one.columns.map(column => column.target));
  const [origin, setOrigin] = useState<Origin>('organic');
  const [channel, setChannel] = useState('');
  const begin = async () => {
    try {
      await start(one.id, { targets, origin, ...(channel && { channel }) });
    } catch (error) {
      tellFailure(error);
    }
  };
  return (
    <>
      <Panel title={t('imports.columns')}>
        <p className="muted small">
          {t('imports.seen_as', { encoding: one.encoding, delimiter: one.delimiter === '\t' ? t('imports.tab') : one.delimiter })}
        </p>
        <div className="table-scroll">
          <table className="table stacked">
            <thead>
              <tr>
                <th>{t('imports.column')}</th>
                <th>{t('imports.samples')}</th>
                <th>{t('imports.target')}</th>
              </tr>
            </thead>
            <tbody>
              {one.columns.map((column, index) => (
                <tr key={index}>
                  <td>
                    <User>{column.name}</User>
                  </td>
                  <td className="muted small" data-label={t('imports.samples')}>
                    <User>{column.samples.slice(0, 3).join(' · ')}</User>
                  </td>
                  <td className="import-target" data-label={t('imports.target')}>
                    <SelectField
                      label={`${t('imports.target')}: ${column.name}`}
                      labelHidden
                      value={targets[index] ?? 'skip'}
                      options={options}
                      onChange={target => setTargets(targets.map((before, place) => (place === index ? target : before)))}
                    />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        <div className="import-end">
          <SelectField
            label={t('imports.origin')}
            value={origin}
            onChange={id => setOrigin(id as Origin)}
            options={origins.map(id => ({ id, label: t(`origin.${id}`) }))}
          />
          <ChannelField label={t('imports.channel')} hint={t('imports.channel_about')} value={channel} onChange={setChannel} />
          <div className="row">
            <Button look="primary" icon={Play} onPress={() => void begin()}>
              {t('imports.start')}
            </Button>
            <Discard one={one} />
          </div>
        </div>
      </Panel>
      <Panel title={t('imports.preview')}>
        {one.withheld && <p className="notice">{t('hidden.answers')}</p>}
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls by keyboard too */}
        <section className="table-scroll" tabIndex={0} aria-label={t('imports.preview')}>
          <table className="table small">
            <thead>
              <tr>
                {one.columns.map((column, index) => (
                  <th key={index}>
                    <User>{column.name}</User>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {one.preview.slice(0, 8).map((row, index) => (
                <tr key={index}>
                  {row.map((cell, place) => (
                    <td key={place}>
                      <User>{cell}</User>
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      </Panel>
    </>
  );
}

function Progress({ one }: { one: Import }) {
  const t = useText();
  const { manner } = useReader();
  const { undo } = useImportActs();
  const [asking, setAsking] = useState(false);
  const takeBack = async () => {
    try {
      await undo(one.id);
    } catch (error) {
      tellFailure(error);
    }
  };
  return (
    <Panel
      title={t('imports.result')}
      actions={
        one.state === 'done' && (
          <Button icon={Undo2} onPress={() => setAsking(true)}>
            {t('imports.undo')}
          </Button>
        )
      }
    >
      <div className="stack">
        <div className="bar">
          <div className="row apart small">
            <span>{t('imports.read', { read: number(one.read, manner), rows: number(one.rows, manner) })}</span>
          </div>
          <progress max={Math.max(1, one.rows)} value={one.read} aria-label={t('imports.result')} style={{ width: '100%' }} />
        </div>
        <ImportCounts one={one} />
        {one.interests > 0 && one.state !== 'undone' && <WhyInterests />}
        {one.rejected > 0 && (
          <div>
            <div className="actions">
              <Button icon={Download} onPress={() => location.assign(`/api/v1/imports/${one.id}/rejected.csv`)}>
                {t('imports.rejected_file')}
              </Button>
            </div>
            <p className="muted small">{t('imports.rejected_about')}</p>
          </div>
        )}
      </div>
      <Confirm
        title={t('imports.undo')}
        open={asking}
        onClose={() => setAsking(false)}
        onConfirm={() => void takeBack()}
        action={t('imports.undo')}
      >
        <p>{t('imports.undo_about')}</p>
      </Confirm>
    </Panel>
  );
}

export function ImportPage() {
  const t = useText();
  const navigate = useNavigate();
  const { importId = '' } = useParams({ strict: false });
  const { data: one, error, refetch } = useImport(importId);
  if (error) return <Unavailable error={error} again={refetch} />;
  if (!one) return <Loading label={t('word.loading')} />;
  return (
    <>
      <div className="topline">
        <IconButton label={t('action.back')} icon={ArrowLeft} mirrored onPress={() => void navigate({ to: '/imports' })} />
        <h1>
          <User>{listName(one.file_name)}</User>
        </h1>
        <Badge colour={stateColours[one.state]}>{t(`import_state.${one.state}`)}</Badge>
      </div>
      <div className="page">{one.state === 'uploaded' ? <Mapping one={one} /> : <Progress one={one} />}</div>
    </>
  );
}
