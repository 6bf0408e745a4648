/**
 * Every sentence on the screen lives in a `words.ts` beside the page that says it, as a pair [Chinese, English].
 * A pair cannot be written with one language missing, and a key that no book holds does not compile.
 */
import i18next from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';

export type Language = 'zh' | 'en';
export type Pair = readonly [zh: string, en: string];
export interface Bilingual { zh: string; en: string }
export type Values = Record<string, string | number>;

/** The words of one folder; the name is their namespace. */
export interface Book<K extends string> { readonly name: string; readonly pairs: Readonly<Record<K, Pair>> }

export interface Say<K extends string> {
  (key: K, values?: Values): string;
  /** The word for a code that the server sent (`outcome.no_answer`); an unknown code is shown as it came. */
  code(group: string, code: string | null | undefined): string;
}

const languageKey = 'callwright.language';
const tag: Record<Language, string> = { zh: 'zh-CN', en: 'en' };

const stored = (): Language => (localStorage.getItem(languageKey) === 'en' ? 'en' : 'zh');

void i18next.use(initReactI18next).init({
  lng: stored(),
  fallbackLng: 'zh',
  initAsync: false,
  keySeparator: false,
  nsSeparator: false,
  interpolation: { escapeValue: false, prefix: '{', suffix: '}' },
  resources: {},
});
document.documentElement.lang = tag[stored()];

export function changeLanguage(language: Language): void {
  localStorage.setItem(languageKey, language);
  document.documentElement.lang = tag[language];
  void i18next.changeLanguage(language);
}

export function currentLanguage(): Language {
  return i18next.language === 'en' ? 'en' : 'zh';
}

/** Makes a book and hands it to i18next. */
export function book<const K extends string>(name: string, pairs: Record<K, Pair>): Book<K> {
  const sentences = Object.entries<Pair>(pairs);
  i18next.addResourceBundle('zh', name, Object.fromEntries(sentences.map(([key, [zh]]) => [key, zh])));
  i18next.addResourceBundle('en', name, Object.fromEntries(sentences.map(([key, [, en]]) => [key, en])));
  return { name, pairs };
}

/** The speaker of a book in the language of the moment; the page is drawn again when the language changes. */
export function useWords<K extends string>(words: Book<K>): Say<K> {
  useTranslation();
  return speaker(words);
}

function speaker<K extends string>(words: Book<K>): Say<K> {
  const say = (key: K, values?: Values): string => i18next.t(key, { ns: words.name, ...values });
  const code = (group: string, value: string | null | undefined): string => {
    if (!value) return '—';
    const key = `${group}.${value}`;
    return key in words.pairs ? say(key as K) : value;
  };
  return Object.assign(say, { code });
}

/** A text that came from the server in both languages. */
export function pick(text: Bilingual | null | undefined): string {
  return text ? text[currentLanguage()] : '';
}

/** A text of the server that the API describes as a plain object. */
export function bilingual(value: { [key: string]: unknown } | null | undefined): Bilingual | null {
  return value ? { zh: String(value['zh'] ?? ''), en: String(value['en'] ?? '') } : null;
}
