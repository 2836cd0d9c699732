/**
 * Parses settings, one function per kind: returns the value or throws a ConfigError that names the setting. They know
 * no setting; `config.ts` names them.
 */
import { ConfigError } from './config-error'
import { urlOf } from './core/text/url'

export type Env = Readonly<Record<string, string | undefined>>

/** A whole number from `min` to `max`. */
export function readNumber(env: Env, name: string, defaultValue: number, min: number, max: number): number {
  const text = env[name]?.trim()
  if (!text) return defaultValue
  const value = Number(text)
  if (!/^\d+$/.test(text) || value < min || value > max)
    throw new ConfigError(`${name} must be a whole number from ${min} to ${max}, not "${text}".`)
  return value
}

/** One of several words. */
export function readChoice<T extends string>(
  env: Env,
  name: string,
  defaultChoice: T,
  choices: readonly T[],
): T {
  const text = (env[name]?.trim() || defaultChoice) as T
  if (!choices.includes(text))
    throw new ConfigError(`${name} must be one of ${choices.join(', ')}, not "${text}".`)
  return text
}

/** A list of allowed words, each once. */
export function readList<T extends string>(
  env: Env,
  name: string,
  defaultText: string,
  choices: readonly T[],
): T[] {
  const items = (env[name]?.trim() || defaultText).split(/[\s,]+/).filter(Boolean) as T[]
  for (const item of items)
    if (!choices.includes(item))
      throw new ConfigError(`${name} takes ${choices.join(', ')}, separated by commas, not "${item}".`)
  return [...new Set(items)]
}

/** A list in which each item is parsed separately. */
export function readEach(env: Env, name: string, read: (item: string, name: string) => string): string[] {
  const items = (env[name] ?? '').split(/[\s,]+/).filter(Boolean)
  return [...new Set(items.map(item => read(item, name)))]
}

/** Addresses without a trailing slash; `scheme` with or without an s at its end. */
export function readUrls(env: Env, name: string, defaultText: string, scheme: 'ws' | 'http'): string[] {
  const items = (env[name]?.trim() || defaultText).split(/[\s,]+/).filter(Boolean)
  return items.map(item => {
    const url = urlOf(item)
    if (
      !url ||
      ![`${scheme}:`, `${scheme}s:`].includes(url.protocol) ||
      url.username ||
      url.search ||
      url.hash
    )
      throw new ConfigError(`${name} must be an address such as ${scheme}s://example.org, not "${item}".`)
    return url.href.replace(/\/+$/, '')
  })
}

/** A secret without spaces; undefined if it is not set. */
export function readSecret(env: Env, name: string, minLength: number, maxLength: number): string | undefined {
  const secret = env[name]?.trim()
  if (!secret) return undefined
  if (!/^[\x21-\x7e]*$/.test(secret) || secret.length < minLength || secret.length > maxLength)
    throw new ConfigError(
      `${name} must have ${minLength} to ${maxLength} letters, digits or signs and no spaces.`,
    )
  return secret
}

/** A host name or IP address, without a port. */
export function readHostName(env: Env, name: string): string | undefined {
  const text = env[name]?.trim().replace(/^\[(.*)\]$/, '$1')
  if (!text) return undefined
  if (
    !/^[\da-f:.]*:[\da-f:.]+$/i.test(text) &&
    !/^[a-z\d]([\w-]*[a-z\d])?(\.[a-z\d]([\w-]*[a-z\d])?)*$/i.test(text)
  )
    throw new ConfigError(
      `${name} must be an address or name of this computer, such as 192.168.1.5, without a port, not "${text}".`,
    )
  return text.toLowerCase()
}

/** A path without a trailing slash; empty if it is not set. */
export function readPath(env: Env, name: string): string {
  const path = (env[name] ?? '').trim().replace(/\/+$/, '')
  if (path && !/^(\/[\w.~-]+)+$/.test(path))
    throw new ConfigError(`${name} must be a path such as /ask, not "${path}".`)
  return path
}
