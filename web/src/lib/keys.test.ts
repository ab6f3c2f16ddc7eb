import { describe, expect, it } from 'vitest';
import { isTyping, keyName, matches } from './keys';

const press = (code: string, more: Partial<KeyboardEvent> = {}) => ({
  code,
  shiftKey: false,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...more,
});

describe('shortcuts', () => {
  it('go by the place of the key, so a Persian layout works', () => {
    expect(matches(press('KeyJ', { key: 'ت' } as Partial<KeyboardEvent>), { code: 'KeyJ', act: () => {} })).toBe(true);
  });
  it('are not taken from the browser or from each other', () => {
    expect(matches(press('KeyJ', { ctrlKey: true }), { code: 'KeyJ', act: () => {} })).toBe(false);
    expect(matches(press('KeyJ', { altKey: true }), { code: 'KeyJ', act: () => {} })).toBe(false);
    expect(matches(press('Slash'), { code: 'Slash', shift: true, act: () => {} })).toBe(false);
    expect(matches(press('KeyZ', { metaKey: true }), { code: 'KeyZ', control: true, act: () => {} })).toBe(true);
  });
  it('are silent while somebody types', () => {
    document.body.innerHTML = '<input id="a"><input id="b" type="checkbox"><textarea id="c"></textarea>';
    expect(isTyping(document.getElementById('a'))).toBe(true);
    expect(isTyping(document.getElementById('b'))).toBe(false);
    expect(isTyping(document.getElementById('c'))).toBe(true);
  });
  it('have names people know', () => {
    expect(keyName({ code: 'Slash', shift: true })).toBe('?');
    expect(keyName({ code: 'KeyZ', control: true })).toBe('Ctrl Z');
  });
});
