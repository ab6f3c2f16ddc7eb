import jsQR from 'jsqr';
import { expect, test } from 'vitest';
import { qrSvg } from './qr-file';

/** The file as a camera sees it: each module some points wide. */
function pointsOf(svg: string, scale = 5) {
  const side = Number(/viewBox="0 0 (\d+) /.exec(svg)?.[1]) * scale;
  const points = new Uint8ClampedArray(side * side * 4).fill(255);
  for (const [, x, y] of svg.matchAll(/M(\d+) (\d+)h1v1h-1z/g))
    for (let row = 0; row < scale; row++)
      for (let column = 0; column < scale; column++) {
        const at = ((Number(y) * scale + row) * side + Number(x) * scale + column) * 4;
        points.fill(0, at, at + 3);
      }
  return { points, side };
}

test.each(['https://desk.example/l/abcdefghjk', `https://a-rather-long-name-of-a-desk.example:8443/l/${'z'.repeat(40)}`])(
  'the code of %s is read back',
  url => {
    const { points, side } = pointsOf(qrSvg(url, []));
    expect(jsQR(points, side, side)?.data).toBe(url);
  },
);

test('what is written below it is text, whatever stands in it', () => {
  const svg = qrSvg('https://desk.example/l/abcdefghjk', ['</text><script>alert(1)</script>', 'تماس با ما & "دیگران"']);
  const read = new DOMParser().parseFromString(svg, 'image/svg+xml');
  expect(read.querySelector('script')).toBeNull();
  expect([...read.querySelectorAll('text')].map(text => text.textContent)).toEqual([
    '</text><script>alert(1)</script>',
    'تماس با ما & "دیگران"',
  ]);
});
