// Who is at the desk and in which workspace: the way to the others, and out.
import { useNavigate } from '@tanstack/react-router';
import { ArrowLeftRight, ChevronsUpDown, Keyboard, LogOut, UserRound } from 'lucide-react';
import { send } from '../api/client';
import { useText } from '../i18n/texts';
import { User } from '../ui/bits';
import { Button } from '../ui/button';
import { Menu } from '../ui/menu';
import { tellFailure } from '../ui/toast';
import { showKeys } from './key-sheet';
import { useSession } from './session';

export function WorkspaceMenu() {
  const t = useText();
  const navigate = useNavigate();
  const session = useSession();
  const others = session.workspaces.filter(workspace => workspace.id !== session.workspace.id);
  const go = (call: Promise<unknown>, place: string) => call.then(() => location.assign(place)).catch(tellFailure);
  return (
    <Menu
      label={t('shell.account')}
      entries={[
        ...others.map(workspace => ({
          id: workspace.id,
          label: <User>{workspace.name}</User>,
          text: workspace.name,
          icon: ArrowLeftRight,
          act: () => void go(send('POST', '/api/v1/session/workspace', { workspace_id: workspace.id }), '/inbox'),
        })),
        {
          id: 'me',
          label: t('settings.me'),
          icon: UserRound,
          act: () => void navigate({ to: '/settings/$section', params: { section: 'me' } }),
        },
        { id: 'keys', label: t('keys_sheet.title'), icon: Keyboard, shortcut: { code: 'Slash', shift: true }, act: showKeys },
        { id: 'leave', label: t('shell.sign_out'), icon: LogOut, act: () => void go(send('DELETE', '/api/v1/session'), '/login') },
      ]}
    >
      <Button look="quiet" icon={ChevronsUpDown}>
        <span className="visually-hidden">{t('shell.account')}: </span>
        <User>{session.workspace.name}</User>
        <small>
          <User>{session.user.name}</User>
        </small>
      </Button>
    </Menu>
  );
}
