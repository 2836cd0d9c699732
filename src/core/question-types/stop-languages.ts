/** The languages whose words that say nothing, such as "the" and "of", can be left out of a cloud; the server has them. */

export const STOP_LANGUAGES = [
  'cs',
  'da',
  'de',
  'el',
  'en',
  'es',
  'fi',
  'fr',
  'it',
  'nb',
  'nl',
  'pl',
  'pt',
  'ro',
  'ru',
  'sv',
  'tr',
  'uk',
] as const

/** A language code as in `lang`. */
export type StopLanguage = (typeof STOP_LANGUAGES)[number]

/** undefined: it is none of them. */
export function readStopLanguage(value: unknown): StopLanguage | undefined {
  return STOP_LANGUAGES.find(language => language === value)
}
