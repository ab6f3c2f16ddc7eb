// Questions are dragged by their handle, within a step and from one to another. With the keyboard the buttons and the menu do the same.
import { GripVertical } from 'lucide-react';
import { type DragEvent, useState } from 'react';
import type { FormContent } from '../../api/client';
import { type Place, placeOf } from './draft';

/** Where the dragged question would come to stand: beside another, or at the end of a step. */
interface Target {
  step: number;
  beside?: string;
  after?: boolean;
}

function placeOfTarget(content: FormContent, dragged: string, { step, beside, after }: Target): Place {
  const others = (content.steps[step]?.fields ?? []).filter(field => field.id !== dragged);
  const at = others.findIndex(field => field.id === beside);
  return { step, at: at < 0 ? others.length : at + (after ? 1 : 0) };
}

/** Whether the pointer is over the lower half. */
function isLower(event: DragEvent): boolean {
  const box = event.currentTarget.getBoundingClientRect();
  return event.clientY > box.top + box.height / 2;
}

export function useQuestionDrag(content: FormContent, move: (id: string, to: Place) => void) {
  const [dragged, setDragged] = useState<string>();
  const [target, setTarget] = useState<Target>();
  const end = () => {
    setDragged(undefined);
    setTarget(undefined);
  };
  const over = (event: DragEvent, next: Target) => {
    if (!dragged) return;
    event.preventDefault();
    event.stopPropagation();
    event.dataTransfer.dropEffect = 'move';
    if (next.beside !== target?.beside || next.after !== target?.after || next.step !== target?.step) setTarget(next);
  };
  const drop = (event: DragEvent, on: Target) => {
    if (!dragged) return;
    event.preventDefault();
    event.stopPropagation();
    const from = placeOf(content, dragged);
    const to = placeOfTarget(content, dragged, on);
    if (from && (from.step !== to.step || from.at !== to.at)) move(dragged, to);
    end();
  };
  return {
    /** The room of a step: what is dropped beside no question comes to its end. */
    step: (step: number) => ({
      onDragOver: (event: DragEvent) => over(event, { step }),
      onDrop: (event: DragEvent) => drop(event, { step }),
    }),
    question: (step: number, id: string) => ({
      'data-dragged': dragged === id || undefined,
      'data-drop': target?.beside === id && dragged !== id ? (target.after ? 'after' : 'before') : undefined,
      onDragOver: (event: DragEvent) => over(event, { step, beside: id, after: isLower(event) }),
      onDrop: (event: DragEvent) => drop(event, { step, beside: id, after: isLower(event) }),
    }),
    handle: (id: string) => (
      <span
        className="drag-handle"
        draggable
        aria-hidden
        onDragStart={event => {
          event.dataTransfer.setData('text/plain', '');
          event.dataTransfer.effectAllowed = 'move';
          const question = event.currentTarget.closest('.question');
          if (question) event.dataTransfer.setDragImage(question, 20, 20);
          setDragged(id);
        }}
        onDragEnd={end}
      >
        <GripVertical size={16} />
      </span>
    ),
  };
}
