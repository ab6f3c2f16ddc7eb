// The languages of the desk and of forms, each by its own name.
export const languageNames = { fa: 'فارسی', en: 'English' } as const;
export type LanguageName = keyof typeof languageNames;
export const languages = Object.keys(languageNames) as LanguageName[];
/** For a choice among them. */
export const languageOptions = languages.map(id => ({ id, label: languageNames[id] }));
