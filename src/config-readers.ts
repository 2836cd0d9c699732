/**
 * Parses settings, one function per kind: returns the value or throws a ConfigError that names the setting. They know
 * no setting; `config.ts` names them.
 */
import { isIPv4, isIPv6 } from 'node:net'
import proxyAddr from 'proxy-addr'
import { ConfigError } from './config-error'
import { urlOf } from './core/text/url'

export type Env = Readonly<Record<string, string | undefined>>

/** Characters of a DNS name. */
const MAX_NAME_LENGTH = 253

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
  const text = env[name]?.trim() || defaultText
  const items = wordsIn(text) as T[]
  const isWrong = (item: T) => !choices.includes(item)
  if (items.length === 0 || items.some(isWrong))
    throw new ConfigError(
      `${name} takes ${choices.join(', ')}, separated by commas, not "${items.find(isWrong) ?? text}".`,
    )
  return [...new Set(items)]
}

function wordsIn(text: string): string[] {
  return text.split(/[\s,]+/).filter(Boolean)
}

/** A list in which each item is parsed separately. */
export function readEach(env: Env, name: string, read: (item: string, name: string) => string): string[] {
  const items = wordsIn(env[name] ?? '')
  return [...new Set(items.map(item => read(item, name)))]
}

/** Addresses without a trailing slash; `scheme` with or without an s at its end. */
export function readUrls(env: Env, name: string, defaultText: string, scheme: 'ws' | 'http'): string[] {
  const text = env[name]?.trim() || defaultText
  const refused = (item: string) =>
    new ConfigError(`${name} must be an address such as ${scheme}s://example.org, not "${item}".`)
  const items = wordsIn(text)
  if (items.length === 0) throw refused(text)
  return items.map(item => {
    const url = urlOf(item)
    if (!url || ![`${scheme}:`, `${scheme}s:`].includes(url.protocol) || !isPlainAddress(url))
      throw refused(item)
    return url.href.replace(/\/+$/, '')
  })
}

/** Only one address, otherwise as `readUrls`. */
export function readUrl(env: Env, name: string, defaultText: string, scheme: 'http'): string {
  const [url, ...others] = readUrls(env, name, defaultText, scheme)
  if (others.length > 0) throw new ConfigError(`${name} takes one address, not ${others.length + 1}.`)
  return url!
}

/** Whether an address has a host that can be one, and neither a user, a password, a query nor a fragment. */
export function isPlainAddress(url: URL): boolean {
  const isHost = /^([\w.-]+|\[[\da-f:.]+\])$/.test(url.hostname)
  return isHost && !(url.username || url.password || url.search || url.hash)
}

/** Whether it is an address of Redis: with a number or nothing behind it, and a user and password that can be read. */
export function isRedisAddress(text: string): boolean {
  const url = urlOf(text)
  if (!url || !/^rediss?:$/.test(url.protocol) || !/^(\/\d*)?$/.test(url.pathname)) return false
  try {
    decodeURIComponent(url.username + url.password)
    return true
  } catch {
    return false
  }
}

/** Addresses, networks and names of networks, as Express takes them for proxies; undefined: they are none. */
export function proxiesIn(text: string): string[] | undefined {
  const proxies = text.split(',').map(part => part.trim().toLowerCase())
  try {
    proxyAddr.compile(proxies)
    return proxies
  } catch {
    return undefined
  }
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
  const text = readAddress(env, name)
  if (!text) return undefined
  const isName = /^[a-z\d]([\w-]*[a-z\d])?(\.[a-z\d]([\w-]*[a-z\d])?)*$/i.test(text)
  const isAddress = isIPv4(text) || (isIPv6(text) && !text.includes('%'))
  // A name of digits only would be read as an address.
  if (!isAddress && (!isName || text.length > MAX_NAME_LENGTH || /(^|\.)\d+$/.test(text)))
    throw new ConfigError(
      `${name} must be an address or name of this computer, such as 192.168.1.5, without a port, not "${text}".`,
    )
  return text.toLowerCase()
}

/** An address as it is written, without the brackets that an IPv6 address may stand in; undefined if it is not set. */
export function readAddress(env: Env, name: string): string | undefined {
  return env[name]?.trim().replace(/^\[(.*)\]$/, '$1') || undefined
}

/** A path without a trailing slash, and without the steps . and .. that browsers take out; empty if it is not set. */
export function readPath(env: Env, name: string): string {
  const path = (env[name] ?? '').trim().replace(/\/+$/, '')
  if (path && !/^(\/(?!\.{1,2}(\/|$))[\w.~-]+)+$/.test(path))
    throw new ConfigError(`${name} must be a path such as /ask, not "${path}".`)
  return path
}
