// What the side bar shows, in its order.
import { FileText, Inbox, type LucideIcon, Settings, Users } from 'lucide-react';
import type { TextKey } from '../i18n/texts';

export interface Place {
  to: '/inbox' | '/leads' | '/forms' | '/settings';
  label: TextKey;
  icon: LucideIcon;
  code: string; // G then this key
  permission: string;
}

export const places: Place[] = [
  { to: '/inbox', label: 'place.inbox', icon: Inbox, code: 'KeyI', permission: 'leads:read' },
  { to: '/leads', label: 'place.leads', icon: Users, code: 'KeyL', permission: 'leads:read' },
  { to: '/forms', label: 'place.forms', icon: FileText, code: 'KeyF', permission: 'forms:read' },
  { to: '/settings', label: 'place.settings', icon: Settings, code: 'KeyS', permission: 'leads:read' },
];
