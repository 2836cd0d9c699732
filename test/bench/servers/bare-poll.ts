/**
 * The yardstick: a poll that does nothing but this bench, on `ws` alone with small JSON messages. A running
 * tally, announced to all at most each 50 ms in one go: encoded once, then `client.send` for each, as ws documents it.
 */
import { createServer, type Server } from 'node:http'
import { WebSocket, WebSocketServer } from 'ws'

/** Milliseconds between two announcements, from start to start. */
const UPDATE_INTERVAL_MS = 50

export type Tally = Record<string, number>

/**
 * Makes the poll's server.
 * @param keep puts a vote and the tally it gives where they are kept, before the vote is acknowledged
 */
export function barePoll(keep?: (voter: number, choice: string, tally: Tally) => Promise<unknown>): Server {
  const server = createServer()
  const sockets = new WebSocketServer({ server, perMessageDeflate: false, maxPayload: 16 * 1024 })
  const votes = new Map<WebSocket, string>()
  const tally: Tally = { A: 0, B: 0, C: 0, D: 0 }
  let voters = 0
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

  const announcement = () => Buffer.from(JSON.stringify({ tally }))

  sockets.on('connection', socket => {
    const voter = ++voters
    socket.send(JSON.stringify({ joined: true }))
    socket.send(announcement(), { binary: false })
    socket.on('error', () => socket.terminate())
    socket.on('close', () => record(socket, undefined))
    socket.on('message', data => {
      const { cast, id, say } = JSON.parse((data as Buffer).toString()) as {
        cast: string
        id: number
        say?: string
      }
      if (say !== undefined) return fanOut(Buffer.from(JSON.stringify({ line: say })))
      const ok = Object.hasOwn(tally, cast)
      const acknowledge = () => socket.send(JSON.stringify({ id, ok }))
      if (ok) record(socket, cast)
      if (ok && keep) void keep(voter, cast, tally).then(acknowledge)
      else acknowledge()
    })
  })

  function fanOut(bytes: Buffer): void {
    for (const client of sockets.clients)
      if (client.readyState === WebSocket.OPEN) client.send(bytes, { binary: false })
  }

  setInterval(() => {
    if (!hasChanged) return
    hasChanged = false
    fanOut(announcement())
  }, UPDATE_INTERVAL_MS)

  return server
}
