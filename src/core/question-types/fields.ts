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
