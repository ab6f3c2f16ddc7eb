import { Trash2 } from 'lucide-react';
import type { ConsentBox as Content } from '../../api/client';
import { useReader } from '../../app/session';
import { useText } from '../../i18n/texts';
import { number } from '../../lib/format';
import { IconButton } from '../../ui/button';
import { Switch, TextField } from '../../ui/fields';
import { type PartProps, TwoTexts } from './two-texts';

export function ConsentBox({ value, onChange, fault, at, onRemove }: PartProps<Content> & { onRemove: () => void }) {
  const t = useText();
  const { manner } = useReader();
  return (
    <div className="question">
      <div className="row apart">
        <b>{t('builder.consent_version', { version: number(value.version ?? 1, manner) })}</b>
        <span className="row">
          <Switch on={!!value.required} onChange={required => onChange({ ...value, required })}>
            {t('builder.required')}
          </Switch>
          <IconButton label={t('action.remove')} icon={Trash2} onPress={onRemove} />
        </span>
      </div>
      <div className="stack">
        <TwoTexts
          label={t('builder.wording')}
          lines={2}
          value={value.text}
          onChange={text => onChange({ ...value, text })}
          error={fault(`${at}/text`)}
        />
        <div className="grid-2">
          <TextField
            label={t('builder.consent_purpose')}
            value={value.purpose ?? ''}
            onChange={purpose => onChange({ ...value, purpose })}
          />
          <TextField
            label={t('builder.exchange')}
            value={value.exchange_for ?? ''}
            onChange={exchange_for => onChange({ ...value, exchange_for })}
          />
        </div>
      </div>
    </div>
  );
}
