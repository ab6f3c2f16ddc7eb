import { Link, useNavigate } from '@tanstack/react-router';
import { FileInput, Upload } from 'lucide-react';
import { useRef, useState } from 'react';
import { useImportActs, useImports } from '../../api/imports';
import { useReader } from '../../app/session';
import { useText } from '../../i18n/texts';
import { moment, number } from '../../lib/format';
import { Badge, Empty, Loading, User } from '../../ui/bits';
import { Button } from '../../ui/button';
import { tellFailure } from '../../ui/toast';
import { Unavailable } from '../../ui/unavailable';
import { ImportCounts } from './counts';
import { listName } from './list-name';

export const stateColours = { uploaded: 'blue', running: 'orange', done: 'green', undoing: 'orange', undone: 'grey' } as const;

export function ImportsPage() {
  const t = useText();
  const { manner, may } = useReader();
  const { data, error, isPending, refetch } = useImports();
  const { upload } = useImportActs();
  const navigate = useNavigate();
  const input = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const take = async (file: File | undefined) => {
    if (!file) return;
    setBusy(true);
    try {
      const made = await upload(file);
      void navigate({ to: '/imports/$importId', params: { importId: made.id } });
    } catch (error) {
      tellFailure(error);
    } finally {
      setBusy(false);
    }
  };
  const choose = may('imports:write') && (
    <Button look="primary" icon={Upload} isDisabled={busy} onPress={() => input.current?.click()}>
      {busy ? t('imports.uploading') : t('imports.choose')}
    </Button>
  );
  return (
    <>
      <div className="topline">
        <h1>{t('place.imports')}</h1>
        {choose}
        <input ref={input} type="file" accept=".csv,.tsv,.txt,text/csv" hidden onChange={event => void take(event.target.files?.[0])} />
      </div>
      <section
        className="page"
        aria-label={t('place.imports')}
        onDragOver={event => event.preventDefault()}
        onDrop={event => {
          event.preventDefault();
          void take(event.dataTransfer.files[0]);
        }}
      >
        {isPending && <Loading label={t('word.loading')} />}
        {error && <Unavailable error={error} again={refetch} />}
        {data?.length === 0 && (
          <Empty
            icon={FileInput}
            title={t('imports.none')}
            action={
              <>
                {choose}
                <span className="small">{t('imports.drop')}</span>
              </>
            }
          >
            {t('imports.none_about')}
          </Empty>
        )}
        {!!data?.length && (
          <div className="panel table-scroll">
            <table className="table stacked">
              <thead>
                <tr>
                  <th>{t('imports.file')}</th>
                  <th>{t('imports.state')}</th>
                  <th>{t('imports.result')}</th>
                  <th>{t('submissions.when')}</th>
                </tr>
              </thead>
              <tbody>
                {data.map(one => (
                  <tr key={one.id}>
                    <td>
                      <Link to="/imports/$importId" params={{ importId: one.id }}>
                        <User>{listName(one.file_name)}</User>
                      </Link>
                      <div className="muted small">{t('imports.rows', { count: number(one.rows, manner) })}</div>
                    </td>
                    <td data-label={t('imports.state')}>
                      <Badge colour={stateColours[one.state]}>{t(`import_state.${one.state}`)}</Badge>
                    </td>
                    <td className="small" data-label={t('imports.result')}>
                      <ImportCounts one={one} />
                    </td>
                    <td className="small" data-label={t('submissions.when')}>
                      {moment(new Date(one.created_at), manner)}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </section>
    </>
  );
}
