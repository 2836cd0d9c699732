/**
 * Does in a folder what a Dockerfile says, where no Docker is: what it copies is copied and nothing else, what it runs is
 * run or, for the few commands that need a network or an image, stood in for. It refuses what it does not know.
 */
import { execFileSync } from 'node:child_process'
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs'
import path from 'node:path'
import { newFolder } from '../folders'
import { ROOT } from '../imports'

export interface Image {
  /** What is `/` in it. */
  root: string
  from: string
  workdir: string
  env: Record<string, string>
  user: string | undefined
  volumes: string[]
  entrypoint: string[]
  healthcheck: string[]
}

interface Stage extends Image {
  name: string | undefined
}

/** The files that .dockerignore lets through: nothing but what it names after `!`. */
export function contextPaths(): string[] {
  const lines = readFileSync(path.join(ROOT, '.dockerignore'), 'utf8').split('\n')
  const [first, ...named] = lines.filter(line => line && !line.startsWith('#'))
  if (first !== '*' || !named.every(line => line.startsWith('!')))
    throw new Error('not a list of what is let through')
  return named.map(line => line.slice(1))
}

/** The last stage of a Dockerfile, with all that is in it but the system. */
export function buildImage(text: string): Image {
  const stages: Stage[] = []
  for (const line of text.split('\n').filter(each => each && !each.startsWith('#'))) {
    const [, instruction, rest] = /^([A-Z]+) (.*)$/.exec(line)!
    if (instruction === 'FROM') stages.push(newStage(rest!))
    else take(stages.at(-1)!, instruction!, rest!, stages)
  }
  return stages.at(-1)!
}

function newStage(rest: string): Stage {
  const [, from, name] = /^(\S+)(?: AS (\S+))?$/.exec(rest)!
  const parts = { workdir: '/', env: {}, user: undefined, volumes: [], entrypoint: [], healthcheck: [] }
  return { root: newFolder(), from: from!, name, ...parts }
}

function take(stage: Stage, instruction: string, rest: string, stages: readonly Stage[]): void {
  if (instruction === 'WORKDIR') mkdirSync(path.join(stage.root, (stage.workdir = rest)), { recursive: true })
  else if (instruction === 'COPY') copy(stage, rest.split(' '), stages)
  else if (instruction === 'RUN') rest.split(' && ').forEach(command => runIn(stage, command))
  else if (instruction === 'ENV')
    Object.assign(stage.env, Object.fromEntries(rest.split(' ').map(one => one.split('='))))
  else if (instruction === 'USER') stage.user = rest
  else if (instruction === 'VOLUME') stage.volumes.push(rest)
  else if (instruction === 'ENTRYPOINT') stage.entrypoint = JSON.parse(rest) as string[]
  else if (instruction === 'HEALTHCHECK')
    stage.healthcheck = JSON.parse(rest.replace(/^.*? CMD /, '')) as string[]
  else if (instruction !== 'EXPOSE') throw new Error(`What does ${instruction} do?`)
}

function copy(stage: Stage, words: string[], stages: readonly Stage[]): void {
  const from = words[0]!.startsWith('--from=') ? words.shift()!.slice('--from='.length) : undefined
  const target = words.pop()!
  const other = stages.find(({ name }) => name && name === from)
  for (const source of words) {
    if (!other && !contextPaths().includes(source))
      throw new Error(`${source} is not let through by .dockerignore`)
    const isFolder = target.endsWith('/')
    const to = path.resolve(stage.workdir, isFolder ? path.join(target, path.basename(source)) : target)
    cpSync(other ? path.join(other.root, source) : path.join(ROOT, source), path.join(stage.root, to), {
      recursive: true,
    })
  }
}

function runIn(stage: Stage, command: string): void {
  const folder = path.join(stage.root, stage.workdir)
  if (command === 'npm ci')
    symlinkSync(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'), 'junction')
  else if (command === 'npm ci --omit=dev') copyProduction(folder)
  else if (command.startsWith('npm run ')) execFileSync('sh', ['-c', command], { cwd: folder, stdio: 'pipe' })
  else if (command.startsWith('mkdir '))
    for (const each of places(command)) mkdirSync(path.join(stage.root, each))
  else if (command.startsWith('chmod 700 '))
    for (const each of places(command)) chmodSync(path.join(stage.root, each), 0o700)
  else if (!/^chown node:node \/|^npm cache clean --force$/.test(command))
    throw new Error(`What does "${command}" do?`)
}

const places = (command: string) => command.split(' ').filter(word => word.startsWith('/'))

/** What `npm ci --omit=dev` leaves, by the lockfile that was copied: the packages that are installed here, without those of development. */
function copyProduction(folder: string): void {
  const { packages } = JSON.parse(readFileSync(path.join(folder, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { dev?: boolean }>
  }
  for (const [where, { dev }] of Object.entries(packages)) {
    const source = path.join(ROOT, where)
    if (!where || dev || !existsSync(source)) continue
    cpSync(source, path.join(folder, where), {
      recursive: true,
      filter: file => !path.relative(source, file).startsWith('node_modules'),
    })
  }
}
