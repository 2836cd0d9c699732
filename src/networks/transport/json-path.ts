/** Reads values from networks' JSON: `unknown` in; a value of the requested type, or undefined, out. */
import { urlOf } from '../../core/text/url'

/** Parses JSON; undefined if it is invalid. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

/** The value at a path of own properties; undefined if there is none. */
export function at(value: unknown, ...path: string[]): unknown {
  for (const name of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined
    value = (value as Record<string, unknown>)[name]
  }
  return value
}

/** The text at a path; empty if there is none. */
export function textAt(value: unknown, ...path: string[]): string {
  const found = at(value, ...path)
  return typeof found === 'string' ? found : ''
}

/** The list at a path; empty if there is none. */
export function listAt(value: unknown, ...path: string[]): unknown[] {
  const found = at(value, ...path)
  return Array.isArray(found) ? found : []
}

/** The texts in the list at a path, at most `most`. */
export function textsAt(most: number, value: unknown, ...path: string[]): string[] {
  return listAt(value, ...path)
    .slice(0, most)
    .filter(item => typeof item === 'string')
}

/** Valid language tags. */
export function languagesOf(tags: readonly string[]): { languages?: string[] } {
  const languages = tags.filter(tag => /^[a-z]{2,3}(-[a-z\d]{1,8})*$/i.test(tag)).slice(0, 3)
  return languages.length > 0 ? { languages } : {}
}

/** The address if a page may open or load it: https or, for pictures, http. */
export function webAddress(text: string, isPicture = false): string | undefined {
  const url = text.length > 2000 ? undefined : urlOf(text)
  if (!url) return undefined
  const { protocol, href } = url
  return protocol === 'https:' || (isPicture && protocol === 'http:') ? href : undefined
}

/** When it was written, in milliseconds since 1970; at the latest when it arrived. */
export function timeOf(written: string, cameAt: number): number {
  const time = Date.parse(written)
  return Number.isNaN(time) || time < 0 ? cameAt : Math.min(time, cameAt)
}
