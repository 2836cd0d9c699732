/** Files that many ask for at once: made once for all, never stale, and never of what others may see. */
import { expect } from 'chai'
import times from 'lodash/times'
import { startApp, type TestApp } from '../../../support/app'
import { voteIn } from '../../../support/clients'
import { connectPresenter, openRoom, type OpenedRoom } from '../../../support/presenter'
import { Program, QUESTION } from './support'

describe('A file for many', () => {
  let app: TestApp
  let room: OpenedRoom
  let program: Program
  let presenter: Awaited<ReturnType<typeof connectPresenter>>
  let at: string
  const open = { key: null }

  beforeEach(async () => {
    app = await startApp({ SOCKET_EVENTS: '1000' })
    room = await openRoom(app)
    program = await Program.of(app, room.presenterKey)
    presenter = await connectPresenter(app, room)
    await presenter.client.emitWithAck('setSharing', { files: true })
    at = `/rooms/${room.code}`
  })

  const ask = async (more: object = {}) =>
    (await program.does('POST', `${at}/ask`, { body: { ...QUESTION, results: 'live', ...more } })).pollId

  const vote = (...votes: string[]) => voteIn(app, room.code, votes)

  /** How often the results of the lesson are read from the store while this is done. */
  async function readings(act: () => Promise<void>): Promise<number> {
    let count = 0
    const { store } = app
    const results = store.results.bind(store)
    store.results = (...which) => (count++, results(...which))
    await act()
    store.results = results
    return count
  }

  for (const ending of ['csv', 'json', 'xlsx'])
    it(`is made a few times at most for a whole class that saves results.${ending} in one moment`, async () => {
      await ask()
      await vote('A', 'B')
      await program.does('POST', `${at}/close`)
      const count = await readings(async () => {
        const all = await Promise.all(times(60, () => program.send('GET', `${at}/results.${ending}`, open)))
        expect(new Set(all.map(({ status, text }) => `${status} ${text}`)).size).to.equal(1)
        expect(all[0]!.status).to.equal(200)
        expect((await program.send('GET', `${at}/results.${ending}`, open)).text).to.equal(all[0]!.text)
      })
      expect(count).to.be.within(1, 5)
    })

  it('has the last vote in it, and is gone once it is hidden or not shared any more', async () => {
    const id = await ask()
    const paths = [`polls/${id}.csv`, 'results.csv', `polls/${id}.svg`]
    const all = (sent = {}) => Promise.all(paths.map(path => program.send('GET', `${at}/${path}`, sent)))
    const texts = async () => (await all(open)).map(({ text }) => text)
    const figures = async () => {
      const [table, lesson, picture] = await texts()
      return [
        /,1,(\d),(\d,\d)/.exec(table!)?.[2],
        /,1,(\d),(\d,\d)/.exec(lesson!)?.[2],
        /\d+ of/.exec(picture!)?.[0],
      ]
    }
    for (const [votes, counts, voted] of [
      ['A', '1,0', '1 of'],
      ['B', '1,1', '2 of'],
      ['B', '1,2', '3 of'],
    ] as const) {
      await vote(votes)
      expect(await figures()).to.deep.equal([counts, counts, voted])
    }
    const shown = await texts()
    await program.does('POST', `${at}/hide`)
    expect((await all(open)).map(({ status }) => status)).to.deep.equal([404, 200, 404])
    expect((await texts())[1]).to.equal('')
    await program.does('POST', `${at}/show`)
    expect((await texts()).slice(0, 2)).to.deep.equal(shown.slice(0, 2))
    await presenter.client.emitWithAck('setSharing', { files: false })
    expect((await all(open)).map(({ status }) => status)).to.deep.equal([401, 401, 200])
  })

  it('is another one with the key, also in one moment', async () => {
    const id = await ask()
    await vote('B')
    for (const path of [`polls/${id}.csv`, 'results.csv', 'results.json', `polls/${id}.svg`]) {
      const [everybody, presenters] = await Promise.all(
        [null, room.presenterKey].map(key =>
          Promise.all(times(10, async () => (await program.send('GET', `${at}/${path}`, { key })).text)),
        ),
      )
      const [open] = everybody!
      const [own] = presenters!
      expect(everybody, path).to.deep.equal(times(10, () => open))
      expect(presenters, path).to.deep.equal(times(10, () => own))
      expect(own, path).to.not.equal(open)
      expect(open, path).to.not.match(/,B\r|"right":|right answer|first one/)
    }
  })

  it('that is a picture is drawn in six sizes, whatever width is asked for, and is as wide as that', async () => {
    const id = await ask({
      text: 'A question that is long enough to be written in several lines in a small picture?',
    })
    await vote('B')
    const widths = times(120, place => 220 + place * 31)
    const drawn = new Set<string>()
    for (const width of widths) {
      const { status, text } = await program.send('GET', `${at}/polls/${id}.svg?width=${width}`, open)
      expect(status).to.equal(200)
      const [, wide, high, box] = /^<svg [^>]*width="(\d+)" height="(\d+)" viewBox="0 0 (\d+ \d+)"/.exec(
        text,
      )!
      expect(Number(wide)).to.equal(width)
      const [boxWidth, boxHeight] = box!.split(' ').map(Number)
      expect(Number(high)).to.be.closeTo((boxHeight! * width) / boxWidth!, 1)
      expect(boxWidth).to.be.at.most(width)
      drawn.add(text.slice(text.indexOf('>')))
    }
    expect(drawn.size).to.equal(6)
  })
})
