/** What the hub asks of sources and hands to those who watch, beside a source that writes down what it is asked. */
import { expect } from 'chai'
import times from 'lodash/times'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { pino } from 'pino'
import { tokensOf } from '../../src/core/text/tokens'
import type { Post } from '../../src/core/protocol/wall'
import { Hub } from '../../src/networks/hub'
import type { Watcher } from '../../src/networks/watched-terms'
import type { Source, SourceListener, Wanted } from '../../src/networks/source'

class Recorder implements Source, Watcher {
  readonly network = 'bluesky'
  readonly asked: (Wanted | 'stop')[] = []
  readonly heard: string[] = []
  listener!: SourceListener
  readonly hub = new Hub({
    networks: ['room', 'bluesky'],
    sourceOf: (_network, listener) => {
      this.listener = listener
      return this
    },
    logger: pino({ level: 'silent' }),
  })

  start(wanted: Wanted): void {
    this.asked.push(wanted)
  }

  stop(): void {
    this.asked.push('stop')
  }

  post({ text }: Post): boolean {
    this.heard.push(text)
    return !text.includes('unwanted')
  }

  replace({ text }: Post): void {
    this.heard.push(`replaced by ${text}`)
  }

  remove(id: string): void {
    this.heard.push(`removed ${id}`)
  }

  watch(text: string) {
    const watched = this.hub.watch(text, this)
    if (!watched.ok) throw new Error(watched.code)
    return watched.watch
  }

  found(id: string, text: string) {
    const at = { author: `author of ${id}`, name: '', handle: '', at: 0 }
    return { post: { ...at, id, network: 'bluesky', text } as Post, tokens: tokensOf(text) }
  }
}

describe('The hub', () => {
  it('asks for what is wanted together, each term once, and no more once nobody watches', async () => {
    const source = new Recorder()
    const one = source.watch('cats')
    const other = new Recorder()
    const watches = [...times(50, index => source.watch(`w${index}`))]
    const same = source.hub.watch(' CÁTS ', other)
    expect(source.asked).to.deep.equal([])
    await nextTurn()
    await nextTurn()
    expect(source.asked).to.have.length(1)
    const [wanted] = source.asked as Wanted[]
    expect(wanted!.terms).to.have.length(51)
    expect(wanted!.terms.filter(({ isPaid }) => isPaid)).to.deep.equal([])
    for (const watch of watches) watch.end()
    one.end()
    one.end()
    one.pay(true)
    if (same.ok) same.watch.pay(true)
    await nextTurn()
    await nextTurn()
    const last = source.asked[1] as Wanted
    expect(last.terms.map(({ text, isPaid }) => ({ text, isPaid }))).to.deep.equal([
      { text: 'cats', isPaid: true },
    ])
    if (same.ok) same.watch.end()
    await nextTurn()
    await nextTurn()
    expect(source.asked.slice(2)).to.deep.equal(['stop'])
    expect(source.hub.statuses[1]).to.deep.equal({ network: 'bluesky', state: 'idle' })
  })

  it('tells of edits and ends only those who took the post, and of an author’s end for all of its posts', async () => {
    const source = new Recorder()
    source.watch('cats')
    await nextTurn()
    await nextTurn()
    const { listener, heard } = source
    listener.post(source.found('1', 'cats'))
    listener.post(source.found('2', 'cats unwanted'))
    listener.post(source.found('3', 'dogs'))
    for (const id of ['1', '2', '3']) listener.replace(source.found(id, `edit of ${id}`))
    listener.removeAuthor('author of 2')
    listener.removeAuthor('author of 1')
    listener.remove('1')
    expect(heard).to.deep.equal(['cats', 'cats unwanted', 'replaced by edit of 1', 'removed 1'])
    const [wanted] = source.asked as Wanted[]
    expect(wanted!.shows('1')).to.equal(false)
    expect(wanted!.finds(tokensOf('Càts!'))).to.equal(true)
    source.hub.close()
  })

  it('watches at most 5,000 different terms, and goes on with those', () => {
    const source = new Recorder()
    times(5000, index => source.watch(`w${index}`))
    expect(source.hub.watch('one more', source)).to.include({ ok: false, code: 'too-many-terms' })
    expect(source.hub.watch('W77', source)).to.include({ ok: true })
    source.hub.close()
  })
})
