/** Checks the settings: each that is refused, names that are nearly those of settings, and some that make no sense together. */
import { ConfigError, readConfig, type Config } from '../../config'
import type { Env } from '../../config-readers'
import { findingsOf, type Finding } from './finding'

const { fine, note, wrong } = findingsOf('Settings')

/** More wrong settings than there are settings: a stop, should one be refused again. */
const MAX_TRIES = 100
/** Letters of a name that may differ from that of a setting, and how long both must be. */
const MAX_TYPOS = 2
const MIN_LENGTH = 6
/** Stands for a key that is missing, so that what depends on it can be looked at. */
const SOME_KEY = 'a-key-that-is-missing'

export interface CheckedSettings {
  /** With the defaults in place of what is refused. */
  config: Config
  findings: Finding[]
}

/** Reads the settings as the server does, but tells of every one that is refused. */
export function checkSettings(env: Env): CheckedSettings {
  const findings: Finding[] = []
  const names = new Set<string>()
  let usable: Env = env
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    try {
      const config = readConfig(recording(usable, names))
      findings.push(...misspelt(env, names), ...senseless(config))
      if (findings.length === 0) findings.push(fine('All settings are understood.'))
      return { config, findings }
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error
      findings.push(wrong(error.message))
      usable = without(usable, error.message)
    }
  }
  throw new Error('The settings cannot be read.')
}

/** The same environment; the names that are asked for are added to `names`. */
function recording(env: Env, names: Set<string>): Env {
  return new Proxy(env, {
    get(target, name) {
      if (typeof name === 'string') names.add(name)
      return Reflect.get(target, name) as string | undefined
    },
  })
}

/** The settings without the one that this sentence is about: the first that it names. */
function without(env: Env, sentence: string): Env {
  if (/set PRESENTER_KEY too/.test(sentence)) return { ...env, PRESENTER_KEY: SOME_KEY }
  const name = sentence.match(/\b[A-Z][A-Z_]+\b/g)?.find(word => env[word] !== undefined)
  if (name === undefined) throw new Error(`No setting is named: ${sentence}`)
  return { ...env, [name]: undefined }
}

function misspelt(env: Env, names: ReadonlySet<string>): Finding[] {
  const settings = [...names].filter(name => name.length >= MIN_LENGTH)
  return Object.keys(env)
    .filter(name => name.length >= MIN_LENGTH && env[name] && !names.has(name))
    .flatMap(name => {
      const meant = settings.find(setting => typos(name, setting) <= MAX_TYPOS)
      return meant ? note(`${name} is no setting of this program, and is ignored. Is ${meant} meant?`) : []
    })
}

/** How many letters must be added, left out or replaced to make one name of the other. */
function typos(one: string, other: string): number {
  if (Math.abs(one.length - other.length) > MAX_TYPOS) return Infinity
  let row = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (const [at, letter] of [...one].entries()) {
    const next = [at + 1]
    for (let index = 0; index < other.length; index++) {
      const replaced = row[index]! + (letter === other[index] ? 0 : 1)
      next.push(Math.min(replaced, row[index + 1]! + 1, next[index]! + 1))
    }
    row = next
  }
  return row.at(-1)!
}

/** Settings that are right one by one, and not together. */
function senseless(config: Config): Finding[] {
  const { publicUrl, trustProxy, hasDefaultRoom, openRooms, wall, metricsToken, presenterKey } = config
  const found: Finding[] = []
  if (publicUrl?.protocol === 'https:' && trustProxy === false)
    found.push(
      note(
        'PUBLIC_URL is https, so a proxy stands in front, but TRUST_PROXY is not set: everybody has the address of the proxy, and shares its budgets. Set TRUST_PROXY to how many proxies there are, or to their addresses, such as loopback.',
      ),
    )
  if (!hasDefaultRoom && openRooms === 'nobody')
    found.push(
      note(
        'HOUSE=off and OPEN_ROOMS=nobody: there is no main room, and nobody can open another one. Only rooms that were opened before can be entered.',
      ),
    )
  if (config.clientOrigins.includes('null'))
    found.push(
      note(
        'CLIENT_ORIGINS names "null": every file and sandboxed frame of any site may act here for whoever opens it. Use it on your own machine only.',
      ),
    )
  if (metricsToken !== undefined && metricsToken === presenterKey)
    found.push(
      wrong(
        'METRICS_TOKEN is the same as PRESENTER_KEY: whoever reads the metrics could present. Take another one.',
      ),
    )
  if (wall.xToken && !wall.sources.includes('x'))
    found.push(note('X_TOKEN is set, but WALL_SOURCES does not name x: X is not asked.'))
  if (!wall.xToken && wall.sources.includes('x'))
    found.push(note('WALL_SOURCES names x, but X_TOKEN is not set: X is not asked.'))
  if (wall.mastodonToken && !wall.sources.includes('mastodon'))
    found.push(note('MASTODON_TOKEN is set, but WALL_SOURCES does not name mastodon: it is not asked.'))
  return found
}
