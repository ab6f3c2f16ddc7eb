import { useReader } from '../app/session';
import { asciiDigits, digits } from '../lib/format';
import { Ltr, User } from './bits';

/** What a person answered to what. Numbers stand in the digits of the reader; a question keeps its own mark. */
export function Answers({ list }: { list: readonly { label: string; value: string }[] }) {
  const { manner } = useReader();
  return (
    <dl className="answers">
      {list.map(({ label, value }, index) => (
        <div key={index}>
          <dt>
            <User>{label}</User>
            {/[:?؟!.…]\s*$/.test(label) ? '' : ':'}
          </dt>
          <dd>
            {/^\+?[\d\s().-]*\d[\d\s().-]*$/.test(asciiDigits(value)) ? (
              <Ltr>{digits(asciiDigits(value), manner)}</Ltr>
            ) : (
              <User>{value}</User>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
