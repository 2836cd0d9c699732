/** What people do in a room, one thing after the other, as chance has it; what is acknowledged goes into the ledger. */
import { SIGNS } from '../../src/core/protocol/signs'
import type { BallotBox, Sayings } from './ledger'
import type { SoakServer } from './server'
import type { Granted, Visitor } from './visitor'
import { voteFor } from './votes'

/** What somebody can do in a room where this is up. */
export interface Scene {
  server: SoakServer
  code: string
  box: BallotBox
  sayings: Sayings
  /** How often each thing was granted or refused, by name and code, in the whole soak. */
  tally: (what: string, reply: Granted) => void
}

type Deed = (who: Visitor, scene: Scene) => Promise<void>

let texts = 0
/** Different from all others. */
const newText = (what: string) => `${what} ${++texts}`

const vote: Deed = async (who, { box, tally }) => {
  const chosen = voteFor(box.question, who.chance)
  const reply = await who.asks('castVote', { pollId: box.pollId, vote: chosen }, who.chance.happens(0.05))
  tally(`vote ${box.question.answer?.type ?? 'one'}`, reply)
  if (reply.ok) box.acknowledged(who, chosen)
}

const withdraw: Deed = async (who, { box, tally }) => {
  const reply = await who.asks('withdrawVote', { pollId: box.pollId })
  tally('withdraw', reply)
  if (reply.ok) box.acknowledged(who, null)
}

/** Opens the chat under a name, and speaks with somebody. */
const openChat: Deed = async (who, { sayings, tally }) => {
  const opened = await who.asks('openChat', {})
  tally('openChat', opened)
  tally('name', await who.asks('takeName', { name: `Guest ${who.browser.slice(0, 8)}` }))
  const others = [...sayings.named].filter(id => id !== opened['me'])
  sayings.named.add(opened['me'] as string)
  if (others.length === 0) return
  const to = who.chance.one(others)
  tally('private', await who.asks('sayPrivately', { to, text: 'To you', key: who.chance.id() }))
}

/** Asks for something that only people with a name may do; takes one where it is missing. */
async function named(who: Visitor, scene: Scene, request: () => Promise<Granted>): Promise<Granted> {
  const reply = await request()
  if (reply.code !== 'needs-name') return reply
  await openChat(who, scene)
  return request()
}

const say: Deed = async (who, scene) => {
  who.says('typing')
  const line = { text: newText('A line'), key: who.chance.id() }
  const isCut = who.chance.happens(0.05)
  const reply = await named(who, scene, () => who.asks('chat message', line, isCut))
  scene.tally('line', reply)
  if (reply.ok) scene.sayings.lines.set(reply['seq'] as number, line.text)
}

const ask: Deed = async (who, { sayings, tally }) => {
  tally('openAsks', await who.asks('openAsks'))
  const text = newText('Why')
  const reply = await who.asks(
    'addAsk',
    { key: who.chance.id(), text, isNamed: false },
    who.chance.happens(0.05),
  )
  tally('ask', reply)
  if (reply.ok) sayings.asks.set(reply['id'] as number, new Set())
}

const voteForAsk: Deed = async (who, { sayings, tally }) => {
  if (sayings.asks.size === 0) return
  const id = who.chance.one([...sayings.asks.keys()])
  const isFor = who.chance.happens(0.8)
  const reply = await who.asks('voteForAsk', { id, isFor })
  tally('voteForAsk', reply)
  if (!reply.ok) return
  if (isFor) sayings.asks.get(id)!.add(who)
  else sayings.asks.get(id)!.delete(who)
}

const post: Deed = async (who, scene) => {
  scene.tally('openWall', await who.asks('openWall', {}))
  const line = { text: newText('On the wall'), key: who.chance.id() }
  const isCut = who.chance.happens(0.05)
  const reply = await named(who, scene, () => who.asks('postToWall', line, isCut))
  scene.tally('post', reply)
  if (reply.ok) scene.sayings.posts.add(reply['id'] as string)
}

const report: Deed = async (who, { sayings, tally }) => {
  if (sayings.lines.size === 0) return
  const id = who.chance.one([...sayings.lines.keys()])
  tally('report', await who.asks('report', { kind: 'line', id, isOn: true }))
}

const sign: Deed = async (who, { tally }) => {
  tally('sign', await who.asks('showSign', { sign: who.chance.one(SIGNS) }))
}

const look: Deed = async (who, { tally }) => {
  tally('snapshot', await who.asks('getSnapshot'))
  tally('openChat', await who.asks('openChat', {}))
  tally('older', await who.asks('olderLines', { before: 5 }))
}

const cut: Deed = async who => {
  who.cut()
  await who.comeBack()
}

const newTab: Deed = async (who, { box }) => {
  box.tabClosed(who)
  await who.openNewTab()
}

const close: Deed = who => {
  who.says(who.chance.one(['closeChat', 'closeAsks', 'closeWall']))
  return Promise.resolve()
}

const read: Deed = async (who, { server, code, tally }) => {
  const at = who.chance.one([
    ...[
      '/',
      '/screen',
      '/results',
      '/wall',
      '/healthz',
      '/readyz',
      '/qr.svg',
      '/share.json',
      '/socket.io/socket.io.js',
    ],
    ...[
      `/r/${code}`,
      `/r/${code}/screen`,
      `/r/${code}/results`,
      `/api/rooms/${code}`,
      `/api/rooms/${code}/polls`,
    ],
  ])
  const { status } = await server.request('GET', at)
  tally(`GET ${status}`, { ok: status < 400 })
}

/** Each as often as it stands here. */
const DEEDS: readonly Deed[] = [
  ...[vote, vote, vote, vote, vote, withdraw, say, openChat, ask, voteForAsk, voteForAsk],
  ...[post, report, sign, look, cut, newTab, close, read],
]

/** Votes, and does a few things more, in any order. */
export async function act(who: Visitor, scene: Scene, deeds: number): Promise<void> {
  const chosen = Array.from({ length: deeds }, () => who.chance.one(DEEDS))
  for (const deed of who.chance.some([...chosen, vote], deeds + 1)) await deed(who, scene)
}
