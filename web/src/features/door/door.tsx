import type { FormEvent, ReactNode } from 'react';
import { useState } from 'react';
import { ProblemError } from '../../api/client';
import { useText } from '../../i18n/texts';
import { languageNames } from '../../lib/languages';
import { Button } from '../../ui/button';
import { Refusal } from '../../ui/refusal';

interface DoorProps {
  title: string;
  about?: string;
  action: string;
  submit: () => Promise<void>;
  children?: false | ((fault: (pointer: string) => string | undefined) => ReactNode);
}

/** The frame of the pages before the desk: one question, one button, the server's words when it refuses. */
export function Door({ title, about, action, submit, children }: DoorProps) {
  const t = useText();
  const [problem, setProblem] = useState<ProblemError>();
  const [busy, setBusy] = useState(false);
  const fields: string[] = []; // those that show their faults themselves
  const fault = (pointer: string) => {
    fields.push(pointer);
    return problem?.at(pointer);
  };
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setProblem(undefined);
    try {
      await submit();
    } catch (error) {
      setProblem(error instanceof ProblemError ? error : new ProblemError(0, { detail: t('error.network') }));
    } finally {
      setBusy(false);
    }
  };
  const language = document.documentElement.lang;
  const other = language === 'fa' ? 'en' : 'fa';
  return (
    <div className="door">
      <main className="panel">
        <div className="brand">
          <img src="/icon.svg" alt="" />
          {t('brand')}
        </div>
        <h1>{title}</h1>
        {about && <p className="muted">{about}</p>}
        {children && (
          <form onSubmit={event => void onSubmit(event)} noValidate>
            {children(fault)}
            <Refusal problem={problem} fields={fields} />
            <Button look="primary" type="submit" isDisabled={busy}>
              {action}
            </Button>
          </form>
        )}
        <p className="small" style={{ marginBlockStart: '1rem' }}>
          <a
            href={location.href}
            lang={other}
            hrefLang={other}
            onClick={() => {
              // biome-ignore lint/suspicious/noDocumentCookie: the server reads it before anybody is signed in
              document.cookie = `language=${other}; path=/; max-age=31536000; samesite=lax`;
            }}
          >
            {languageNames[other]}
          </a>
        </p>
      </main>
    </div>
  );
}
