/** `npm run dev`: builds the pages and runs the server, and repeats both after each change. */
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdirSync, watch } from 'node:fs'
import path from 'node:path'
import { discard, publish } from './dist-folder'
import { buildPages } from './pages'

const root = path.join(__dirname, '..')
/** Lets pages of an editor's live server connect; a CLIENT_ORIGINS in the environment replaces it. */
const CLIENT_ORIGINS = 'http://localhost:* http://127.0.0.1:*'

let server: ChildProcess | undefined

async function again(): Promise<void> {
  await rebuild().catch((error: unknown) => console.error(error))
  const start = () => {
    server = spawn(process.execPath, ['--require', 'ts-node/register/transpile-only', 'src/server.ts'], {
      cwd: root,
      stdio: 'inherit',
      env: { CLIENT_ORIGINS, ...process.env },
    })
  }
  if (!server || server.exitCode !== null) return start()
  server.once('exit', start)
  server.kill()
}

/** A build that fails leaves the pages as they were. */
async function rebuild(): Promise<void> {
  const beside = path.join(root, `dist.new-${process.pid}`)
  try {
    await buildPages(beside)
    mkdirSync(path.join(root, 'dist'), { recursive: true })
    publish(beside, path.join(root, 'dist', 'public'))
  } finally {
    discard(beside)
  }
}

let soon: NodeJS.Timeout | undefined
for (const folder of ['public', 'src'])
  watch(path.join(root, folder), { recursive: true }, () => {
    clearTimeout(soon)
    soon = setTimeout(() => void again(), 100)
  })
void again()
