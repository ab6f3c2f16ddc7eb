import { expect, test } from 'vitest';
import type { CustomField } from '../../../api/client';
import { actOf, draftOf, nobodys } from './acts';

const field = (key: string, type: CustomField['type']): CustomField => ({
  id: key,
  key,
  type,
  label: { fa: key, en: key },
  choices: [],
  archived: false,
  position: 0,
});
const fields = [field('area', 'number'), field('vip', 'yes_no'), field('tags', 'multi_choice'), field('city', 'text')];
const act = (kind: string, value: string, reason = '') => actOf({ kind, value, reason }, fields, 'Asia/Tehran');

test('nothing is sent while something is missing', () => {
  for (const kind of ['owner', 'status', 'snooze', 'set:purpose', 'add:custom.tags'])
    expect(actOf(draftOf(kind), fields, 'UTC')).toBeUndefined();
});

test('nobody is an owner too', () => {
  expect(act('owner', '7')).toEqual({ act: 'owner', user_id: '7' });
  expect(act('owner', nobodys)).toEqual({ act: 'owner', user_id: undefined });
});

test('a day is nine in the morning of that day where the reader is', () => {
  expect(act('snooze', '2026-11-28')).toEqual({ act: 'snooze', until: '2026-11-28T05:30:00.000Z' });
});

test('a value is sent as its field takes it, and an empty text empties', () => {
  expect(act('set:custom.area', '۱۲۰')).toMatchObject({ field: 'custom.area', value: '120' });
  expect(act('set:custom.vip', 'no')).toMatchObject({ value: false });
  expect(act('set:custom.city', ' ')).toMatchObject({ value: null });
  expect(act('remove:custom.tags', 'a')).toEqual({ act: 'remove', field: 'custom.tags', value: 'a' });
});

test('a reason goes along when there is one', () => {
  expect(act('junk', '', ' ربات ')).toEqual({ act: 'junk', reason: 'ربات' });
  expect(act('junk', '')).toEqual({ act: 'junk', reason: undefined });
});
