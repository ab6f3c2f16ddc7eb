// A QR code as a file for print, with what it says and where it leads written below it.
import { qrShape } from '../../ui/qr';

const escaped = (text: string) =>
  text.replace(/[&<>"]/g, letter => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[letter] ?? '');

/** `lines`: where it leads, for whoever reads it, and the address, for whoever types it. */
export function qrSvg(url: string, lines: string[]): string {
  const { path, size } = qrShape(url);
  const height = size + lines.length * 3;
  const texts = lines.map(
    (line, index) =>
      `<text x="${size / 2}" y="${size + index * 3 + 0.5}" font-size="${Math.min(2, (size * 1.5) / Math.max(1, line.length))}" text-anchor="middle" font-family="Vazirmatn, Tahoma, sans-serif">${escaped(line)}</text>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${height}" width="${size * 4}mm" height="${height * 4}mm"><rect width="${size}" height="${height}" fill="#fff"/><path d="${path}" fill="#000" shape-rendering="crispEdges"/>${texts.join('')}</svg>`;
}

/** The same as a picture of 1,200 points across, enough for a hand's breadth in print. */
export async function qrPng(svg: string): Promise<Blob> {
  const picture = new Image();
  picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await picture.decode();
  const canvas = document.createElement('canvas');
  canvas.width = 1200;
  canvas.height = Math.round((1200 * picture.naturalHeight) / picture.naturalWidth);
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return new Promise((done, failed) => canvas.toBlob(blob => (blob ? done(blob) : failed(new Error('canvas'))), 'image/png'));
}

export function download(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
