import { describe, expect, it } from 'vitest';
import type { FormContent, FormField } from '../../api/client';
import { freeId, newField, placeBeside, placeOf, withField, withFieldAt, withFieldMoved, withoutField } from './draft';

const content: FormContent = {
  title: { fa: 'تماس', en: '' },
  steps: [
    {
      fields: [
        newField({ title: {}, steps: [] }, 'name', { fa: 'نام', en: 'Name' }),
        newField({ title: {}, steps: [] }, 'phone', { fa: 'تلفن', en: 'Phone' }),
      ],
    },
  ],
};
const ids = (of: FormContent) => of.steps[0]?.fields.map(field => field.id);

describe('the draft of a form', () => {
  it('never gives two questions the same id', () => {
    expect(freeId(content, 'phone')).toBe('phone_2');
    expect(freeId(content, 'نام')).toBe('question');
  });
  it('takes away and puts back without touching what was', () => {
    const without = withoutField(content, 0, 0);
    expect(ids(without)).toEqual(['phone']);
    expect(withFieldAt(without, { step: 0, at: 0 }, content.steps[0]?.fields[0] as FormField)).toEqual(content);
    expect(ids(content)).toEqual(['name', 'phone']);
  });
  it('changes one question alone', () => {
    const next = withField(content, 0, 1, { ...newField(content, 'email', { fa: '', en: '' }) });
    expect(ids(next)).toEqual(['name', 'email']);
  });
});

describe('a question moves', () => {
  const field = (id: string): FormField => ({ ...newField({ title: {}, steps: [] }, 'text', { fa: id, en: id }), id });
  const two: FormContent = { title: {}, steps: [{ fields: [field('a'), field('b')] }, { fields: [field('c')] }] };
  const all = (of: FormContent) => of.steps.map(step => step.fields.map(one => one.id).join(''));
  const by = (id: string, way: 1 | -1) => {
    const to = placeBeside(two, placeOf(two, id) ?? { step: 9, at: 9 }, way);
    return to ? all(withFieldMoved(two, id, to)) : undefined;
  };
  it('within its step', () => {
    expect(by('a', 1)).toEqual(['ba', 'c']);
    expect(by('b', -1)).toEqual(['ba', 'c']);
  });
  it('over the edge of a step to the nearest place of the next one', () => {
    expect(by('b', 1)).toEqual(['a', 'bc']);
    expect(by('c', -1)).toEqual(['abc', '']);
  });
  it('not beyond the ends of the form', () => {
    expect(by('a', -1)).toBeUndefined();
    expect(by('c', 1)).toBeUndefined();
  });
  it('and back to where it was, also when the form has changed meanwhile', () => {
    const there = withFieldMoved(two, 'a', { step: 1, at: 1 });
    expect(all(there)).toEqual(['b', 'ca']);
    expect(withFieldMoved(there, 'a', { step: 0, at: 0 })).toEqual(two);
    expect(all(withFieldMoved(withoutField(there, 0, 0), 'a', { step: 0, at: 0 }))).toEqual(['a', 'c']);
    expect(all(withFieldMoved(two, 'gone', { step: 0, at: 0 }))).toEqual(['ab', 'c']);
  });
});
