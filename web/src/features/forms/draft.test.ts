import { describe, expect, it } from 'vitest';
import type { FormContent } from '../../api/client';
import { freeId, moved, newField, withField, withMovedField, withoutField } from './draft';

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
  it('moves and takes away without touching what was', () => {
    expect(ids(withMovedField(content, 0, 0, 1))).toEqual(['phone', 'name']);
    expect(ids(withoutField(content, 0, 0))).toEqual(['phone']);
    expect(ids(content)).toEqual(['name', 'phone']);
    expect(moved(['a', 'b'], 1, 1)).toEqual(['a', 'b']);
  });
  it('changes one question alone', () => {
    const next = withField(content, 0, 1, { ...newField(content, 'email', { fa: '', en: '' }) });
    expect(ids(next)).toEqual(['name', 'email']);
  });
});
