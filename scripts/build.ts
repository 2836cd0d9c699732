/** `npm run build`: compiles the server and builds the pages into `dist`. */
import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import path from 'node:path'
import { buildPages } from './pages'

const root = path.join(__dirname, '..')

async function main(): Promise<void> {
  rmSync(path.join(root, 'dist'), { recursive: true, force: true })
  execFileSync(process.execPath, [require.resolve('typescript/bin/tsc'), '-p', path.join(root, 'src')], {
    stdio: 'inherit',
  })
  await buildPages()
}

main().catch((error: unknown) => {
  // What tsc found it has said itself.
  if (!(error instanceof Error && 'status' in error)) console.error(error)
  process.exitCode = 1
})
