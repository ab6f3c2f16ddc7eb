// How many people there are whom the business could serve, as somebody estimated them: for each persona a number. They are not leads.
import { useQueryClient } from '@tanstack/react-query';
import { Plus, Target } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { type Audience, useAudiences } from '../../api/audiences';
import { api, body, ProblemError, tag } from '../../api/client';
import { putBack } from '../../api/put-back';
import { useReader } from '../../app/session';
import { useText } from '../../i18n/texts';
import { apart, asciiDigits, number } from '../../lib/format';
import { Empty, Loading, Panel, User } from '../../ui/bits';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { TextField } from '../../ui/fields';
import { Refusal } from '../../ui/refusal';
import { tell, tellFailure } from '../../ui/toast';

/** «۱٬۲۰۰٬۰۰۰» or "1,200,000" as a number; NaN when it is none. */
const sizeOf = (typed: string): number => {
  const plain = asciiDigits(typed).replace(/[\s,٬،_]/g, '');
  return /^\d+$/.test(plain) ? Number(plain) : Number.NaN;
};

const path = (id: string) => ({ params: { path: { id } } });
type Wish = Pick<Audience, 'persona' | 'size' | 'basis'>;
const wishOf = ({ persona, size, basis }: Audience): Wish => ({ persona, size, basis });

/** Every act says what it did, and how it is taken back. */
function useMarketActs() {
  const t = useText();
  const queries = useQueryClient();
  const settle = () => {
    for (const key of ['audiences', 'overview']) void queries.invalidateQueries({ queryKey: [key] });
  };
  const settled = <T,>(call: Promise<{ data?: T }>) => body(call).finally(settle);
  const put = (id: string, version: number, wish: Wish) =>
    settled(api.PUT('/api/v1/audiences/{id}', { ...path(id), headers: tag(version), body: wish }));
  const add = (wish: Wish) => settled(api.POST('/api/v1/audiences', { body: wish }));
  const drop = (id: string, version: number) => settled(api.DELETE('/api/v1/audiences/{id}', { ...path(id), headers: tag(version) }));
  const read = async (id: string) => {
    const all = (await body(api.GET('/api/v1/audiences'))).data;
    return all.find(one => one.id === id);
  };
  const back = (after: Audience, act: (version: number) => Promise<unknown>) => () =>
    putBack({ after, wish: wishOf(after), read: () => read(after.id), put: act });
  const say = (text: 'market.added' | 'market.changed' | 'market.removed', wish: Wish, undo: () => unknown) =>
    void tell(t(text, { persona: apart(wish.persona) }), undo);
  return {
    add: async (wish: Wish) => {
      const made = await add(wish);
      say(
        'market.added',
        made,
        back(made, version => drop(made.id, version)),
      );
    },
    change: async (audience: Audience, wish: Wish) => {
      const after = await put(audience.id, audience.version, wish);
      say(
        'market.changed',
        after,
        back(after, version => put(after.id, version, wishOf(audience))),
      );
    },
    remove: async (audience: Audience) => {
      await drop(audience.id, audience.version);
      say('market.removed', audience, () => add(wishOf(audience)));
    },
  };
}

function Estimate({ audience, onDone }: { audience: Audience | undefined; onDone: () => void }) {
  const t = useText();
  const { add, change } = useMarketActs();
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
      await (audience ? change(audience, wish) : add(wish));
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
  const { remove } = useMarketActs();
  const { data: audiences } = useAudiences();
  const [edited, setEdited] = useState<Audience | 'new'>();
  if (!audiences) return <Loading label={t('word.loading')} />;
  const done = () => setEdited(undefined);
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
                  <Button look="quiet" onPress={() => void remove(audience).catch(tellFailure)}>
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
      <Dialog title={edited === 'new' ? t('market.add') : t('market.change')} open={edited !== undefined} onClose={done}>
        {edited && <Estimate key={edited === 'new' ? 'new' : edited.id} audience={edited === 'new' ? undefined : edited} onDone={done} />}
      </Dialog>
    </Panel>
  );
}
