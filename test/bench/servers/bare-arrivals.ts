/**
 * The yardstick for visits: a bare `http` server that gives the same built files, compressed, from memory, without a
 * header more than they need, and the bare poll over `ws`.
 */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { barePoll } from './bare-poll'
import { host } from './host'

const FOLDER = path.resolve('dist', 'public')
const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
}

const files = new Map<string, { plain: Buffer; br: Buffer | undefined; type: string }>()
const names = (readdirSync(FOLDER, { recursive: true }) as string[]).map(name =>
  name.split(path.sep).join('/'),
)
for (const name of names) {
  const type = TYPES[path.extname(name)]
  if (!type) continue
  const br = names.includes(`${name}.br`) ? readFileSync(path.join(FOLDER, `${name}.br`)) : undefined
  const file = { plain: readFileSync(path.join(FOLDER, name)), br, type }
  files.set(name === 'index.html' ? '/' : `/${name}`, file)
}

const server = barePoll()
server.keepAliveTimeout = 95_000 // as ours
server.on('request', (request, response) => {
  const file = files.get(request.url ?? '')
  if (!file) {
    response.writeHead(404).end()
    return
  }
  const isCompressed = file.br !== undefined && request.headers['accept-encoding'] === 'br'
  const body = isCompressed ? file.br! : file.plain
  response.writeHead(200, {
    'Content-Type': file.type,
    'Content-Length': body.length,
    ...(isCompressed && { 'Content-Encoding': 'br' }),
  })
  response.end(body)
})
host(server)
