/**
 * Owns the yardstick: a server that does nothing but this bench, on `ws` alone with small JSON messages. A running
 * tally, announced to all at most each 50 ms in one go: encoded once, then `client.send` for each, as ws documents it.
 */
import { createServer } from 'node:http'
import { WebSocket, WebSocketServer } from 'ws'
import { host } from './host'

/** Milliseconds between two announcements, from start to start. */
const PACE = 50

const server = createServer()
const sockets = new WebSocketServer({ server, perMessageDeflate: false, maxPayload: 16 * 1024 })
const votes = new Map<WebSocket, string>()
const tally: Record<string, number> = { A: 0, B: 0, C: 0, D: 0 }
let hasChanged = false

function record(socket: WebSocket, choice: string | undefined): void {
  const before = votes.get(socket)
  if (before === choice) return
  if (before) tally[before]!--
  if (choice) tally[choice]!++
  if (choice) votes.set(socket, choice)
  else votes.delete(socket)
  hasChanged = true
}

function announcement(): Buffer {
  return Buffer.from(JSON.stringify({ tally }))
}

sockets.on('connection', socket => {
  socket.send(JSON.stringify({ joined: true }))
  socket.send(announcement(), { binary: false })
  socket.on('error', () => socket.terminate())
  socket.on('close', () => record(socket, undefined))
  socket.on('message', data => {
    const { cast, id } = JSON.parse(String(data)) as { cast: string; id: number }
    const ok = Object.hasOwn(tally, cast)
    if (ok) record(socket, cast)
    socket.send(JSON.stringify({ id, ok }))
  })
})

setInterval(() => {
  if (!hasChanged) return
  hasChanged = false
  const bytes = announcement()
  for (const client of sockets.clients)
    if (client.readyState === WebSocket.OPEN) client.send(bytes, { binary: false })
}, PACE)

host(server)
