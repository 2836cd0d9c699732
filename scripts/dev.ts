/** `npm run dev`: builds the pages, serves, and does both again after each change. */
import { spawn, type ChildProcess } from 'node:child_process'
import { watch } from 'node:fs'
import path from 'node:path'
import { buildPages } from './pages'

const root = path.join(__dirname, '..')
let server: ChildProcess | undefined

async function again(): Promise<void> {
  await buildPages().catch((error: unknown) => console.error(error))
  const start = () => {
    server = spawn(process.execPath, ['--require', 'ts-node/register/transpile-only', 'src/server.ts'], {
      cwd: root,
      stdio: 'inherit',
    })
  }
  if (!server || server.exitCode !== null) return start()
  server.once('exit', start)
  server.kill()
}

let soon: NodeJS.Timeout | undefined
for (const folder of ['public', 'src'])
  watch(path.join(root, folder), { recursive: true }, () => {
    clearTimeout(soon)
    soon = setTimeout(() => void again(), 100)
  })
void again()
