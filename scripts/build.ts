/**
 * `npm run build`: compiles the server and builds the pages into `dist`, which is replaced only by a complete build.
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { discard, forgetAbandoned, publish } from './dist-folder'
import { buildPages } from './pages'

const root = path.join(__dirname, '..')
const target = path.join(root, 'dist')
/** Beside the target, so that it can be renamed; with the pid, so that two builds do not conflict. */
const beside = path.join(root, `dist.new-${process.pid}`)

async function main(): Promise<void> {
  forgetAbandoned(root)
  mkdirSync(beside)
  const compiler = require.resolve('typescript/bin/tsc')
  const args = [compiler, '-p', path.join(root, 'src'), '--outDir', beside]
  execFileSync(process.execPath, args, { stdio: 'inherit' })
  await buildPages(path.join(beside, 'public'))
  publish(beside, target)
}

main().catch((error: unknown) => {
  discard(beside)
  // tsc has printed its own errors.
  if (!(error instanceof Error && 'status' in error)) console.error(error)
  process.exitCode = 1
})
