// One question of a form, and what can be done with it.
import { ArrowDown, ArrowUp, Layers, Trash2 } from 'lucide-react';
import type { HTMLAttributes, ReactNode } from 'react';
import type { FormContent, FormField } from '../../api/client';
import { useCustomFields } from '../../api/leads';
import { useReader } from '../../app/session';
import { useText } from '../../i18n/texts';
import { IconButton } from '../../ui/button';
import { SelectField, Switch } from '../../ui/fields';
import { Menu, type MenuEntry } from '../../ui/menu';
import { networks } from '../card/words';
import { Choices } from './choices';
import { hasChoices, mayMap, targets } from './draft';
import { type PartProps, TwoTexts } from './two-texts';

interface QuestionProps extends PartProps<FormField> {
  content: FormContent;
  name: string;
  up?: () => void; // nothing at the start of the form
  down?: () => void; // nothing at its end
  elsewhere: MenuEntry[];
  onRemove: () => void;
  handle: ReactNode;
  dragging: HTMLAttributes<HTMLDivElement>;
}

export function Question({ value, onChange, fault, at, content, name, up, down, elsewhere, onRemove, handle, dragging }: QuestionProps) {
  const t = useText();
  const { manner } = useReader();
  const custom = (useCustomFields().data ?? []).filter(field => !field.archived);
  return (
    <div className="question" role="group" aria-label={name} data-question={value.id} {...dragging}>
      <div className="row apart">
        <span className="row">
          {handle}
          <b>{t(`kind.${value.kind}`)}</b>
        </span>
        <span className="row">
          <Switch on={!!value.required} onChange={required => onChange({ ...value, required })}>
            {t('builder.required')}
          </Switch>
          <span className="order-buttons">
            <IconButton label={t('action.up')} icon={ArrowUp} data-act="up" isDisabled={!up} onPress={up} />
            <IconButton label={t('action.down')} icon={ArrowDown} data-act="down" isDisabled={!down} onPress={down} />
            <Menu label={t('builder.move')} entries={elsewhere}>
              <IconButton label={t('builder.move')} icon={Layers} data-act="move" />
            </Menu>
            <IconButton label={t('action.remove')} icon={Trash2} onPress={onRemove} />
          </span>
        </span>
      </div>
      <div className="stack">
        <TwoTexts
          label={t('builder.label')}
          value={value.label}
          onChange={label => onChange({ ...value, label })}
          error={fault(`${at}/label`)}
        />
        <TwoTexts label={t('builder.hint')} value={value.hint} onChange={hint => onChange({ ...value, hint })} />
        {mayMap(value.kind) && (
          <SelectField
            label={t('builder.fills')}
            value={value.maps_to ?? ''}
            onChange={maps_to => onChange({ ...value, maps_to })}
            options={[
              ...targets.map(target => ({ id: target, label: target ? t(`field.${target}`) : t('builder.fills_nothing') })),
              ...custom.map(field => ({
                id: `custom:${field.key}`,
                label: field.label[manner.language] || field.label.fa || field.label.en || field.key,
              })),
            ]}
          />
        )}
        {value.kind === 'handle' && (
          <SelectField
            label={t('contact.network')}
            value={value.network ?? 'instagram'}
            onChange={network => onChange({ ...value, network: network as 'instagram' })}
            options={networks.map(one => ({ id: one, label: t(`network.${one}`) }))}
          />
        )}
        {hasChoices(value.kind) && <Choices value={value} onChange={onChange} content={content} />}
        {fault(`${at}/choices`) && <p className="error">{fault(`${at}/choices`)}</p>}
      </div>
    </div>
  );
}
