// Links of our own, one for each post, poster or advertisement: where each leads, who followed it, and whom it brought.
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Archive, ArchiveRestore, ChartColumn, Copy, Link2, Pencil, Plus, QrCode, Tablet } from 'lucide-react';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import type { Link } from '../../api/client';
import { useLinkActs, useLinks } from '../../api/links';
import { useReader } from '../../app/session';
import { useText } from '../../i18n/texts';
import { apart } from '../../lib/format';
import { Badge, Empty, Loading, Ltr, User } from '../../ui/bits';
import { Button, IconButton } from '../../ui/button';
import { copyText } from '../../ui/clipboard';
import { Dialog } from '../../ui/dialog';
import { Switch } from '../../ui/fields';
import { Tabs } from '../../ui/tabs';
import { tell, tellFailure } from '../../ui/toast';
import { Unavailable } from '../../ui/unavailable';
import { Figures } from './figures';
import { LinkEditor } from './link-dialog';
import { Placements } from './placements';
import { shortAddress, targetText } from './target';
import './links.css';

const QrCodePicture = lazy(() => import('./qr-dialog'));
const ByDay = lazy(() => import('./by-day'));
const StandTablet = lazy(() => import('./stand'));

interface RowProps {
  link: Link;
  onEdit: () => void;
  onQr: () => void;
  onDays: () => void;
  onStand: () => void;
  onArchive: () => void;
}

function Row({ link, onEdit, onQr, onDays, onStand, onArchive }: RowProps) {
  const t = useText();
  const { manner, may } = useReader();
  const copy = () => void copyText(link.url).then(() => tell(t('share.copied')), tellFailure);
  return (
    <tr data-archived={!!link.archived_at}>
      <td>
        <div className="row">
          <b>
            <User>{link.name}</User>
          </b>
          <Badge>{t(`link_kind.${link.kind}`)}</Badge>
          {link.archived_at && <Badge>{t('links.archived')}</Badge>}
        </div>
        <Ltr>
          <span className="muted small">{shortAddress(link.url)}</span>
        </Ltr>
      </td>
      <td data-label={t('links.leads_to')}>
        <span>
          {link.form_title ? <User>{targetText(link, manner)}</User> : <Ltr>{targetText(link, manner)}</Ltr>}
          {!link.works && <div className="danger small">{t('links.not_published')}</div>}
        </span>
      </td>
      <Figures link={link} />
      <td className="row-acts">
        {link.kind === 'stand' && link.form_id && (
          <IconButton label={t('stand.tablet_of', { name: link.name })} icon={Tablet} onPress={onStand} />
        )}
        <IconButton label={t('links.copy', { name: link.name })} icon={Copy} onPress={copy} />
        <IconButton label={t('links.qr_of', { name: link.name })} icon={QrCode} onPress={onQr} />
        <IconButton label={t('links.days_of', { name: link.name })} icon={ChartColumn} onPress={onDays} />
        {may('forms:write') && (
          <>
            <IconButton label={t('links.edit', { name: link.name })} icon={Pencil} onPress={onEdit} />
            <IconButton
              label={t(link.archived_at ? 'links.restore' : 'links.archive', { name: link.name })}
              icon={link.archived_at ? ArchiveRestore : Archive}
              onPress={onArchive}
            />
          </>
        )}
      </td>
    </tr>
  );
}

function LinkList({ make }: { make: ReactNode }) {
  const t = useText();
  const { data, isPending, error, refetch } = useLinks();
  const { archive, restore } = useLinkActs();
  const [edited, setEdited] = useState<Link>();
  const [pictured, setPictured] = useState<Link>();
  const [plotted, setPlotted] = useState<Link>();
  const [tablet, setTablet] = useState<string>();
  const standing = data?.find(link => link.id === tablet);
  const [all, setAll] = useState(false);
  const put = async (link: Link) => {
    try {
      await (link.archived_at ? restore(link) : archive(link));
      if (link.archived_at) tell(t('links.restored', { name: apart(link.name) }), () => archive(link));
      else tell(t('links.archived_about'), () => restore(link));
    } catch (failure) {
      tellFailure(failure);
    }
  };
  const shown = data?.filter(link => all || !link.archived_at) ?? [];
  const archived = data?.some(link => link.archived_at);
  return (
    <div className="page">
      {isPending && <Loading label={t('word.loading')} />}
      {error && <Unavailable error={error} again={refetch} />}
      {data && shown.length === 0 && (
        <Empty icon={Link2} title={t('links.none')} action={make}>
          {t('links.none_about')}
        </Empty>
      )}
      {shown.length > 0 && (
        <div className="table-scroll">
          <table className="table stacked links-table">
            <thead>
              <tr>
                <th>{t('links.link')}</th>
                <th>{t('links.leads_to')}</th>
                <th>{t('links.clicks')}</th>
                <th>{t('links.leads')}</th>
                <th aria-label={t('action.more')} />
              </tr>
            </thead>
            <tbody>
              {shown.map(link => (
                <Row
                  key={link.id}
                  link={link}
                  onEdit={() => setEdited(link)}
                  onQr={() => setPictured(link)}
                  onDays={() => setPlotted(link)}
                  onStand={() => setTablet(link.id)}
                  onArchive={() => void put(link)}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {archived && (
        <Switch on={all} onChange={setAll}>
          {t('links.show_archived')}
        </Switch>
      )}
      <Dialog title={t('links.change')} open={!!edited} onClose={() => setEdited(undefined)}>
        {edited && <LinkEditor link={edited} onDone={() => setEdited(undefined)} />}
      </Dialog>
      <Dialog title={t('stand.tablet')} open={!!standing} onClose={() => setTablet(undefined)}>
        <Suspense fallback={<Loading label={t('word.loading')} />}>{standing && <StandTablet link={standing} />}</Suspense>
      </Dialog>
      <Dialog title={t('links.days_of', { name: plotted?.name ?? '' })} open={!!plotted} wide onClose={() => setPlotted(undefined)}>
        <Suspense fallback={<Loading label={t('word.loading')} />}>{plotted && <ByDay link={plotted} />}</Suspense>
      </Dialog>
      <Dialog title={pictured?.name ?? ''} open={!!pictured} onClose={() => setPictured(undefined)}>
        <Suspense fallback={<Loading label={t('word.loading')} />}>{pictured && <QrCodePicture link={pictured} />}</Suspense>
      </Dialog>
    </div>
  );
}

export function LinksPage() {
  const t = useText();
  const { may } = useReader();
  const navigate = useNavigate();
  const { tab } = useSearch({ from: '/desk/links' });
  const places = tab === 'placements';
  const [making, setMaking] = useState(false);
  const make = may('forms:write') && (
    <Button look="primary" icon={Plus} onPress={() => setMaking(true)}>
      {t(places ? 'placements.new' : 'links.new')}
    </Button>
  );
  return (
    <>
      <div className="topline">
        <h1>{t('place.links')}</h1>
        {make}
      </div>
      <div className="topline">
        <Tabs
          label={t('place.links')}
          tabs={[
            { id: 'links', label: t('links.all') },
            { id: 'placements', label: t('placements.all') },
          ]}
          current={places ? 'placements' : 'links'}
          onChange={next => void navigate({ to: '/links', search: next === 'placements' ? { tab: next } : {}, replace: true })}
        />
      </div>
      {places ? <Placements make={make} making={making} onMade={() => setMaking(false)} /> : <LinkList make={make} />}
      <Dialog title={t('links.new')} open={making && !places} onClose={() => setMaking(false)}>
        <LinkEditor link={undefined} onDone={() => setMaking(false)} />
      </Dialog>
    </>
  );
}
