import { type FormEvent, useState } from 'react';
import { api, body, ProblemError, send } from '../../api/client';
import { changeSettings } from '../../app/drawn-anew';
import { useReader, useSession } from '../../app/session';
import { useText } from '../../i18n/texts';
import { apart, localeOf } from '../../lib/format';
import { languageOptions } from '../../lib/languages';
import { Panel } from '../../ui/bits';
import { Button } from '../../ui/button';
import { Confirm } from '../../ui/dialog';
import { SelectField, TextField } from '../../ui/fields';
import { tellFailure } from '../../ui/toast';
import { zoneOptions } from './zones';

const currencies = ['IRR', 'IRT', 'USD', 'EUR', 'AED', 'TRY', 'GBP'];
const regions = ['IR', 'AE', 'AF', 'IQ', 'TR', 'DE', 'GB', 'US', 'CA'];
const withCurrent = (words: string[], current: string) => [...new Set([current, ...words])];

/** Names of countries and currencies in the reader's language. */
function useNames() {
  const { manner } = useReader();
  const t = useText();
  const locale = localeOf(manner);
  const region = new Intl.DisplayNames(locale, { type: 'region' });
  const currency = new Intl.DisplayNames(locale, { type: 'currency' });
  return {
    regions: (current: string) => withCurrent(regions, current).map(id => ({ id, label: region.of(id) ?? id })),
    currencies: (current: string) =>
      withCurrent(currencies, current).map(id => ({ id, label: id === 'IRT' ? t('currency.toman') : (currency.of(id) ?? id) })),
  };
}

export default function WorkspaceSettings() {
  const t = useText();
  const session = useSession();
  const { workspace } = session;
  const { may, manner } = useReader();
  const names = useNames();
  const [draft, setDraft] = useState(workspace);
  const [problem, setProblem] = useState<ProblemError>();
  const [newName, setNewName] = useState('');
  const [asking, setAsking] = useState(false);
  const wish = Object.fromEntries(Object.entries(draft).filter(([name, value]) => value !== workspace[name as keyof typeof workspace]));
  const save = async (event: FormEvent) => {
    event.preventDefault();
    try {
      await changeSettings('workspace', session, wish);
    } catch (error) {
      setProblem(error instanceof ProblemError ? error : undefined);
    }
  };
  const add = async () => {
    try {
      const made = await body(api.POST('/api/v1/workspaces', { body: { name: newName, language: draft.language } }));
      await send('POST', '/api/v1/session/workspace', { workspace_id: made.id });
      location.assign('/inbox');
    } catch (error) {
      tellFailure(error);
    }
  };
  return (
    <>
      <Panel title={t('settings.workspace')}>
        <form className="stack" onSubmit={event => void save(event)} noValidate>
          <div className="grid-2">
            <TextField
              label={t('field.workspace_name')}
              value={draft.name}
              onChange={name => setDraft({ ...draft, name })}
              error={problem?.at('/name')}
            />
            <SelectField
              label={t('field.language')}
              value={draft.language}
              onChange={language => setDraft({ ...draft, language })}
              options={languageOptions}
            />
            <SelectField
              label={t('workspace.time_zone')}
              value={draft.time_zone}
              onChange={time_zone => setDraft({ ...draft, time_zone })}
              options={zoneOptions(draft.time_zone, manner)}
            />
            <SelectField
              label={t('workspace.currency')}
              value={draft.currency}
              onChange={currency => setDraft({ ...draft, currency })}
              options={names.currencies(draft.currency)}
            />
            <SelectField
              label={t('workspace.region')}
              hint={t('workspace.region_hint')}
              value={draft.default_region}
              onChange={default_region => setDraft({ ...draft, default_region })}
              options={names.regions(draft.default_region)}
            />
            {draft.default_region === 'IR' && (
              <TextField
                label={t('workspace.area')}
                hint={t('workspace.area_hint')}
                type="tel"
                leftToRight
                value={draft.default_area}
                onChange={default_area => setDraft({ ...draft, default_area })}
                error={problem?.at('/default_area')}
              />
            )}
          </div>
          <Button look="primary" type="submit" isDisabled={Object.keys(wish).length === 0}>
            {t('action.save')}
          </Button>
        </form>
      </Panel>
      {may('people:write') && (
        <Panel title={t('workspace.another')}>
          <form
            className="row"
            onSubmit={event => {
              event.preventDefault();
              setAsking(true);
            }}
          >
            <div style={{ flex: 1 }}>
              <TextField label={t('field.workspace_name')} value={newName} onChange={setNewName} hint={t('workspace.another_about')} />
            </div>
            <Button type="submit" isDisabled={!newName.trim()}>
              {t('action.add')}
            </Button>
          </form>
          <Confirm
            title={t('workspace.another')}
            open={asking}
            onClose={() => setAsking(false)}
            onConfirm={() => void add()}
            action={t('workspace.make')}
          >
            <p>{t('workspace.another_stays', { name: apart(newName) })}</p>
          </Confirm>
        </Panel>
      )}
    </>
  );
}
