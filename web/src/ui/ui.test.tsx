import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { ReaderProvider } from '../app/session';
import { type Catalogue, loadCatalogue } from '../i18n/texts';
import { InlineEdit } from './inline-edit';
import { Toasts, tell } from './toast';

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
