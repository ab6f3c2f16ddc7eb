// Where one stood in the list: one stands there again when one comes back from a card.
interface Place {
  list: string; // what the list showed, as text
  lead: string | undefined;
  offset: number;
}
let kept: Place | undefined;
let opened = false;

export const keepPlace = (place: Place): void => {
  kept = place;
};
export const placeIn = (list: string): Place | undefined => (kept?.list === list ? kept : undefined);

/** A card is opened from the list: the list has the keyboard again afterwards. */
export const leaveForCard = (): void => {
  opened = true;
};
export function takeReturn(): boolean {
  const came = opened;
  opened = false;
  return came;
}
