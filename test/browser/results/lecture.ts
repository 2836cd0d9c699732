/** A room with results for the tests of their page: asked over the API, voted on by sockets, seen by a browser. */
import type { Page } from 'playwright-core'
import { VOTES_KEY } from '../../../public/shared/poll/votes-of-browser'
import type { TestApp } from '../../support/app'
import { joined, newTab, type Client } from '../../support/clients'
import { openRoom, type OpenedRoom } from '../../support/presenter'
import { openPage, type PageOptions } from '../support/pages'

/** A room whose questions come over the API. */
export class ResultsRoom {
  private constructor(
    readonly app: TestApp,
    readonly room: OpenedRoom,
    private readonly voters: Client[],
  ) {}

  static async open(app: TestApp, people: number): Promise<ResultsRoom> {
    const room = await openRoom(app)
    const voters = await Promise.all(
      Array.from({ length: people }, async () => {
        const client = app.client({ tab: newTab(), browser: newTab(), room: room.code })
        await joined(client)
        return client
      }),
    )
    return new ResultsRoom(app, room, voters)
  }

  /** Asks a question, which these votes answer; then gives commands. Returns the id of the poll of this round. */
  async ask(question: object, votes: readonly string[], ...commands: string[]): Promise<string> {
    await this.post('ask', question)
    const id = await this.vote(votes)
    for (const command of commands) await this.post(command)
    return id
  }

  /** Each person votes on what is up; returns its id. */
  async vote(votes: readonly string[]): Promise<string> {
    const ids = await Promise.all(
      votes.map(async (vote, place) => {
        const client = this.voters[place]!
        const reply = await client.emitWithAck('getSnapshot')
        if (!reply.ok) throw new Error(reply.message)
        const { pollId } = reply.snapshot.poll
        const cast = await client.emitWithAck('castVote', { pollId, vote })
        if (!cast.ok) throw new Error(cast.message)
        return pollId
      }),
    )
    return ids[0] ?? ''
  }

  async post(command: string, body?: object): Promise<void> {
    const { code, presenterKey } = this.room
    const response = await fetch(`${this.app.url}/api/rooms/${code}/${command}`, {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${presenterKey}`,
        ...(body ? { 'Content-Type': 'application/json' } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    if (!response.ok) throw new Error(`${command}: ${await response.text()}`)
  }

  /** Opens the page of results in a browser that has these votes, or the key of the room. */
  async page({
    votes = {},
    isPresenter = false,
    ...options
  }: PageOptions & { votes?: Record<string, string>; isPresenter?: boolean } = {}): Promise<Page> {
    const { code, presenterKey } = this.room
    const kept: [string, string][] = [[VOTES_KEY, JSON.stringify(votes)]]
    if (isPresenter) kept.push(['presenter-keys', JSON.stringify({ [code]: presenterKey })])
    return openPage(this.app, {
      path: `/r/${code}/results`,
      connection: 'none',
      prepare: page =>
        page.addInitScript(all => {
          for (const [name, value] of all) localStorage.setItem(name, value)
        }, kept),
      ...options,
    })
  }
}

/** Waits until as many questions are there, with their charts. */
export async function questionsAre(page: Page, count: number): Promise<void> {
  await page.waitForFunction(wanted => {
    const all = [...document.querySelectorAll('.question')]
    return all.length === wanted && all.every(each => !each.querySelector('.chart:empty'))
  }, count)
}
