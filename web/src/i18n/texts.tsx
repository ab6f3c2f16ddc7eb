// The words of the desk: one catalogue a language, loaded alone, with the ICU message format for counts and choices.
import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { createIntl, createIntlCache } from 'react-intl';
import type { Language } from '../lib/format';
import type fa from './fa.json';

export type TextKey = keyof typeof fa;
export type Catalogue = Record<TextKey, string>;
export type Translate = (key: TextKey, values?: Record<string, string | number>) => string;

export async function loadCatalogue(language: Language): Promise<Catalogue> {
  return language === 'fa' ? (await import('./fa.json')).default : (await import('./en.json')).default;
}

export function translator(language: Language, catalogue: Catalogue): Translate {
  const intl = createIntl({ locale: language === 'fa' ? 'fa-IR-u-nu-arabext' : 'en-US', messages: catalogue }, createIntlCache());
  return (key, values) => intl.formatMessage({ id: key }, values) as string;
}

const TextContext = createContext<Translate>(key => key);

export function TextProvider({ language, catalogue, children }: { language: Language; catalogue: Catalogue; children: ReactNode }) {
  const translate = useMemo(() => translator(language, catalogue), [language, catalogue]);
  return <TextContext.Provider value={translate}>{children}</TextContext.Provider>;
}

export const useText = (): Translate => useContext(TextContext);
