import { Plus, Trash2 } from 'lucide-react';
import type { FormContent, FormField } from '../../api/client';
import { useText } from '../../i18n/texts';
import { Button, IconButton } from '../../ui/button';
import { freeId, replaced, without } from './draft';
import { TwoTexts } from './two-texts';

export function Choices({ value, onChange, content }: { value: FormField; onChange: (field: FormField) => void; content: FormContent }) {
  const t = useText();
  const choices = value.choices ?? [];
  return (
    <div className="stack">
      {choices.map((choice, index) => (
        <div className="row" key={choice.key}>
          <div style={{ flex: 1 }}>
            <TwoTexts
              label={t('builder.choice')}
              value={choice.label}
              onChange={label => onChange({ ...value, choices: replaced(choices, index, { ...choice, label }) })}
            />
          </div>
          <IconButton label={t('action.remove')} icon={Trash2} onPress={() => onChange({ ...value, choices: without(choices, index) })} />
        </div>
      ))}
      <Button
        look="quiet"
        icon={Plus}
        onPress={() => {
          let key = `choice_${choices.length + 1}`;
          while (choices.some(choice => choice.key === key)) key = freeId(content, `${key}_`);
          onChange({ ...value, choices: [...choices, { key, label: { fa: '', en: '' } }] });
        }}
      >
        {t('builder.add_choice')}
      </Button>
    </div>
  );
}
