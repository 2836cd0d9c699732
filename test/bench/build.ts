/** Compiles what runs in child processes to plain JavaScript, so that no compiler runs in a measured process. */
import { build } from 'esbuild'
import path from 'node:path'
import type { ServerName } from './load/dialects'

const SERVERS = [
  'ours',
  'workshop',
  'bare',
  'bare-socket-io',
  'ballots',
  'bare-ballots',
  'commits',
  'node',
  'typed',
  'wall',
  'arrivals',
  'bare-arrivals',
]
const OUT = path.join('.cache', 'bench')

export interface Scripts {
  generator: string
  ballots: string
  bareBallots: string
  commits: string
  node: string
  typed: string
  wall: string
  /** Servers of whole visits. */
  arrivals: Record<'ours' | 'bare ws', string>
  jetstream: string
  servers: Record<ServerName, string>
}

/** Compiles the generator and the servers; gives their files. */
export async function buildScripts(): Promise<Scripts> {
  await build({
    entryPoints: ['load/generator.ts', 'load/jetstream.ts', ...SERVERS.map(name => `servers/${name}.ts`)].map(
      file => path.join(__dirname, file),
    ),
    outdir: OUT,
    bundle: true,
    platform: 'node',
    packages: 'external',
    target: 'es2022',
    logLevel: 'warning',
  })
  const server = (name: string) => path.resolve(OUT, 'servers', name)
  return {
    generator: path.resolve(OUT, 'load', 'generator.js'),
    ballots: server('ballots.js'),
    bareBallots: server('bare-ballots.js'),
    commits: server('commits.js'),
    node: server('node.js'),
    typed: server('typed.js'),
    wall: server('wall.js'),
    arrivals: { ours: server('arrivals.js'), 'bare ws': server('bare-arrivals.js') },
    jetstream: path.resolve(OUT, 'load', 'jetstream.js'),
    servers: {
      ours: server('ours.js'),
      workshop: server('workshop.js'),
      'bare Socket.IO': server('bare-socket-io.js'),
      'bare ws': server('bare.js'),
    },
  }
}
