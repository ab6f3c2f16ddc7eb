// Rows with a bar each: the plot is a table, so it needs no twin.
import type { ReactNode } from 'react';

export function Bar({ share, part = 0 }: { share: number; part?: number }) {
  const mirrored = document.documentElement.dir === 'rtl';
  const bar = (of: number, className: string) => (
    <rect className={className} x={mirrored ? 100 - 100 * of : 0} y={0} width={100 * of} height={10} />
  );
  return (
    <svg className="share-bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
      {bar(share, 'rest')}
      {bar(part, 'bar')}
    </svg>
  );
}

export interface BarRow {
  id: string;
  name: ReactNode;
  share: number;
  part?: number;
  figures: ReactNode[];
}

export function BarTable({ heads, rows, caption }: { heads: string[]; rows: BarRow[]; caption: string }) {
  return (
    <table className="table bar-table">
      <caption className="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          {heads.map(head => (
            <th scope="col" key={head}>
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(row => (
          <tr key={row.id}>
            <th scope="row">
              {row.name}
              <Bar share={row.share} part={row.part} />
            </th>
            {row.figures.map((figure, index) => (
              <td key={heads[index + 1]}>{figure}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
