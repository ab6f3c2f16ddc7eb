// How many people there are whom the business could serve, as somebody estimated them: for each persona a number. They are not leads.
import { useQueryClient } from '@tanstack/react-query';
import { Plus, Target } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { type Audience, useAudiences } from '../../api/audiences';
import { api, body, ProblemError, tag } from '../../api/client';
import { useReader } from '../../app/session';
import { useText } from '../../i18n/texts';
import { asciiDigits, number } from '../../lib/format';
import { Empty, Loading, Panel, User } from '../../ui/bits';
import { Button } from '../../ui/button';
import { Confirm, Dialog } from '../../ui/dialog';
import { TextField } from '../../ui/fields';
import { Refusal } from '../../ui/refusal';
import { tellFailure } from '../../ui/toast';

/** «۱٬۲۰۰٬۰۰۰» or "1,200,000" as a number; NaN when it is none. */
const sizeOf = (typed: string): number => {
  const plain = asciiDigits(typed).replace(/[\s,٬،_]/g, '');
  return /^\d+$/.test(plain) ? Number(plain) : Number.NaN;
};

function Estimate({ audience, onDone }: { audience: Audience | undefined; onDone: () => void }) {
  const t = useText();
  const { manner } = useReader();
  const [persona, setPersona] = useState(audience?.persona ?? '');
  const [size, setSize] = useState(audience ? number(audience.size, manner) : '');
  const [basis, setBasis] = useState(audience?.basis ?? '');
  const [problem, setProblem] = useState<ProblemError>();
  const wrong = size.trim() !== '' && Number.isNaN(sizeOf(size));
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const wish = { persona, size: sizeOf(size), basis };
    try {
      if (audience)
        await body(
          api.PUT('/api/v1/audiences/{id}', { params: { path: { id: audience.id } }, headers: tag(audience.version), body: wish }),
        );
      else await body(api.POST('/api/v1/audiences', { body: wish }));
      onDone();
    } catch (error) {
      if (error instanceof ProblemError) setProblem(error);
      else tellFailure(error);
    }
  };
  return (
    <form className="stack" onSubmit={event => void save(event)} noValidate>
      <TextField label={t('market.persona')} value={persona} onChange={setPersona} error={problem?.at('/persona')} autoFocus />
      <TextField label={t('market.size')} value={size} onChange={setSize} error={wrong ? t('market.not_a_number') : problem?.at('/size')} />
      <TextField label={t('market.basis')} hint={t('market.basis_hint')} value={basis} onChange={setBasis} lines={2} />
      <Refusal problem={problem} fields={['/persona', '/size']} />
      <div className="actions">
        <Button look="primary" type="submit" isDisabled={!persona.trim() || !size.trim() || wrong}>
          {t('action.save')}
        </Button>
        <Button onPress={onDone}>{t('action.cancel')}</Button>
      </div>
    </form>
  );
}

export default function Market() {
  const t = useText();
  const { manner } = useReader();
  const queries = useQueryClient();
  const { data: audiences } = useAudiences();
  const [edited, setEdited] = useState<Audience | 'new'>();
  const [leaving, setLeaving] = useState<Audience>();
  if (!audiences) return <Loading label={t('word.loading')} />;
  const settle = () => {
    setEdited(undefined);
    for (const key of ['audiences', 'overview']) void queries.invalidateQueries({ queryKey: [key] });
  };
  const remove = (audience: Audience) =>
    void body(api.DELETE('/api/v1/audiences/{id}', { params: { path: { id: audience.id } } }))
      .then(settle)
      .catch(tellFailure);
  const total = audiences.reduce((sum, one) => sum + one.size, 0);
  return (
    <Panel title={t('market.title')}>
      <p className="muted small">{t('market.about')}</p>
      {audiences.length === 0 ? (
        <Empty icon={Target} title={t('market.empty')}>
          {t('market.empty_about')}
        </Empty>
      ) : (
        <table className="table stacked">
          <thead>
            <tr>
              <th>{t('market.persona')}</th>
              <th>{t('market.size')}</th>
              <th aria-label={t('action.more')} />
            </tr>
          </thead>
          <tbody>
            {audiences.map(audience => (
              <tr key={audience.id}>
                <td data-label={t('market.persona')}>
                  <div>
                    <User>{audience.persona}</User>
                    {audience.basis && (
                      <div className="muted small">
                        <User>{audience.basis}</User>
                      </div>
                    )}
                  </div>
                </td>
                <td data-label={t('market.size')}>{number(audience.size, manner)}</td>
                <td className="row-acts">
                  <Button look="quiet" onPress={() => setEdited(audience)}>
                    {t('action.edit')}
                  </Button>
                  <Button look="quiet" onPress={() => setLeaving(audience)}>
                    {t('action.remove')}
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {audiences.length > 1 && (
        <p>
          {t('market.total')}: <b>{number(total, manner)}</b>
        </p>
      )}
      <div className="row" style={{ marginBlockStart: '1rem' }}>
        <Button icon={Plus} onPress={() => setEdited('new')}>
          {t('market.add')}
        </Button>
      </div>
      <Dialog
        title={edited === 'new' ? t('market.add') : t('market.change')}
        open={edited !== undefined}
        onClose={() => setEdited(undefined)}
      >
        {edited && <Estimate key={edited === 'new' ? 'new' : edited.id} audience={edited === 'new' ? undefined : edited} onDone={settle} />}
      </Dialog>
      <Confirm
        title={t('market.delete')}
        open={leaving !== undefined}
        onClose={() => setLeaving(undefined)}
        onConfirm={() => leaving && remove(leaving)}
        action={t('action.remove')}
      >
        <p>{leaving && <User>{leaving.persona}</User>}</p>
      </Confirm>
    </Panel>
  );
}
