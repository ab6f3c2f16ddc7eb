// What it means to put a lead into another column of the board: the field of the columns gets another value, as if it were changed on the
// card; with the same undo, and the same word when somebody else was quicker.
import type { LeadRow } from '../../../api/client';
import { setOwner, setStatus, undoOf, useLeadActs, useStatuses } from '../../../api/leads';
import { useReader } from '../../../app/session';
import { tellFailure } from '../../../ui/toast';
import type { Group } from '../groups/lines';

const facts = new Set(['purpose', 'stage', 'authority', 'buying_power', 'class']);
const ownFields = 'custom.';
const isOwn = (field: string): boolean => field.startsWith(ownFields);

/** The fields of which a lead can be given another value here; who came by which channel, nobody changes. */
export const isMovable = (field: string): boolean => field === 'status' || field === 'owner' || facts.has(field) || isOwn(field);
/** Whether a lead can be without a value of it. */
export const canBeWithout = (field: string): boolean => field === 'owner' || field === 'stage' || isOwn(field);

/** The change of a fact that puts a lead into the group; yes and no are true and false. */
export function changeOf(field: string, key: string | undefined, yesNo: boolean): object {
  const value = yesNo && key !== undefined ? key === 'yes' : (key ?? null);
  return isOwn(field) ? { custom: { [field.slice(ownFields.length)]: value } } : { [field]: value };
}

export type Move = (row: LeadRow, from: Group, to: Group) => Promise<void>;

export function useMove(field: string, yesNo: boolean): Move | undefined {
  const { may } = useReader();
  const { change, decide } = useLeadActs();
  const statuses = useStatuses().data;
  if (!may('leads:write') || !isMovable(field)) return undefined;
  return async (row, from, to) => {
    if (field === 'owner')
      return decide(
        row,
        now => now.owner?.id === from.key,
        now => ({ lead: now, call: setOwner(to.key), done: 'card.owner_changed', inverse: undoOf.owner }),
      );
    if (field === 'status') {
      const status = statuses?.find(one => one.key === to.key);
      if (!status) return;
      return decide(
        row,
        now => now.status.key === from.key,
        now => ({ lead: now, call: setStatus(status.id), done: 'card.status_changed', inverse: undoOf.status }),
      );
    }
    await change(row, changeOf(field, to.key, yesNo), changeOf(field, from.key, yesNo)).catch(tellFailure);
  };
}
