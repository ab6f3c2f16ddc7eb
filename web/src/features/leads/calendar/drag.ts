// A lead of the calendar is taken along by the pointer to another day; Escape lets it go where it was. A finger scrolls, so it takes none.
import { type MouseEvent, type PointerEvent, useCallback, useEffect, useRef, useState } from 'react';
import type { LeadRow } from '../../../api/client';
import type { Move } from './move';

const begins = 6; // pixels: less is a press

export interface Drag {
  row: LeadRow;
  from: string;
  x: number; // from where lines begin
  y: number;
  to: string | undefined; // the day below, when it takes the lead
}

export function useDrag(move: Move | undefined, put: (row: LeadRow, from: string, to: string) => void) {
  const [drag, setDrag] = useState<Drag>();
  const held = useRef<Pick<Drag, 'row' | 'from' | 'x' | 'y'>>(undefined);
  const isDone = useRef(false); // the press that ends it is no press
  const letGo = useCallback(() => {
    held.current = undefined;
    setDrag(undefined);
  }, []);
  const isDragging = !!drag;
  useEffect(() => {
    if (!isDragging) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.code !== 'Escape') return;
      event.preventDefault();
      event.stopPropagation();
      letGo();
    };
    window.addEventListener('keydown', onKey, true);
    return () => window.removeEventListener('keydown', onKey, true);
  }, [isDragging, letGo]);

  const handlers = (row: LeadRow, from: string) =>
    move && {
      onPointerDown: (event: PointerEvent<HTMLElement>) => {
        isDone.current = false;
        if (event.button !== 0 || event.pointerType === 'touch') return;
        held.current = { row, from, x: event.clientX, y: event.clientY };
        event.currentTarget.setPointerCapture(event.pointerId); // a quick one has left the lead before it moves
      },
      onPointerMove: (event: PointerEvent<HTMLElement>) => {
        const { clientX: x, clientY: y } = event;
        const begun = held.current;
        if (!begun || (!drag && Math.hypot(x - begun.x, y - begun.y) < begins)) return;
        isDone.current = true;
        const below = document.elementFromPoint(x, y)?.closest<HTMLElement>('[role=gridcell]')?.dataset.day;
        setDrag({
          ...begun,
          x: document.documentElement.dir === 'rtl' ? window.innerWidth - x : x,
          y,
          to: below && below !== from && move.takes(row, below) ? below : undefined,
        });
      },
      onPointerUp: () => {
        if (drag?.to) put(row, from, drag.to);
        letGo();
      },
      onPointerCancel: letGo,
      onClickCapture: (event: MouseEvent) => {
        if (!isDone.current) return;
        isDone.current = false;
        event.preventDefault();
        event.stopPropagation();
      },
    };
  return { drag, handlers };
}
