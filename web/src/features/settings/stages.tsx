// The stages of buying: the workspace's own list, from the first interest to the decision.
import { useQueryClient } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { api, body, ProblemError, type Stage } from '../../api/client';
import { useStages } from '../../api/leads';
import { useReader } from '../../app/session';
import { useText } from '../../i18n/texts';
import { apart } from '../../lib/format';
import { languageNames } from '../../lib/languages';
import { Panel } from '../../ui/bits';
import { Button } from '../../ui/button';
import { TextField } from '../../ui/fields';
import { OrderButtons } from '../../ui/order-buttons';
import { Refusal } from '../../ui/refusal';
import { swapPositions } from '../../ui/swap';
import { tell, tellFailure } from '../../ui/toast';
import { labelIn } from '../card/values';
import { asBefore } from './as-before';
import { LabelCells } from './label-cells';

function NewStage({ onAdded }: { onAdded: () => void }) {
  const t = useText();
  const [fa, setFa] = useState('');
  const [en, setEn] = useState('');
  const [problem, setProblem] = useState<ProblemError>();
  const add = async (event: FormEvent) => {
    event.preventDefault();
    try {
      await body(api.POST('/api/v1/stages', { body: { label: { fa, en } } }));
      setFa('');
      setEn('');
      setProblem(undefined);
      onAdded();
    } catch (error) {
      if (error instanceof ProblemError) setProblem(error);
      else tellFailure(error);
    }
  };
  return (
    <form className="stack" onSubmit={event => void add(event)} noValidate style={{ marginBlockStart: '1rem' }}>
      <div className="grid-2">
        <TextField label={languageNames.fa} value={fa} onChange={setFa} error={problem?.at('/label')} />
        <TextField label={languageNames.en} value={en} onChange={setEn} />
      </div>
      <Refusal problem={problem} fields={['/label']} />
      <Button icon={Plus} type="submit" isDisabled={!fa.trim() && !en.trim()}>
        {t('stages.add')}
      </Button>
    </form>
  );
}

export function Stages() {
  const t = useText();
  const { manner } = useReader();
  const queries = useQueryClient();
  const stages = useStages().data ?? [];
  const settle = () => {
    for (const key of ['stages', 'leads', 'catalogue']) void queries.invalidateQueries({ queryKey: [key] });
  };
  const put = (stage: Stage, wish: object) =>
    body(api.PATCH('/api/v1/stages/{key}', { params: { path: { key: stage.key } }, body: wish as never })).then(settle);
  const say = (stage: Stage, back: () => Promise<unknown>) =>
    void tell(t('stages.changed', { name: apart(labelIn(stage.label, manner)) }), back);
  const change = async (stage: Stage, wish: Partial<Stage>) => {
    await put(stage, wish);
    say(stage, () => put(stage, asBefore(stage, wish)));
  };
  const move = async (stage: Stage, at: number, by: 1 | -1) => say(stage, await swapPositions(stages, at, by, put));
  return (
    <Panel title={t('stages.title')}>
      <p className="muted small">{t('stages.about')}</p>
      <table className="table stacked">
        <thead>
          <tr>
            <th>{languageNames.fa}</th>
            <th>{languageNames.en}</th>
            <th aria-label={t('action.more')} />
          </tr>
        </thead>
        <tbody>
          {stages.map((stage, index) => (
            <tr key={stage.key} data-archived={stage.archived}>
              <LabelCells label={stage.label} onSave={label => change(stage, { label })} />
              <td className="row-acts">
                <OrderButtons
                  what={labelIn(stage.label, manner)}
                  first={index === 0}
                  last={index === stages.length - 1}
                  onMove={by => void move(stage, index, by).catch(tellFailure)}
                />
                <Button look="quiet" onPress={() => void change(stage, { archived: !stage.archived }).catch(tellFailure)}>
                  {stage.archived ? t('action.restore') : t('action.archive')}
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <NewStage onAdded={settle} />
    </Panel>
  );
}
