// What the side bar shows, in its order.
import { ChartNoAxesCombined, FileInput, FileText, Inbox, Link2, type LucideIcon, Settings, Users } from 'lucide-react';
import type { TextKey } from '../i18n/texts';

export interface Place {
  to: '/overview' | '/inbox' | '/leads' | '/forms' | '/links' | '/imports' | '/settings';
  label: TextKey;
  icon: LucideIcon;
  permission: string;
}

export const places: Place[] = [
  { to: '/overview', label: 'place.overview', icon: ChartNoAxesCombined, permission: 'leads:read' },
  { to: '/inbox', label: 'place.inbox', icon: Inbox, permission: 'leads:read' },
  { to: '/leads', label: 'place.leads', icon: Users, permission: 'leads:read' },
  { to: '/forms', label: 'place.forms', icon: FileText, permission: 'forms:read' },
  { to: '/links', label: 'place.links', icon: Link2, permission: 'forms:read' },
  { to: '/imports', label: 'place.imports', icon: FileInput, permission: 'imports:write' },
  { to: '/settings', label: 'place.settings', icon: Settings, permission: 'leads:read' },
];
