// What stands in the cells of the list.
import type { LeadRow } from '../../api/client';
import { useReader } from '../../app/session';
import { useText } from '../../i18n/texts';
import { calledBy, type Manner, moment, phone, reachedBy, relative } from '../../lib/format';
import { Badge, Ltr, User } from '../../ui/bits';
import { Hidden } from '../../ui/hidden';
import { customText, labelIn } from '../card/values';
import type { Column } from './columns';

/** The exact moment is worked out when somebody points at it: a list has thousands. */
export function Ago({ at, manner }: { at: string; manner: Manner }) {
  const date = new Date(at);
  return (
    <time
      dateTime={at}
      onPointerEnter={({ currentTarget }) => {
        currentTarget.title = moment(date, manner);
      }}
    >
      {relative(date, new Date(), manner)}
    </time>
  );
}

export const statusText = (status: LeadRow['status'], manner: Manner): string => labelIn(status.label, manner) || status.key;

const grades = ['none', 'company', 'named', 'authorised', 'direct_phone', 'personal_email'] as const;

export function Cell({ row, column }: { row: LeadRow; column: Column }) {
  const { manner } = useReader();
  const t = useText();
  if (column.kept && row.hidden?.includes(column.kept)) return <Hidden short />;
  if (column.field) return <User>{customText(t, manner, column.field, (row.custom as Record<string, unknown>)?.[column.field.key])}</User>;
  switch (column.id) {
    case 'name':
      return (
        <b>
          <User>{calledBy(row.display_name, manner, row.phone_display)}</User>
        </b>
      );
    case 'phone':
      return <Ltr>{row.phone ? phone(row.phone, manner, row.phone_display) : ''}</Ltr>;
    case 'email':
      return <Ltr>{row.email ?? ''}</Ltr>;
    case 'organisation':
      return <User>{row.organisation ?? ''}</User>;
    case 'status':
      return <Badge colour={row.status.colour}>{statusText(row.status, manner)}</Badge>;
    case 'owner':
      return <User>{row.owner?.name ?? ''}</User>;
    case 'source':
      return <User>{row.source_label ?? ''}</User>;
    case 'purpose':
      return <>{t(`purpose.${row.purpose}`)}</>;
    case 'contact_grade':
      return <>{t(`grade.${grades[row.contact_grade] ?? 'none'}`)}</>;
    case 'activity':
      return <Ago at={row.last_activity_at} manner={manner} />;
    default:
      return <Ago at={row.created_at} manner={manner} />;
  }
}

export function NarrowCells({ row }: { row: LeadRow }) {
  const { manner } = useReader();
  const reached = reachedBy(row, manner);
  return (
    <>
      <div role="gridcell" tabIndex={-1}>
        <b>
          <User>{calledBy(row.display_name, manner, row.phone_display)}</User>
        </b>
        <div className="muted small">
          {reached && (
            <>
              <Ltr>{reached}</Ltr> ·{' '}
            </>
          )}
          <Ago at={row.created_at} manner={manner} />
        </div>
      </div>
      <div role="gridcell" tabIndex={-1}>
        <Badge colour={row.status.colour}>{statusText(row.status, manner)}</Badge>
      </div>
    </>
  );
}
