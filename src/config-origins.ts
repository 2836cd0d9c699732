/** Parses origins in settings: whose pages may connect, and whose pages may show the screen in a frame. */
import { ConfigError } from './config-error'
import { urlOf } from './core/text/url'

/** One item of CLIENT_ORIGINS: "null", or an origin whose port may be `*`. */
export function clientOrigin(item: string, name: string): string {
  if (item === 'null') return item
  if (item === '*')
    throw new ConfigError(
      `${name} must name each origin, not "*": every site that a visitor opens could act here.`,
    )
  if (/^file:/i.test(item))
    throw new ConfigError(`${name} takes "null" for pages that are opened from a file, not "${item}".`)
  const [, origin = '', anyPort = ''] = /^(.*?)(:\*)?\/?$/.exec(item)!
  const url = /^https?:\/\/[^/?#@*]+$/i.test(origin) ? urlOf(origin) : undefined
  if (!url || (anyPort && url.port))
    throw new ConfigError(
      `${name} must be origins such as http://localhost:5500, without a path; only the port may be *. Not "${item}".`,
    )
  return url.origin + anyPort
}

/** One item of FRAME_ANCESTORS, in the syntax of the content security policy. */
export function frameAncestor(item: string, name: string): string {
  if (item === '*' || item === 'file:') return item
  if (/^file:/i.test(item))
    throw new ConfigError(`${name} takes "file:" for slides that are opened from a file, not "${item}".`)
  if (item === 'null')
    throw new ConfigError(
      `${name} cannot name "null": a sandboxed frame needs allow-same-origin, and its page's origin here.`,
    )
  if (/^https?:\/\/\[/.test(item))
    throw new ConfigError(
      `${name} cannot name an IPv6 address, which browsers ignore there: "${item}". Use a name.`,
    )
  const origin = item.replace(/\/$/, '')
  if (!/^https?:\/\/(\*\.)?[\w-]+(\.[\w-]+)*\.?(:(\d{1,5}|\*))?$/i.test(origin))
    throw new ConfigError(
      `${name} must be origins such as https://slides.school.edu, without a path, or * for every http and https page. Not "${item}".`,
    )
  return origin
}
