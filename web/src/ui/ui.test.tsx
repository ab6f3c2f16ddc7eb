import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { ProblemError } from '../api/client';
import { ReaderProvider } from '../app/session';
import { type Catalogue, loadCatalogue } from '../i18n/texts';
import { InlineEdit } from './inline-edit';
import { Refusal } from './refusal';
import { SecretOnce } from './secret-once';
import { ask, Toasts, tell } from './toast';

afterEach(cleanup);
let catalogue: Catalogue;
beforeAll(async () => {
  catalogue = await loadCatalogue('fa');
});
const shown = (inside: React.ReactNode) =>
  render(
    <ReaderProvider session={undefined} language="fa" catalogue={catalogue}>
      {inside}
    </ReaderProvider>,
  );

describe('inline edit', () => {
  it('saves with Enter and gives up with Escape', async () => {
    const save = vi.fn().mockResolvedValue(undefined);
    shown(<InlineEdit label="نام" value="سارا" onSave={save} />);
    fireEvent.click(screen.getByRole('button'));
    fireEvent.change(screen.getByRole('textbox'), { target: { value: 'نگار' } });
    fireEvent.keyDown(screen.getByRole('textbox'), { key: 'Escape' });
    expect(save).not.toHaveBeenCalled();
    fireEvent.click(screen.getByRole('button'));
    fireEvent.change(screen.getByRole('textbox'), { target: { value: 'نگار' } });
    fireEvent.keyDown(screen.getByRole('textbox'), { key: 'Enter' });
    await waitFor(() => expect(save).toHaveBeenCalledWith('نگار'));
  });
  it('keeps what was typed and says why when the server refuses', async () => {
    shown(<InlineEdit label="نام" value="" onSave={() => Promise.reject(new Error('بیش از ۴۰۰ نویسه نمی‌شود.'))} />);
    fireEvent.click(screen.getByRole('button'));
    fireEvent.change(screen.getByRole('textbox'), { target: { value: 'x' } });
    fireEvent.keyDown(screen.getByRole('textbox'), { key: 'Enter' });
    expect(await screen.findByRole('alert')).toBeTruthy();
    expect((screen.getByRole('textbox') as HTMLInputElement).value).toBe('x');
  });
  it('keeps the keyboard where it is after Enter, and takes it from nobody who went on', async () => {
    shown(
      <>
        <InlineEdit label="نام" value="سارا" onSave={async () => undefined} />
        <input aria-label="یادداشت" />
      </>,
    );
    const write = (value: string) => {
      fireEvent.click(screen.getByRole('button'));
      fireEvent.change(screen.getByRole('textbox', { name: 'نام' }), { target: { value } });
    };
    write('نگار');
    fireEvent.keyDown(screen.getByRole('textbox', { name: 'نام' }), { key: 'Enter' });
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('button')));
    for (const value of ['سارا', 'نگین']) {
      write(value); // as it was, and another
      const note = screen.getByRole('textbox', { name: 'یادداشت' });
      act(() => note.focus());
      await waitFor(() => expect(screen.queryByRole('textbox', { name: 'نام' })).toBeNull());
      expect(document.activeElement).toBe(note);
    }
  });
  it('saves once, though the field is left while it is being saved', async () => {
    let saved = () => {};
    const save = vi.fn(() => new Promise<void>(done => (saved = done)));
    shown(<InlineEdit label="نام" value="سارا" onSave={save} />);
    fireEvent.click(screen.getByRole('button'));
    fireEvent.change(screen.getByRole('textbox'), { target: { value: 'نگار' } });
    fireEvent.keyDown(screen.getByRole('textbox'), { key: 'Enter' });
    fireEvent.blur(screen.getByRole('textbox'));
    saved();
    expect(await screen.findByRole('button')).toBeTruthy();
    expect(save).toHaveBeenCalledOnce();
  });
});

it('Ctrl+Z takes back the last thing that can be taken back', () => {
  shown(<Toasts />);
  const undo = vi.fn();
  tell('پذیرفته شد', undo);
  tell('کپی شد');
  fireEvent.keyDown(window, { code: 'KeyZ', ctrlKey: true });
  expect(undo).toHaveBeenCalledOnce();
  fireEvent.keyDown(window, { code: 'KeyZ', ctrlKey: true });
  expect(undo).toHaveBeenCalledOnce();
});

it('the key stands at the one thing that it would take back', async () => {
  shown(<Toasts />);
  const keyed = () =>
    [...document.querySelectorAll('.toast')]
      .filter(toast => toast.querySelector('kbd'))
      .map(toast => toast.querySelector('span')?.textContent);
  const undo = () => undefined;
  act(() => void tell('نخست', undo));
  expect(keyed()).toEqual(['نخست']);
  act(() => void tell('دوم', undo));
  expect(keyed()).toEqual(['دوم']);
  act(() => void tell('برگشت', undo, true)); // which its button takes back, and no key
  expect(keyed()).toEqual(['دوم']);
  await act(async () => void fireEvent.keyDown(window, { code: 'KeyZ', ctrlKey: true }));
  expect(keyed()).toEqual(['نخست']);
  await act(async () => void fireEvent.keyDown(window, { code: 'KeyZ', ctrlKey: true }));
  expect(keyed()).toEqual([]);
});

it('a question outlives the notices that come after it, and goes nowhere while somebody is at it', () => {
  vi.useFakeTimers();
  shown(<Toasts />);
  const mine = vi.fn();
  act(() => {
    ask('کسی زودتر بود', 'تغییر من بماند', mine);
    for (const notice of ['یک', 'دو', 'سه', 'چهار']) tell(notice);
  });
  expect(screen.queryByText('دو')).toBeNull();
  expect(screen.getByText('چهار')).toBeTruthy();
  const button = screen.getByRole('button', { name: 'تغییر من بماند' });
  button.focus();
  act(() => void vi.advanceTimersByTime(60_000));
  expect(screen.getByText('چهار')).toBeTruthy();
  fireEvent.click(button);
  expect(mine).toHaveBeenCalledOnce();
  act(() => void vi.advanceTimersByTime(60_000));
  expect(screen.queryByText('چهار')).toBeNull();
  vi.useRealTimers();
});

describe('a refusal', () => {
  const refused = (...pointers: string[]) =>
    new ProblemError(422, {
      detail: 'پذیرفته نشد.',
      errors: pointers.map(pointer => ({ pointer, code: 'x', detail: `${pointer} نادرست است.` })),
    });
  const said = () => screen.queryByRole('alert')?.textContent;
  it('is said at the field that shows it, and not twice', () => {
    shown(<Refusal problem={refused('/name')} fields={['/name', '/email']} />);
    expect(said()).toBeUndefined();
  });
  it('that concerns no field on the screen is said all the same', () => {
    shown(<Refusal problem={refused('/role')} fields={['/name', '/email']} />);
    expect(said()).toBe('/role نادرست است.');
    cleanup();
    shown(<Refusal problem={refused()} fields={['/name']} />);
    expect(said()).toBe('پذیرفته نشد.');
  });
});

it('a secret says that it is shown once, and stays when the screen beside it is pressed', () => {
  const close = vi.fn();
  shown(<SecretOnce title="کلید تازه" secret="sk_1" onClose={close} />);
  expect(screen.getByText(catalogue['secret.once'])).toBeTruthy();
  expect(screen.getByText('sk_1').getAttribute('dir')).toBe('ltr');
  const beside = document.querySelector('.overlay') as Element;
  for (const press of [fireEvent.pointerDown, fireEvent.pointerUp, fireEvent.click]) press(beside, { button: 0 });
  expect(close).not.toHaveBeenCalled();
  fireEvent.click(screen.getByRole('button', { name: catalogue['action.close'] }));
  expect(close).toHaveBeenCalledOnce();
});
