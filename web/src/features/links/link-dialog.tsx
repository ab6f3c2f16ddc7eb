import { Link2 } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { type Link, ProblemError } from '../../api/client';
import { useForms } from '../../api/forms';
import { useLinkActs } from '../../api/links';
import { useText } from '../../i18n/texts';
import { Loading } from '../../ui/bits';
import { Button } from '../../ui/button';
import { Refusal } from '../../ui/refusal';
import { tell, tellFailure } from '../../ui/toast';
import { useChannelNames } from '../card/channels';
import { draftOf, LinkFields, wishOf } from './link-fields';

/** Makes a link, or changes the one that is given. */
export function LinkEditor({ link, onDone }: { link: Link | undefined; onDone: (link: Link) => void }) {
  const t = useText();
  const { save, putBack, archive } = useLinkActs();
  const { data: forms } = useForms();
  const { usual } = useChannelNames();
  const [draft, setDraft] = useState(() => draftOf(link));
  const [touched, setTouched] = useState(!!link);
  const [problem, setProblem] = useState<ProblemError>();
  if (!forms) return <Loading label={t('word.loading')} />;
  // A new one leads to the form that visitors see already, unless one says otherwise.
  const published = forms.find(form => form.state === 'published')?.id ?? '';
  const shown = touched ? draft : { ...draft, channel: usual(draft.channel), form_id: published };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    try {
      const saved = await save(wishOf(shown), link);
      if (link) tell(t('links.changed'), () => putBack(saved, wishOf(draftOf(link))));
      else tell(t('links.made'), () => archive(saved));
      onDone(saved);
    } catch (error) {
      if (error instanceof ProblemError) setProblem(error);
      else tellFailure(error);
    }
  };
  return (
    <form className="stack" onSubmit={event => void submit(event)} noValidate>
      <LinkFields
        draft={shown}
        problem={problem}
        autoFocus={!link}
        onChange={next => {
          setTouched(true);
          setDraft(next);
        }}
      />
      <Refusal problem={problem} fields={['/name', '/address']} />
      <div className="actions">
        <Button look="primary" icon={Link2} type="submit">
          {t(link ? 'action.save' : 'links.make')}
        </Button>
      </div>
    </form>
  );
}
