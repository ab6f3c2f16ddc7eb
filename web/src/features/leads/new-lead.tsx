import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useDeferredValue, useState } from 'react';
import { api, body, ProblemError } from '../../api/client';
import { junk, restore, useLeadActs } from '../../api/leads';
import { useReader } from '../../app/session';
import { useText } from '../../i18n/texts';
import { apart, calledBy } from '../../lib/format';
import { User } from '../../ui/bits';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { TextField } from '../../ui/fields';
import { Refusal } from '../../ui/refusal';
import { tell, tellWithWay } from '../../ui/toast';

/** Says while one types that the person is there already. */
function useDuplicate(phone: string, email: string) {
  const wanted = useDeferredValue({ phone: phone.length >= 8 ? phone : '', email: email.includes('@') ? email : '' });
  return useQuery({
    queryKey: ['leads', 'duplicates', wanted.phone, wanted.email],
    enabled: !!(wanted.phone || wanted.email),
    retry: false,
    queryFn: async () =>
      (
        await body(
          api.GET('/api/v1/leads/duplicates', {
            params: { query: { phone: wanted.phone || undefined, email: wanted.email || undefined } },
          }),
        )
      ).data[0] ?? null,
  }).data;
}

export function NewLead({ open, onClose, onMade }: { open: boolean; onClose: () => void; onMade: (id: string) => void }) {
  const t = useText();
  const { hides, manner } = useReader();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { act } = useLeadActs();
  const [name, setName] = useState('');
  const [phone, setPhone] = useState('');
  const [email, setEmail] = useState('');
  const [organisation, setOrganisation] = useState('');
  const [note, setNote] = useState('');
  const [problem, setProblem] = useState<ProblemError>();
  const duplicate = useDuplicate(phone, email);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    try {
      const made = await body(
        api.POST('/api/v1/leads', {
          body: {
            full_name: name || undefined,
            organisation: organisation || undefined,
            phones: phone ? [{ value: phone }] : [],
            emails: email ? [{ value: email }] : [],
            note: note || undefined,
          },
        }),
      );
      void queries.invalidateQueries({ queryKey: ['leads'] });
      void queries.invalidateQueries({ queryKey: ['stats'] });
      // Nothing is deleted: who was made by mistake is marked so.
      const takeBack = () => act({ lead: made.lead, call: junk(t('leads.made_by_mistake')), inverse: () => restore });
      // What was added to somebody's card stands in its history; it is changed there, fact by fact.
      if (made.matched)
        tellWithWay(
          t('leads.matched', { name: apart(calledBy(made.lead.display_name, manner)) }),
          t('leads.open_card'),
          () => void navigate({ to: '/leads/$leadId', params: { leadId: made.lead.id } }),
        );
      else tell(t('leads.made'), takeBack);
      onMade(made.lead.id);
    } catch (error) {
      setProblem(error instanceof ProblemError ? error : new ProblemError(0, { detail: t('error.network') }));
    }
  };
  return (
    <Dialog title={t('leads.new')} open={open} onClose={onClose}>
      <form className="stack" onSubmit={event => void submit(event)} noValidate>
        <TextField label={t('field.name')} value={name} onChange={setName} autoFocus />
        {!hides('phones') && (
          <TextField label={t('field.phone')} type="tel" leftToRight value={phone} onChange={setPhone} error={problem?.at('/phones/0')} />
        )}
        {!hides('emails') && (
          <TextField label={t('field.email')} leftToRight value={email} onChange={setEmail} error={problem?.at('/emails/0')} />
        )}
        <TextField label={t('field.organisation')} value={organisation} onChange={setOrganisation} />
        <TextField label={t('field.note')} lines={3} value={note} onChange={setNote} />
        {duplicate && (
          <p className="notice">
            {t('leads.duplicate')}{' '}
            <b>
              <User>{duplicate.display_name}</User>
            </b>
          </p>
        )}
        <Refusal problem={problem} fields={['/phones/0', '/emails/0']} />
        <div className="actions">
          <Button look="primary" type="submit">
            {t('action.save')}
          </Button>
          <Button onPress={onClose}>{t('action.cancel')}</Button>
        </div>
      </form>
    </Dialog>
  );
}
