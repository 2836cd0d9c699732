/** kill -9 where joint rows are kept: the row of a vote that was acknowledged is there after, like the vote itself. */
import { expect } from 'chai'
import times from 'lodash/times'
import readXlsx from 'read-excel-file/node'
import { connectTo } from '../support/cluster'
import { newTab, waitFor, type Client } from '../support/clients'
import { newFolder } from '../support/folders'
import { KEY, question } from '../support/presenter'
import { run } from '../support/process'
import { startRedis, withRedis } from '../support/redis-server'
import type { Handshake } from '../../src/core/protocol/handshake'
import type { PresenterState } from '../../src/core/protocol/presenter'
import type { Snapshot } from '../../src/core/protocol/snapshot'

const VOTERS = 40

async function enter(url: string, auth: Handshake): Promise<{ client: Client; snapshot: Snapshot }> {
  const client = connectTo(url, auth)
  const [snapshot] = await waitFor<[Snapshot]>(client, 'snapshot')
  return { client, snapshot }
}

/** Asks another question; resolves as soon as that is acknowledged. */
async function ask(url: string, text: string): Promise<string> {
  const client = connectTo(url, { presenterKey: KEY })
  const state = waitFor<[PresenterState]>(client, 'presenterState')
  const [{ poll }] = await waitFor<[Snapshot]>(client, 'snapshot')
  const [{ step }] = await state
  const command = { name: 'ask', question: question({ text }) } as const
  expect(await client.emitWithAck('present', { pollId: poll.pollId, step, command })).to.include({ ok: true })
  const reply = await client.emitWithAck('getSnapshot')
  return reply.ok ? reply.snapshot.poll.pollId : ''
}

async function rowsOf(url: string): Promise<unknown[][]> {
  const response = await fetch(`${url}/api/rooms/house/results.xlsx`, {
    headers: { Authorization: `Bearer ${KEY}` },
  })
  expect(response.status).to.equal(200)
  const sheets = await readXlsx(Buffer.from(await response.arrayBuffer()))
  return sheets.find(({ sheet }) => sheet === 'Rows')!.data
}

async function keepsRows(store: Record<string, string>): Promise<void> {
  const env = {
    ...store,
    PRESENTER_KEY: KEY,
    SOCKET_EVENTS: '100000',
    ADDRESS_EVENTS: '1000000',
    ADDRESS_CONNECTIONS: '100000',
  }
  const browsers = times(VOTERS, newTab)
  const votesOf = [(voter: number) => 'AB'[voter % 2]!, (voter: number) => 'AB'[Math.floor(voter / 2) % 2]!]
  let server = run(env)
  const urlOf = async () => `http://127.0.0.1:${await server.port}`
  const killed = async () => {
    server.child.kill('SIGKILL')
    await server.ended
    server = run(env)
  }
  const presenter = await enter(await urlOf(), { presenterKey: KEY })
  expect(await presenter.client.emitWithAck('setSharing', { rows: true })).to.deep.equal({ ok: true })
  for (const [round, choiceOf] of votesOf.entries()) {
    const pollId = await ask(await urlOf(), `Question ${round + 1}?`)
    const url = await urlOf()
    const entered = await Promise.all(browsers.map(browser => enter(url, { tab: newTab(), browser })))
    const replies = entered.map(({ client }, voter) =>
      client.emitWithAck('castVote', { pollId, vote: choiceOf(voter) }),
    )
    for (const reply of await Promise.all(replies)) expect(reply).to.include({ ok: true })
    await killed()
  }
  await ask(await urlOf(), 'Last?')
  await killed()
  const [head, ...rows] = await rowsOf(await urlOf())
  expect(head).to.deep.equal(['person', '1 Question 1?', '2 Question 2?'])
  const given = rows.map(([, ...answers]) => answers.join(''))
  expect(given.sort()).to.deep.equal(times(VOTERS, voter => votesOf.map(of => of(voter)).join('')).sort())
}

describe('A server that is killed while joint rows are kept', () => {
  it('has the row of every vote that it acknowledged, also of those before another kill', async () => {
    await keepsRows({ DATA_DIR: newFolder() })
  })
})

withRedis('A node that is killed while joint rows are kept', () => {
  it('leaves the row of every vote that it acknowledged', async () => {
    const redis = await startRedis()
    await keepsRows({ REDIS_URL: redis.url })
    await redis.kill()
  })
})
