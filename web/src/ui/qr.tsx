// A QR code: dark modules as one path, on white in every theme.
import { encode } from 'uqr';

export interface QrShape {
  path: string;
  size: number; // of its side in modules, with the quiet border
}
export function qrShape(text: string, border = 4): QrShape {
  const { data, size } = encode(text, { border, ecc: 'M' });
  return { path: data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join(''), size };
}

export function QrPicture({ text, label }: { text: string; label: string }) {
  const { path, size } = qrShape(text, 2);
  return (
    <svg viewBox={`0 0 ${size} ${size}`} width="200" height="200" role="img" aria-label={label} shapeRendering="crispEdges">
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
