// The two labels of something that the workspace named, each changed where it stands in its row.
import type { LocalText } from '../../api/client';
import { languageNames } from '../../lib/languages';
import { InlineEdit } from '../../ui/inline-edit';

interface LabelCellsProps {
  label: LocalText;
  readOnly?: boolean;
  onSave: (label: LocalText) => Promise<unknown>;
}

export function LabelCells({ label, readOnly = false, onSave }: LabelCellsProps) {
  return (['fa', 'en'] as const).map(language => (
    <td key={language} data-label={languageNames[language]}>
      <InlineEdit
        label={languageNames[language]}
        value={label[language] ?? ''}
        readOnly={readOnly}
        onSave={next => onSave({ ...label, [language]: next })}
      />
    </td>
  ));
}
