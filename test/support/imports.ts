/**
 * Reads who imports whom, and says which imports the layers of the code forbid. The rules come from the paths: there
 * is no list of features.
 */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { questionTypes } from '../../src/core/question-types/registry'

export const ROOT = path.join(__dirname, '..', '..')

export interface Import {
  /** Relative to the root of the repository, with its ending: `src/core/poll/votes.ts`. */
  from: string
  /** The same for a file of ours; a package by the name that is written. */
  to: string
  isType: boolean
  /** Loaded on demand: `import('…')`. */
  isLazy: boolean
}

/** Every TypeScript file below a folder of the repository, by its path from the root. */
export function sourcesOf(folder: string): string[] {
  return readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.ts') && !name.includes('node_modules'))
    .map(name => path.posix.join(folder, name.split(path.sep).join('/')))
}

/** What a file imports. */
export function importsOf(file: string): Import[] {
  const text = readFileSync(path.join(ROOT, file), 'utf8')
  const written =
    /^(?:import|export)(\s+type)?(?:\s[^'"=]*?\sfrom)?\s+'([^']+)'|(typeof\s+)?\bimport\('([^']+)'\)/gm
  return Array.from(text.matchAll(written), ([, type, to, typeOf, onDemand]) => ({
    from: file,
    to: target(file, (to ?? onDemand)!),
    isType: Boolean(type ?? typeOf),
    isLazy: onDemand !== undefined,
  }))
}

function target(from: string, to: string): string {
  return to.startsWith('.') ? `${path.posix.join(path.posix.dirname(from), to)}.ts` : to
}

export const isOurs = ({ to }: Import): boolean => /^(src|public|scripts|test)\//.test(to)

/**
 * Layers of `src`, and what each may import beside itself; a file beside `server.ts` is a leaf. `with-timeout` is one
 * file below all that may wait.
 */
const BELOW: Record<string, readonly string[]> = {
  commands: ['server', 'http', 'store', 'leaf', 'with-timeout', 'core'],
  server: ['app', 'http', 'store', 'leaf', 'with-timeout', 'core'],
  app: ['http', 'sockets', 'networks', 'metrics', 'store', 'leaf', 'with-timeout', 'core'],
  http: ['store', 'leaf', 'with-timeout', 'core'],
  sockets: ['networks', 'store', 'leaf', 'with-timeout', 'core'],
  networks: ['leaf', 'with-timeout', 'core'],
  metrics: ['sockets', 'store', 'leaf', 'core'],
  leaf: ['store', 'with-timeout', 'core'],
  store: ['with-timeout', 'core'],
  'with-timeout': [],
  core: [],
}
/** Folders of `core`, from the one that knows nothing of the others. Those of one row do not know each other. */
const CORE_ROWS = [
  ['limits', 'text'],
  ['question-types'],
  ['protocol'],
  ['poll', 'charts', 'access'],
  ['room', 'import'],
  ['people', 'chat', 'cluster', 'tickets'],
  ['wall', 'asks'],
]
/** What stands above the rooms, and is known to `app` alone. */
const ABOVE_ROOMS =
  /^src\/sockets\/(accept|dispatch|handlers|open-room|open-runtime|room-admin|shared-parts|cluster\/)/

function layerOf(file: string): string {
  const [, second = '', third] = file.replace(/\.ts$/, '').split('/')
  if (third) return second
  return ['server', 'app', 'with-timeout'].includes(second) ? second : 'leaf'
}

/** The folder below a layer: `chat` of `src/sockets/chat/host.ts`; undefined for a file of the layer itself. */
function featureOf(file: string): string | undefined {
  const [, , feature, rest] = file.split('/')
  return rest === undefined ? undefined : feature
}

function layersProblem({ from, to }: Import): string | undefined {
  const [upper, lower] = [layerOf(from), layerOf(to)]
  return upper === lower || BELOW[upper]?.includes(lower) ? undefined : `${upper} does not know ${lower}`
}

function coreProblem({ from, to }: Import): string | undefined {
  const rowOf = (file: string) => CORE_ROWS.findIndex(row => row.includes(featureOf(file) ?? ''))
  const [own, other] = [rowOf(from), rowOf(to)]
  if (featureOf(to) === undefined || featureOf(from) === featureOf(to) || other < own) return undefined
  return `core/${featureOf(from)} stands before core/${featureOf(to)}`
}

function socketsProblem({ from, to }: Import): string | undefined {
  if (ABOVE_ROOMS.test(to) && !ABOVE_ROOMS.test(from)) return `only app opens ${to}`
  const [own, other] = [featureOf(from), featureOf(to)]
  if (other === undefined || other === 'room' || own === other || ABOVE_ROOMS.test(from)) return undefined
  return `features never import each other`
}

function storeProblem({ from, to }: Import): string | undefined {
  const kind = /^src\/store\/(lmdb|redis)\//.exec(to)?.[1]
  const mayName =
    ['commands', 'server', 'app'].includes(layerOf(from)) || from.startsWith(`src/store/${kind}/`)
  // What connects to Redis is one thing for the store and for the nodes.
  const isClient = to === 'src/store/redis/client.ts' && from.startsWith('src/sockets/cluster/')
  return !kind || mayName || isClient ? undefined : 'only app, server and commands name a store'
}

function networksProblem({ from, to }: Import): string | undefined {
  const network = featureOf(to)
  if (layerOf(to) !== 'networks' || !network || network === 'transport') return undefined
  const mayName = from === 'src/networks/create-hub.ts' || featureOf(from) === network
  return mayName ? undefined : 'only create-hub names a network'
}

function publicProblem({ from, to, isType, isLazy }: Import): string | undefined {
  if (to.startsWith('src/')) return to.startsWith('src/core/') ? undefined : 'a page knows core alone'
  const folder = path.posix.dirname(to)
  const isAbove = `${path.posix.dirname(from)}/`.startsWith(`${folder}/`)
  // The folders of the presenter's page are parts of it, those of the wall are pages.
  // The helper's page is the presenter's without what helpers may not do: it is made of the same parts.
  const isMadeOfThem = ['public/presenter', 'public/helper'].includes(path.posix.dirname(from))
  const isPart = isMadeOfThem && `${folder}/`.startsWith('public/presenter/')
  const isForAll = /^public\/(shared|question-types)\b/.test(folder)
  if (isAbove || isPart || isForAll || isType || isLazy) return undefined
  return 'a page never imports another'
}

/** On the server all but the types themselves go through the registry; a page may draw a type of its own. */
function typesProblem({ from, to }: Import): string | undefined {
  const [, name = ''] = /^src\/core\/question-types\/([\w-]+)\.ts$/.exec(to) ?? []
  const mayName = from.startsWith('src/core/question-types/')
  return !(name in questionTypes) || mayName ? undefined : 'only question-types knows a type of question'
}

/** Why this import is forbidden; undefined where it is not. Knows imports of our own files only. */
export function problemOf(each: Import): string | undefined {
  if (each.from.startsWith('public/')) return publicProblem(each)
  return (
    typesProblem(each) ??
    layersProblem(each) ??
    (layerOf(each.to) === 'core' && layerOf(each.from) === 'core' ? coreProblem(each) : undefined) ??
    (layerOf(each.to) === 'sockets' && layerOf(each.from) === 'sockets' ? socketsProblem(each) : undefined) ??
    storeProblem(each) ??
    networksProblem(each)
  )
}

/** Files that import each other in a circle, each circle once, as a path that ends where it began. */
export function circlesIn(imports: readonly Import[]): string[][] {
  const next = new Map<string, string[]>()
  for (const { from, to } of imports) next.set(from, [...(next.get(from) ?? []), to])
  const done = new Set<string>()
  const circles: string[][] = []
  const visit = (file: string, way: string[]): void => {
    if (way.includes(file)) return void circles.push([...way.slice(way.indexOf(file)), file])
    if (done.has(file)) return
    for (const to of next.get(file) ?? []) visit(to, [...way, file])
    done.add(file)
  }
  for (const file of next.keys()) visit(file, [])
  return circles
}
