import { RotateCw } from 'lucide-react';
import { useState } from 'react';
import { ProblemError } from '../api/client';
import { useText } from '../i18n/texts';
import { Button } from './button';

// What the server has refused for good: the same answer would come again.
const isFinal = (error: unknown) => error instanceof ProblemError && error.status >= 400 && error.status < 500 && error.status !== 429;

/** In the place of what could not be had: why, and another try where one may help. */
export function Unavailable({ error, again }: { error: unknown; again: () => Promise<unknown> }) {
  const t = useText();
  const [trying, setTrying] = useState(false);
  const retry = async () => {
    setTrying(true);
    await again();
    setTrying(false);
  };
  return (
    <div className="notice danger" role="alert">
      <p>{error instanceof Error ? error.message : ''}</p>
      {!isFinal(error) && (
        <Button icon={RotateCw} isDisabled={trying} onPress={() => void retry()}>
          {t('word.try_again')}
        </Button>
      )}
    </div>
  );
}
