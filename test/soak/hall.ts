/** A room of a soak, from its opening until everybody has left it: a presenter, people, a projector, programs. */
import { expect } from 'chai'
import type { PollJson } from '../../src/http/api/poll-schemas'
import type { Handshake } from '../../src/core/protocol/handshake'
import type { Command } from '../../src/core/protocol/presenter'
import type { EventInputs, EventName } from '../../src/core/protocol/schemas'
import type { Snapshot } from '../../src/core/protocol/snapshot'
import type { Client } from '../support/clients'
import { connectPresenter, type TestPresenter } from '../support/presenter'
import { RawSocket } from '../support/raw-socket'
import { QUESTIONS } from '../support/question-types'
import type { Chance } from './chance'
import { CREW_DEEDS } from './crew/deeds'
import { grants, type CrewedRoom } from './crew/room'
import { BallotBox, Sayings } from './ledger'
import { act, type Scene } from './people'
import type { SoakServer } from './server'
import { connect, Visitor } from './visitor'

/** What one of them does while a question is up, besides a vote. */
const DEEDS = 4
/** Questions that a presenter asks in a round. */
const QUESTIONS_A_ROUND = 2
/** Of how many one comes by long-polling. */
const POLLING_SHARE = 0.15

export interface HallParts {
  server: SoakServer
  /** As the API calls it. */
  code: string
  key: string
  people: number
  /** How many rooms there were before: questions of all types have their turn. */
  turn: number
  chance: Chance
  tally: Scene['tally']
}

export class Hall implements CrewedRoom {
  sayings = new Sayings()
  presenter!: TestPresenter
  readonly chance: Chance
  readonly people: readonly Visitor[]
  readonly tally: Scene['tally']
  private readonly others: Client[] = []
  private silent!: RawSocket
  private isErased = false

  constructor(private readonly parts: HallParts) {
    this.chance = parts.chance
    this.tally = parts.tally
    this.people = Array.from({ length: parts.people }, () => this.visitor())
  }

  get isMain(): boolean {
    return this.parts.code === 'house'
  }

  /** As a handshake calls it. */
  private get room(): string {
    return this.isMain ? '' : this.parts.code
  }

  async open(): Promise<void> {
    const { server } = this.parts
    this.presenter = await this.comesToPresent()
    this.connects({ screen: true })
    await this.grants('setTalk', { chat: true, private: true, slow: 0 })
    await this.grants('setAsks', { isOpen: true, approve: false, most: 20 })
    await this.grants('setWall', { posting: true, approve: 'none', term: null })
    await this.grants('setSigns', { isOn: true })
    // A wall keeps its posts while somebody looks at it.
    await this.grants('openWall', {})
    // As the last round in this room has left it.
    await this.newLesson()
    // A tab that says nothing any more: its browser opens another one.
    this.silent = await RawSocket.open({ url: `http://127.0.0.1:${server.port}` })
    await this.silent.enter({
      tab: this.parts.chance.id(),
      browser: this.people[0]!.browser,
      room: this.room,
    })
    await Promise.all(this.people.map(person => person.come()))
    // A program listens, too, until it loses its line.
    await server.request('GET', `/api/rooms/${this.parts.code}/events`, { whole: false })
  }

  /** Questions are asked, and everybody does this and that; what was acknowledged is counted. */
  async talk(): Promise<void> {
    const { chance } = this.parts
    for (let asked = 0; asked < QUESTIONS_A_ROUND; asked++) {
      let box = await this.asksFor(this.question(asked))
      await this.everybodyActs(box)
      await this.closesAndCounts(box)
      if (chance.happens(0.3)) await this.undoesAnother(box)
      if (chance.happens(0.3)) {
        const { poll } = await this.presenter.does({ name: 'again' })
        box = new BallotBox(poll.pollId, box.question)
        await this.everybodyActs(box)
        await this.closesAndCounts(box)
      }
      const name = chance.one(['reveal', 'show', 'hide', 'conceal', 'reopen', 'back'] as const)
      // Some of them do nothing where it is so already.
      this.parts.tally(name, { ...(await this.presenter.tries({ name })) })
      if (chance.happens(0.3)) {
        await this.expectSayings()
        await this.newLesson()
      }
    }
    for (const deed of chance.some(CREW_DEEDS, CREW_DEEDS.length)) await deed(this)
    await this.expectSayings()
    await this.takesFiles()
  }

  /** Some leave with a goodbye and some without, and some rooms are erased under them. */
  async leave(): Promise<void> {
    const { chance, code } = this.parts
    // What runs in a room ends with it.
    if (chance.happens(0.5)) {
      await this.asksFor(QUESTIONS['one choice']!)
      await this.presenter.does({ name: 'setTimer', seconds: 60 })
    }
    await this.grants('announce', { text: 'That was all' })
    this.isErased = !this.isMain && chance.happens(0.5)
    if (this.isErased) await this.grants('eraseRoom', { code })
    for (const person of this.people) {
      if (chance.happens(0.5)) person.leave()
      else person.cut()
    }
    for (const client of this.others) client.disconnect()
    this.silent.end()
  }

  /** Everybody has left: what is kept is erased, so that nothing may stay in the store. */
  async erases(): Promise<void> {
    const { code } = this.parts
    if (this.isErased) return
    this.presenter = await this.comesToPresent()
    const { client } = this.presenter
    if (this.isMain) {
      await this.newLesson()
      for (const { lesson } of this.presenter.lectern().lessons) await this.grants('eraseLesson', { lesson })
      client.disconnect()
    } else await this.grants('eraseRoom', { code })
  }

  connects(auth: Handshake): Client {
    const client = connect(this.parts.server.port, { ...auth, room: this.room })
    this.others.push(client)
    return client
  }

  async guest(): Promise<Visitor> {
    const guest = this.visitor()
    await guest.come()
    await guest.takesName()
    return guest
  }

  private visitor(): Visitor {
    const { server, chance } = this.parts
    return new Visitor(server.port, this.room, chance.fork(), chance.happens(POLLING_SHARE))
  }

  private comesToPresent(): Promise<TestPresenter> {
    const client = (auth: Handshake = {}) => this.connects(auth)
    return connectPresenter({ client, presenterKey: this.parts.key })
  }

  private question(asked: number): BallotBox['question'] {
    const all = Object.values(QUESTIONS)
    return all[(this.parts.turn * QUESTIONS_A_ROUND + asked) % all.length]!
  }

  private asksFor(question: BallotBox['question']): Promise<BallotBox> {
    const isOfHands = question.answer === undefined && this.chance.happens(0.4)
    return this.poses(question, isOfHands ? 'hands' : 'ballot')
  }

  async poses(question: BallotBox['question'], kind: 'hands' | 'ballot'): Promise<BallotBox> {
    const asked = { ...question, kind }
    const { poll } = await this.presenter.does({ name: 'ask', question: asked })
    return new BallotBox(poll.pollId, asked)
  }

  private async everybodyActs(box: BallotBox): Promise<void> {
    const { server, code, tally } = this.parts
    for (const person of this.people) person.wasAwayLong = false
    const scene = { server, code, box, sayings: this.sayings, tally }
    await Promise.all(this.people.map(person => act(person, scene, DEEDS)))
  }

  async closesAndCounts(box: BallotBox): Promise<void> {
    await this.presenter.does({ name: 'close' })
    const { polls } = await this.reads<{ polls: PollJson[] }>('polls')
    box.expectCounted(polls.find(({ isUp }) => isUp)!.rounds.at(-1)!)
  }

  /** Another question by mistake, and back: with all votes. */
  private async undoesAnother(box: BallotBox): Promise<void> {
    await this.asksFor(QUESTIONS['one choice']!)
    const { poll } = await this.does({ name: 'undo' })
    expect(poll.pollId).to.equal(box.pollId)
    const { polls } = await this.reads<{ polls: PollJson[] }>('polls')
    box.expectCounted(polls.find(({ isUp }) => isUp)!.rounds.at(-1)!)
  }

  private does(command: Command): Promise<Snapshot> {
    return this.presenter.does(command)
  }

  async newLesson(): Promise<void> {
    await this.does({ name: 'newLesson' })
    // Names go on over a new lesson.
    this.sayings = new Sayings(this.sayings)
  }

  async expectSayings(): Promise<void> {
    const { code } = this.parts
    const base = this.isMain ? '' : `/r/${code}`
    const transcript = await this.get(`${base}/transcript.json`)
    this.sayings.expectLines(JSON.parse(transcript) as [])
    const { posts } = await this.presenter.client
      .emitWithAck('openWall', {})
      .then(reply => reply as unknown as { posts: { id: string }[] })
    this.sayings.expectPosts(posts)
    const { asks } = await this.reads<{ asks: { id: number; votes: number }[] }>('asks')
    this.sayings.expectAsks(asks)
  }

  /** The files that a presenter takes along. */
  private async takesFiles(): Promise<void> {
    const files = ['results', 'results.csv', 'results.json', 'asks.csv', 'questions']
    for (const file of files) await this.get(`/api/rooms/${this.parts.code}/${file}`)
    if (this.parts.chance.happens(0.2)) await this.get(`/api/rooms/${this.parts.code}/results.xlsx`)
    const { polls } = await this.reads<{ polls: PollJson[] }>('polls')
    await this.get(`/api/rooms/${this.parts.code}/polls/${polls.at(-1)!.id}.svg`)
  }

  private async reads<T>(what: string): Promise<T> {
    return JSON.parse(await this.get(`/api/rooms/${this.parts.code}/${what}`)) as T
  }

  private async get(at: string): Promise<string> {
    const { status, text } = await this.parts.server.request('GET', at, { key: this.parts.key })
    expect(status, `${at}: ${text.slice(0, 200)}`).to.equal(200)
    return text
  }

  private async grants<E extends EventName>(event: E, input: EventInputs[E]): Promise<void> {
    await grants(this, this.presenter.client, event, input)
  }
}
