import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

/** Words of the user's own: they keep their direction inside ours. */
export function User({ children }: { children: ReactNode }) {
  return <bdi>{children}</bdi>;
}
/** Phones, addresses, codes: always left to right. */
export function Ltr({ children }: { children: ReactNode }) {
  return <bdi dir="ltr">{children}</bdi>;
}

export function Badge({ colour = 'grey', children }: { colour?: string; children: ReactNode }) {
  return (
    <span className="badge" data-colour={colour}>
      {children}
    </span>
  );
}

/** An empty place teaches: one sentence, one thing to do. */
export function Empty({
  icon: Icon,
  title,
  children,
  action,
}: {
  icon: LucideIcon;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className="empty">
      <Icon size={34} strokeWidth={1.4} aria-hidden />
      <h2>{title}</h2>
      {children && <p>{children}</p>}
      {action}
    </div>
  );
}

export function Loading({ label }: { label: string }) {
  return (
    <div className="loading" role="status">
      <span className="spinner" aria-hidden /> {label}
    </div>
  );
}

export function Panel({ title, actions, children }: { title?: string; actions?: ReactNode; children: ReactNode }) {
  return (
    <section className="panel">
      {(title || actions) && (
        <header>
          {title && <h2>{title}</h2>}
          {actions}
        </header>
      )}
      {children}
    </section>
  );
}
