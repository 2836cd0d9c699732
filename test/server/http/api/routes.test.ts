/** The HTTP API, route by route; every answer is held against its OpenAPI document. */
import { Validator } from '@seriousme/openapi-schema-validator'
import { expect } from 'chai'
import { startApp, type TestApp } from '../../../support/app'
import { joined, newTab, openTab, waitFor } from '../../../support/clients'
import { connectPresenter, openRoom, questionUp, type OpenedRoom } from '../../../support/presenter'
import { EventReader, Program, QUESTION } from './support'

describe('The API', () => {
  let app: TestApp
  let room: OpenedRoom
  let program: Program
  let at: string

  beforeEach(async () => {
    app = await startApp()
    room = await openRoom(app)
    program = await Program.of(app, room.presenterKey)
    at = `/rooms/${room.code}`
  })

  describe('describes itself', () => {
    it('by a valid OpenAPI 3.1 document', async () => {
      const { valid, errors } = await new Validator().validate(
        JSON.parse(JSON.stringify(program.document)) as Record<string, unknown>,
      )
      expect(valid, JSON.stringify(errors)).to.equal(true)
      expect(program.document.openapi).to.match(/^3\.1\./)
    })

    it('with every route of the API in it', () => {
      const routes = Object.entries(program.document.paths).flatMap(([path, methods]) =>
        Object.keys(methods).map(method => `${method} ${path.replace('/api/rooms/{code}', '…')}`),
      )
      expect(routes).to.include.members([
        'post /api/rooms',
        'get …',
        'get …/questions',
        'post …/questions',
        'put …/questions/{id}',
        'delete …/questions/{id}',
        'post …/import',
        'post …/ask',
        ...['close', 'reopen', 'show', 'hide', 'reveal', 'again', 'next', 'back'].map(
          name => `post …/${name}`,
        ),
        'get …/polls',
        'get …/polls/{id}',
        'get …/polls/{id}.csv',
        'get …/polls/{id}.svg',
        'get …/results',
        'get …/polls/{id}.xlsx',
        'get …/results.csv',
        'get …/results.xlsx',
        'get …/results.json',
        'get …/events',
      ])
    })
  })

  describe('keeps a list of questions', () => {
    it('to which questions are added, in which they are replaced, and from which they are removed', async () => {
      const first = await program.does('POST', `${at}/questions`, { body: QUESTION })
      const second = await program.does('POST', `${at}/questions`, { body: { ...QUESTION, text: 'Second?' } })
      await program.does('PUT', `${at}/questions/${first.id}`, { body: { ...QUESTION, text: 'First?' } })
      const { questions } = await program.does('GET', `${at}/questions`)
      expect(questions.map(({ id, text }) => [id, text])).to.deep.equal([
        [first.id, 'First?'],
        [second.id, 'Second?'],
      ])
      await program.does('DELETE', `${at}/questions/${first.id}`)
      expect((await program.does('GET', `${at}/questions`)).questions.map(({ id }) => id)).to.deep.equal([
        second.id,
      ])
    })

    it('with ids that stay when a person moves and edits questions on the presenter’s page', async () => {
      const added = []
      for (const text of ['One?', 'Two?', 'Three?'])
        added.push(await program.does('POST', `${at}/questions`, { body: { ...QUESTION, text } }))
      const presenter = await connectPresenter(app, { presenterKey: room.presenterKey, code: room.code })
      await presenter.does({ name: 'movePrepared', from: 0, to: 2 })
      await presenter.does({ name: 'removePrepared', index: 0 })
      const { questions } = await program.does('GET', `${at}/questions`)
      expect(questions.map(({ id, text }) => [id, text])).to.deep.equal([
        [added[2]!.id, 'Three?'],
        [added[0]!.id, 'One?'],
      ])
    })

    it('and gives no id twice', async () => {
      const { id } = await program.does('POST', `${at}/questions`, { body: QUESTION })
      await program.does('DELETE', `${at}/questions/${id}`)
      expect((await program.does('POST', `${at}/questions`, { body: QUESTION })).id).to.not.equal(id)
    })

    it('to which a text of any format is added, if asked to', async () => {
      const headers = { 'Content-Type': 'text/plain; charset=utf-8' }
      const body = 'What is 2 + 2?\nA. 3\nB. 4\nANSWER: B\n\nA line that is no question\n'
      const looked = await program.does('POST', `${at}/import`, { body, headers })
      expect(looked.format).to.equal('aiken')
      expect(looked.questions).to.have.length(1)
      expect(looked.questions[0]).to.deep.include({ text: 'What is 2 + 2?', right: 'B' })
      expect(looked.problems.map(({ line }) => line)).to.deep.equal([6])
      expect((await program.does('GET', `${at}/questions`)).questions).to.deep.equal([])
      const added = await program.does('POST', `${at}/import?add=true`, { body, headers })
      expect((await program.does('GET', `${at}/questions`)).questions).to.deep.equal(added.questions)
    })

    it('with questions of every type, each as it was sent', async () => {
      const texts = { text: 'What?', kind: 'ballot', results: 'live' }
      const all = [
        { type: 'one', ...texts, choices: ['a', 'b'], right: 'B' },
        { type: 'many', ...texts, choices: ['a', 'b', 'c'], min: 1, max: 2, right: 'AC' },
        { type: 'scale', ...texts, points: 5, labels: ['low', 'high'], statements: ['x', 'y'] },
        { type: 'number', ...texts, min: 0, max: 10, decimals: 1, unit: 'm', right: { from: 2, to: 3 } },
        { type: 'order', ...texts, items: ['a', 'b', 'c'], places: 3 },
        { type: 'text', ...texts, max: 1 },
        { type: 'words', ...texts, max: 3 },
      ]
      for (const question of all) await program.does('POST', `${at}/questions`, { body: question })
      const { questions } = await program.does('GET', `${at}/questions`)
      expect(questions.map(({ id: _id, ...question }) => question)).to.deep.equal(all)
    })
  })

  describe('drives a room in which nobody is', () => {
    it('through a whole lecture', async () => {
      const prepared = await program.does('POST', `${at}/questions`, { body: QUESTION })
      const asked = await program.does('POST', `${at}/ask`, { body: { id: prepared.id } })
      expect((await program.does('GET', `${at}/polls/${asked.pollId}`)).question).to.include({
        text: QUESTION.text,
      })
      for (const [command, state] of [
        ['close', { state: 'closed' }],
        ['reopen', { state: 'open' }],
        ['show', { shown: true }],
        ['hide', { shown: false }],
        ['reveal', { revealed: true, shown: true, state: 'closed' }],
        ['back', { revealed: false }],
        ['next', { revealed: true }],
      ] as const) {
        await program.does('POST', `${at}/${command}`)
        expect(await program.does('GET', at), command).to.include(state)
      }
      const again = await program.does('POST', `${at}/again`)
      expect(again.pollId).to.equal(asked.pollId)
      const { polls } = await program.does('GET', `${at}/polls`)
      expect(polls.map(({ id }) => id)).to.deep.equal([asked.pollId])
      // Nobody voted in the first one, which is no round.
      expect(polls[0]!.rounds).to.have.length(1)
    })

    it('also the main room, as house', async () => {
      const house = await Program.of(app, app.presenterKey)
      const { pollId } = await house.does('POST', '/rooms/house/ask', { body: QUESTION })
      expect((await house.does('GET', '/rooms/house')).pollId).to.equal(pollId)
    })
  })

  it('announces what it does to every page at once', async () => {
    const client = app.client({ tab: newTab(), room: room.code })
    await joined(client)
    const up = questionUp(client)
    const presenter = await connectPresenter(app, { presenterKey: room.presenterKey, code: room.code })
    const state = waitFor<[{ step: number }]>(presenter.client, 'presenterState')
    const { step } = await program.does('POST', `${at}/ask`, { body: QUESTION })
    const [{ poll }] = await up
    expect(poll.question).to.equal(QUESTION.text)
    expect((await state)[0].step).to.equal(step)
  })

  it('answers a poll with counts, turnout and what its type shows', async () => {
    const { client } = await openTabIn(room.code)
    const { pollId } = await program.does('POST', `${at}/ask`, {
      body: { type: 'number', text: 'How high?', min: 0, max: 9000, results: 'live' },
    })
    await vote(client, '42')
    const poll = await program.does('GET', `${at}/polls/${pollId}`)
    expect(poll.rounds[0]).to.include({ voted: 1, mean: 42, median: 42 })
    expect(poll.rounds[0]!.counts).to.deep.equal({ '42': 1 })
    expect(poll.turnout).to.deep.equal({ voted: 1, present: 1 })
  })

  describe('does not act over a person’s head', () => {
    it('refuses a command for a step that is over, with the present state', async () => {
      const { step } = await program.does('POST', `${at}/ask`, { body: QUESTION })
      const presenter = await connectPresenter(app, { presenterKey: room.presenterKey, code: room.code })
      await presenter.does({ name: 'close' })
      const { status, json } = await program.send('POST', `${at}/next?step=${step}`)
      expect([status, json.code]).to.deep.equal([409, 'older-step'])
      expect(json.room).to.include({ state: 'closed', shown: false, step: step + 1 })
    })

    it('of two commands for one step obeys one', async () => {
      const { step } = await program.does('POST', `${at}/ask`, { body: QUESTION })
      const answers = await Promise.all(
        ['next', 'next', 'next'].map(name => program.send('POST', `${at}/${name}?step=${step}`)),
      )
      expect(answers.map(({ status }) => status).sort()).to.deep.equal([200, 409, 409])
      expect(await program.does('GET', at)).to.include({ state: 'closed', shown: false })
    })

    it('refuses what is done already and what is not possible', async () => {
      await program.does('POST', `${at}/ask`, { body: { ...QUESTION, right: undefined } })
      expect((await program.send('POST', `${at}/reopen`)).json.code).to.equal('already-so')
      expect((await program.send('POST', `${at}/reveal`)).json.code).to.equal('no-right-answer')
    })
  })

  describe('refuses', () => {
    const key = 'wrong'.repeat(8)

    it('a key in the address (401)', async () => {
      const { status } = await program.send('GET', `${at}/questions?key=${room.presenterKey}`, { key: null })
      expect(status).to.equal(401)
    })

    it('rooms, questions and polls that are not there (404)', async () => {
      for (const [method, path, body, code] of [
        ['GET', '/rooms/AAAAAA', undefined, 'no-such-room'],
        ['GET', '/rooms/nothing-of-a-code', undefined, 'no-such-room'],
        ['GET', '/rooms/AAAAAA/events', undefined, 'no-such-room'],
        ['POST', '/rooms/AAAAAA/ask', QUESTION, 'no-such-room'],
        ['PUT', `${at}/questions/9`, QUESTION, 'no-such-question'],
        ['DELETE', `${at}/questions/9`, undefined, 'no-such-question'],
        ['POST', `${at}/ask`, { id: '9' }, 'no-such-question'],
        ['GET', `${at}/polls/nothing`, undefined, 'no-such-poll'],
        ['GET', `${at}/polls/nothing.csv`, undefined, 'no-such-poll'],
        ['GET', `${at}/nothing`, undefined, 'no-such-route'],
      ] as const) {
        const answer = await program.send(method, path, { body })
        expect([answer.status, answer.json.code], path).to.deep.equal([404, code])
      }
    })

    it('a method that an address does not take (405)', async () => {
      const { status, headers, json } = await program.send('PATCH', `${at}/questions`)
      expect([status, json.code, headers.get('Allow')]).to.deep.equal([405, 'wrong-method', 'GET, POST'])
    })

    it('what is no question, with a sentence that says why (400)', async () => {
      for (const [body, part] of [
        [{ type: 'one', text: 'Q', choices: ['only one'] }, 'choices'],
        [{ type: 'something', text: 'Q' }, 'type'],
        [{ ...QUESTION, right: 'C' }, 'right'],
        [[], ''],
      ] as const) {
        const { status, json } = await program.send('POST', `${at}/questions`, { body })
        expect([status, json.code]).to.deep.equal([400, 'bad-question'])
        expect(json.message).to.include(part)
      }
      const broken = await program.send('POST', `${at}/ask`, { body: '{"type":' })
      expect([broken.status, broken.json.code]).to.deep.equal([400, 'bad-request'])
      const none = await program.send('POST', `${at}/ask`)
      expect(none.status).to.equal(400)
      expect((await program.send('POST', `${at}/next?step=soon`)).json.code).to.equal('bad-parameter')
    })

    it('a body that is too large (413), of another type or not in UTF-8 (415)', async () => {
      const large = await program.send('POST', `${at}/ask`, {
        body: { ...QUESTION, text: 'x'.repeat(70_000) },
      })
      expect([large.status, large.json.code]).to.deep.equal([413, 'too-large'])
      for (const type of ['text/xml', 'application/json; charset=utf-16']) {
        const other = await program.send('POST', `${at}/ask`, {
          body: QUESTION,
          headers: { 'Content-Type': type },
        })
        expect([other.status, other.json.code], type).to.deep.equal([415, 'wrong-media-type'])
      }
    })

    it('a key that asks too often, and says when to come again (429)', async () => {
      let refused: Awaited<ReturnType<Program['send']>>[] = []
      while (refused.length === 0) {
        const answers = await Promise.all(Array.from({ length: 100 }, () => program.send('GET', at)))
        refused = answers.filter(({ status }) => status === 429)
      }
      expect(refused[0]!.json.code).to.equal('too-fast')
      expect(refused[0]!.headers.get('Retry-After')).to.equal('1')
    })

    it('whoever guesses keys (429)', async () => {
      const answers = []
      for (let count = 0; count < 70; count++) answers.push(await program.send('GET', at, { key }))
      expect(answers[0]!.status).to.equal(401)
      expect(answers.at(-1)!.status).to.equal(429)
      expect(answers.at(-1)!.headers.get('Retry-After')).to.equal('60')
      expect((await program.send('GET', at)).status, 'the right key opens all the same').to.equal(200)
    })
  })

  describe('for pages of other origins', () => {
    const Origin = 'https://course.example'

    it('is open to those that API_ORIGINS lists, and to no others', async () => {
      const open = await startApp({ API_ORIGINS: Origin })
      const opened = await openRoom(open)
      const page = await Program.of(open, opened.presenterKey)
      const path = `/rooms/${opened.code}`
      const preflight = await fetch(`${open.url}/api${path}/ask`, {
        method: 'OPTIONS',
        headers: {
          Origin,
          'Access-Control-Request-Method': 'POST',
          'Access-Control-Request-Headers': 'authorization',
        },
      })
      expect(preflight.status).to.equal(204)
      expect(preflight.headers.get('Access-Control-Allow-Headers')).to.include('Authorization')
      const asked = await page.send('POST', `${path}/ask`, { body: QUESTION, headers: { Origin } })
      expect(asked.status).to.equal(200)
      expect(asked.headers.get('Access-Control-Allow-Origin')).to.equal(Origin)
      expect(asked.headers.get('Vary')).to.include('Origin')
      expect(
        (await page.send('GET', path, { headers: { Origin: 'https://other.example' } })).status,
      ).to.equal(403)
    })
  })

  describe('sends events', () => {
    it('of what is up at once, and of every change', async () => {
      const events = await EventReader.open(app, room.code, room.presenterKey)
      await events.until('room', ({ state }) => state === 'open')
      const { pollId } = await program.does('POST', `${at}/ask`, { body: { ...QUESTION, results: 'live' } })
      await events.until('poll', ({ id }) => id === pollId)
      const { client } = await openTabIn(room.code)
      await vote(client, 'B')
      const poll = await events.until('poll', ({ rounds }) => rounds[0]!.voted === 1)
      expect(poll.rounds[0]!.counts).to.deep.equal({ A: 0, B: 1 })
      await program.does('POST', `${at}/close`)
      await events.until('room', ({ state }) => state === 'closed')
      events.close()
    })

    it('until the key is another one', async () => {
      const presenter = await connectPresenter(app, { presenterKey: room.presenterKey, code: room.code })
      const events = await EventReader.open(app, room.code, room.presenterKey)
      await events.until('room', () => true)
      await presenter.client.emitWithAck('newKey')
      for (;;) if (!(await events.next())) break
    })

    it('until the room is erased', async () => {
      const presenter = await connectPresenter(app, { presenterKey: room.presenterKey, code: room.code })
      const events = await EventReader.open(app, room.code, null)
      await events.until('room', () => true)
      await presenter.client.emitWithAck('eraseRoom', { code: room.code })
      for (;;) if (!(await events.next())) break
    })
  })

  async function openTabIn(code: string) {
    const client = app.client({ tab: newTab(), browser: newTab(), room: code })
    await joined(client)
    return { client }
  }

  async function vote(client: Awaited<ReturnType<typeof openTab>>['client'], choice: string) {
    const reply = await client.emitWithAck('getSnapshot')
    if (!reply.ok) throw new Error(reply.message)
    const cast = await client.emitWithAck('castVote', { pollId: reply.snapshot.poll.pollId, vote: choice })
    if (!cast.ok) throw new Error(cast.message)
  }
})
