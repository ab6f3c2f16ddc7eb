// Where somebody wanted to go when the door stood before him: a colleague's link opens after he has signed in.

/** What the address of the door says of it; who came to the desk itself wants no place. */
export const wanting = (place: string): { to?: string } => (place === '/' || place === '/inbox' ? {} : { to: place });

export const doorFrom = (place: string): string => {
  const { to } = wanting(place);
  return to ? `/login?${new URLSearchParams({ to })}` : '/login';
};

/** Only a place of our own is gone to, whatever the address of the door says. */
export function placeBehind(to: string | undefined): string {
  if (!to) return '/inbox';
  const place = new URL(to, location.origin);
  const isOurs = to.startsWith('/') && place.origin === location.origin && !/^\/(login|setup|reset|api)\b/.test(place.pathname);
  return isOurs ? place.pathname + place.search + place.hash : '/inbox';
}
