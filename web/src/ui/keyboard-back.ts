// A field that stands in the place of a button for as long as somebody writes. When it goes, the button has the keyboard again, unless
// whoever wrote has gone on to something else: that is not taken from them.
import { useLayoutEffect, useRef } from 'react';
import { isNowhere } from '../lib/keys';

export function useKeyboardBack(open: boolean) {
  const button = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(open);
  const wentOn = useRef(false);
  useLayoutEffect(() => {
    if (wasOpen.current && !open && !wentOn.current && isNowhere(document.activeElement)) button.current?.focus();
    wasOpen.current = open;
    wentOn.current = false;
  }, [open]);
  /** The field is left for that element, or for another window. */
  const leave = (next: EventTarget | null) => {
    wentOn.current = next !== null;
  };
  return { button, leave };
}

/** A form that has added something is empty again, and its button can no longer be pressed: the next one is written at once. */
export const toFirstField = (form: HTMLFormElement) => form.querySelector('input')?.focus();
