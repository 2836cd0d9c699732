/** Reads the fields of a question's options that came from outside. */

export type Fields = Readonly<Record<string, unknown>>

/** A whole number within these; undefined: it is none. */
export function wholeNumber(value: unknown, min: number, max: number): number | undefined {
  return Number.isInteger(value) && (value as number) >= min && (value as number) <= max
    ? (value as number)
    : undefined
}

/** A finite number; null stays null; undefined: it is neither. */
export function numberOrNull(value: unknown): number | null | undefined {
  if (value === null) return null
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined
}

/** A trimmed text of at most so many characters, absent: empty; undefined: it is none. */
export function shortText(value: unknown, maxLength: number): string | undefined {
  if (value === undefined) return ''
  if (typeof value !== 'string') return undefined
  const text = value.trim()
  return text.length <= maxLength ? text : undefined
}

/** Words that a list as text may have behind the type; a label that ends with one could not be told from it. */
const MANNER_AT_END = /(,\s*(ballot|hands|hidden|live|abstain|approve)\s*)+$/i

/** A short label that can stand in the brackets of a list as text: without brackets, ellipses and line breaks. */
export function shortLabel(value: unknown, maxLength: number): string | undefined {
  const label = shortText(value, maxLength)
  return label
    ?.replace(/[[\]]/g, '')
    .replace(/…|\.{2,}/g, ' ')
    .replace(/\s+/gu, ' ')
    .trim()
    .replace(MANNER_AT_END, '')
    .trim()
}

/** A number of things behind a type's name, such as 3 of `[words 3]`; empty: none is named. */
export function countTag(text: string, field: string): { fields: Record<string, unknown> } | undefined {
  if (text === '') return { fields: {} }
  return /^\d{1,2}$/.test(text) ? { fields: { [field]: Number(text) } } : undefined
}

/**
 * The options with the words that are given; undefined: something else in them differs from what is and what was.
 * @param texts the names of options that are words
 */
export function withWords(
  texts: readonly string[] = [],
  [before, now]: readonly [before: Fields, now: Fields],
  given: Fields,
): Fields | undefined {
  const options: Record<string, unknown> = { ...now }
  for (const [name, value] of Object.entries(given))
    if (texts.includes(name)) options[name] = value
    else if (value !== now[name] && value !== before[name]) return undefined
  return options
}
