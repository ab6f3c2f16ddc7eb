import { Link, useNavigate } from '@tanstack/react-router';
import { FileText, Plus } from 'lucide-react';
import { useState } from 'react';
import type { FormRow } from '../../api/client';
import { useFormActs, useForms } from '../../api/forms';
import { useReader } from '../../app/session';
import { useText } from '../../i18n/texts';
import { number } from '../../lib/format';
import { Badge, Empty, Loading, User } from '../../ui/bits';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { tell, tellFailure } from '../../ui/toast';

const templates = ['contact', 'consultation', 'newsletter', 'event'] as const;

function FormCard({ form }: { form: FormRow }) {
  const t = useText();
  const { manner } = useReader();
  const count = (value: number) => <b>{number(value, manner)}</b>;
  return (
    <Link to="/forms/$formId" params={{ formId: form.id }} className="form-card">
      <div className="row apart">
        <h2>
          <User>{form.title[manner.language] || form.title.fa || form.title.en}</User>
        </h2>
        <Badge colour={form.state === 'published' ? 'green' : 'grey'}>{t(`form_state.${form.state}`)}</Badge>
      </div>
      <div className="numbers">
        <span>
          {count(form.counts.views)} {t('forms.views')}
        </span>
        <span>
          {count(form.counts.accepted)} {t('forms.accepted')}
        </span>
        {form.counts.quarantined > 0 && (
          <span>
            {count(form.counts.quarantined)} {t('forms.quarantined')}
          </span>
        )}
      </div>
    </Link>
  );
}

export function FormsPage() {
  const t = useText();
  const { may } = useReader();
  const { data, isPending } = useForms();
  const { create, archive } = useFormActs();
  const navigate = useNavigate();
  const [choosing, setChoosing] = useState(false);
  const make = async (template: string) => {
    try {
      const form = await create(template);
      tell(t('forms.made'), () => archive(form).then(() => navigate({ to: '/forms' })));
      void navigate({ to: '/forms/$formId', params: { formId: form.id } });
    } catch (error) {
      tellFailure(error);
    }
  };
  const newForm = may('forms:write') && (
    <Button look="primary" icon={Plus} onPress={() => setChoosing(true)}>
      {t('forms.new')}
    </Button>
  );
  const forms = (data ?? []).filter(form => form.state !== 'archived');
  const away = (data ?? []).filter(form => form.state === 'archived');
  return (
    <>
      <div className="topline">
        <h1>{t('place.forms')}</h1>
        {newForm}
      </div>
      <div className="page">
        {isPending && <Loading label={t('word.loading')} />}
        {data && forms.length === 0 && (
          <Empty icon={FileText} title={t('forms.none')} action={newForm}>
            {t('forms.none_about')}
          </Empty>
        )}
        <div className="form-cards">
          {forms.map(form => (
            <FormCard key={form.id} form={form} />
          ))}
        </div>
        {away.length > 0 && (
          <details className="put-away">
            <summary>{t('forms.away', { count: away.length })}</summary>
            <div className="form-cards">
              {away.map(form => (
                <FormCard key={form.id} form={form} />
              ))}
            </div>
          </details>
        )}
      </div>
      <Dialog title={t('forms.choose')} open={choosing} onClose={() => setChoosing(false)}>
        <div className="templates">
          {templates.map(template => (
            <button type="button" key={template} className="form-card" onClick={() => void make(template)}>
              <b>{t(`template.${template}`)}</b>
              <span className="muted small">{t(`template_about.${template}`)}</span>
            </button>
          ))}
        </div>
      </Dialog>
    </>
  );
}
