import type { ReactNode } from 'react';
import { useReader } from '../app/session';

/** What something was and what it became, in the way of reading; without `from` there was nothing before. */
export function FromTo({ from, to }: { from?: ReactNode; to: ReactNode }) {
  const { manner } = useReader();
  return (
    <>
      {from !== undefined && (
        <>
          <del className="was">{from}</del> <span aria-hidden>{manner.language === 'fa' ? '←' : '→'}</span>{' '}
        </>
      )}
      <ins className="became">{to}</ins>
    </>
  );
}
