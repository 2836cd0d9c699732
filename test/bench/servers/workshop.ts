/**
 * The server as the Socket.IO workshop builds it: everything to everybody, at once, recounted each time.
 * Only the reply to a vote is added, so that its latency can be measured; it is sent first, in the workshop's favour.
 */
import express from 'express'
import countBy from 'lodash/countBy'
import { createServer } from 'node:http'
import { Server } from 'socket.io'
import { host } from './host'

const server = createServer(express())
const io = new Server(server)
const votes: Record<string, string> = {}

function countVotes(): Record<string, number> {
  return { A: 0, B: 0, C: 0, D: 0, ...countBy(votes) }
}

io.on('connection', socket => {
  io.sockets.emit('usersConnected', io.engine.clientsCount)
  socket.emit('statusMessage', 'You have connected.')

  socket.on('message', (channel: string, choice: string, reply?: (answer: object) => void) => {
    if (channel !== 'voteCast') return
    votes[socket.id] = choice
    reply?.({ ok: true, vote: choice })
    io.sockets.emit('voteCount', countVotes())
  })

  socket.on('disconnect', () => {
    delete votes[socket.id]
    io.sockets.emit('voteCount', countVotes())
    io.sockets.emit('usersConnected', io.engine.clientsCount)
  })
})

host(server)
