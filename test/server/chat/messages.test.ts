/** Lines as values: what their text may be, who may say one, and what becomes of what nobody is to see. */
import { expect } from 'chai'
import fc from 'fast-check'
import times from 'lodash/times'
import { MAX_LINE_LENGTH } from '../../../src/core/limits/input-limits'
import { cleanText, decideSpeaker, decideText } from '../../../src/core/chat/messages'
import { newRoom } from '../../../src/core/room/document'
import { cleanName } from '../../../src/core/people/name-rules'
import type { ChatSettings } from '../../../src/core/protocol/chat'

const decided = (text: string) => {
  const decision = decideText(text)
  return decision.ok ? decision.text : decision.code
}

describe('The text of a line', () => {
  it('has up to 2,000 characters; longer is refused with the limit, and nothing is cut', () => {
    expect(decided('x'.repeat(MAX_LINE_LENGTH))).to.equal('x'.repeat(2000))
    expect(decided(`  ${'x'.repeat(MAX_LINE_LENGTH)}\n`)).to.equal('x'.repeat(2000))
    expect(decideText('x'.repeat(MAX_LINE_LENGTH + 1))).to.deep.equal({
      ok: false,
      code: 'line-too-long',
      message: 'A line has at most 2,000 characters. Yours was not sent; please shorten it.',
    })
  })

  it('keeps its lines, tabs, emoji and what looks like HTML', () => {
    for (const text of [
      'one\n\n  two\n\tthree',
      '👨‍👩‍👧 ❤️‍🔥 🏴󠁧󠁢󠁥󠁮󠁧󠁿',
      '<b onclick="x">&amp;</b>',
      'a\u200eb',
      'می‌خواهم',
    ])
      expect(decided(text)).to.equal(text)
    expect(decided('one\r\ntwo\rthree')).to.equal('one\ntwo\nthree')
    expect(decided('one\u000btwo\u2028three\u0085four')).to.equal('one\ntwo\nthree\nfour')
  })

  it('is none where there is nothing to see', () => {
    for (const empty of [
      '',
      ' \n\t',
      '\u200b\u200d',
      '\u202e',
      '\u2800',
      '\u3164\u00ad',
      '\u{e0041}',
      '\u0000',
    ])
      expect(decided(empty), JSON.stringify(empty)).to.equal('empty-line')
  })

  it('turns nobody else’s text around, hides nothing and floods nothing', () => {
    expect(decided('\u202egnp.exe')).to.equal('gnp.exe')
    expect(decided('a\u2066b\u2069c\u202ad\u202c')).to.equal('abcd')
    expect(decided('a\u0000b\u0007c\u009bd\u001b[31m')).to.equal('abcd[31m')
    expect(decided('a\ud800b')).to.equal('ab')
    expect(decided('Z' + '\u0315'.repeat(500) + 'a')).to.equal('Z' + '\u0315'.repeat(2) + 'a')
    expect(decided('Z' + '\u0315\u200d'.repeat(500)).match(/\p{M}/gu)).to.have.length(2)
    expect(decided('Z' + '\u0315\u0316\u0317\u0318\u0319\u031c'.repeat(50)).match(/\p{M}/gu)).to.have.length(
      4,
    )
    expect(decided('ก' + '\u0e49\u0e4a'.repeat(50)).match(/\p{M}/gu)).to.have.length(4)
    for (const text of [
      ...['ก็้', 'שָׁ֑', 'Tiếng Việt', 'हिन्दी', '1️⃣2️⃣', 'လျှို့ဝှက်', 'ཀྵྨླྺྼྻྂ', 'שָּׁ֥לוֹם', 'ٱللَّٰهُ'],
      ...['ශ්‍රී', 'രാമന്‍', 'র‍্যাব', '渡邊󠄁', '🏴󠁧󠁢󠁳󠁣󠁴󠁿', '👩🏽‍🏫', 'עברית\u200f (Ivrit)'],
    ])
      expect(decided(text)).to.equal(text.normalize('NFC'))
  })

  it('is itself when it is cleaned again, and never holds more than was typed', () => {
    const text = fc.string({ unit: 'binary', maxLength: 40 })
    const tricky = fc
      .array(
        fc.oneof(
          text,
          fc.constantFrom(
            'e',
            '\u0301',
            '\u202e',
            '\u0315'.repeat(6),
            '\u200d',
            '\r\n',
            '\ud800',
            ' ',
            'e\u0301',
          ),
        ),
      )
      .map(parts => parts.join(''))
    fc.assert(
      fc.property(tricky, typed => {
        const clean = cleanText(typed)
        expect(cleanText(clean)).to.equal(clean)
        expect(clean.length).to.be.at.most(typed.normalize('NFC').length)
        expect(clean).to.not.match(/[\u202a-\u202e\u2066-\u2069\p{Cs}]|\p{M}{5}/u)
      }),
      { numRuns: 1000 },
    )
  })

  it('is cleaned, whatever it is, in a small part of the time that it takes to put its marks in order', () => {
    const filled = (unit: string) => 'a' + unit.repeat(16_000 / unit.length) + 'b'
    const cost = (work: () => unknown) =>
      Math.min(
        ...times(3, () => {
          const start = performance.now()
          work()
          return performance.now() - start
        }),
      )
    const yardstick = cost(() => filled('\u0327\u0315').normalize('NFC'))
    for (const unit of [
      '\u0327\u0315',
      '\u0315\u200d',
      '\u200d',
      '\u202e',
      '\r',
      ' ',
      '\n',
      '\ud800',
      '\u0344',
    ]) {
      const text = filled(unit)
      const both = cost(() => [cleanText(text), cleanName(text)])
      expect(both, JSON.stringify(unit)).to.be.below(yardstick / 3)
    }
  })
})

describe('Whoever speaks', () => {
  const ana = { id: 'ana', isCrew: false, classic: false }
  const classic = { ...ana, id: 'classic', classic: true }
  const presenter = { ...ana, id: 'presenters', isCrew: true }
  const house = newRoom('hash', { now: 0, newId: () => 'poll' }, true)
  const room = newRoom('hash', { now: 0, newId: () => 'poll' })
  const saying = (code: string, document: typeof house, who: typeof ana, talk: Partial<ChatSettings> = {}) =>
    decideSpeaker(code, { ...document, talk: { ...document.talk, ...talk } }, who)?.code ?? 'ok'

  it('may where the chat is on: in the house from the beginning, in a new room once it is switched on', () => {
    expect(saying('', house, ana)).to.equal('ok')
    expect(saying('', house, ana, { chat: false })).to.equal('chat-off')
    expect(saying('ACD346', room, ana)).to.equal('chat-off')
    expect(saying('ACD346', room, ana, { chat: true })).to.equal('ok')
    expect(room.talk).to.include({ chat: false, private: false })
    expect(house.talk).to.include({ chat: true, private: true })
  })

  it('may not when muted; a presenter always may', () => {
    const muted = [{ id: 'ana', name: 'Ana' }]
    expect(saying('', { ...house, muted }, ana)).to.equal('muted')
    expect(saying('', { ...house, muted }, { ...ana, id: 'bo' })).to.equal('ok')
    expect(saying('', { ...house, muted: [{ id: 'presenters', name: '' }] }, presenter)).to.equal('ok')
    expect(saying('ACD346', room, presenter)).to.equal('ok')
  })

  it('may from a workshop’s page in the house only, while the presenter leaves that door open', () => {
    expect(saying('', house, classic)).to.equal('ok')
    expect(saying('', house, classic, { classic: false })).to.equal('chat-off')
    expect(saying('ACD346', room, classic, { chat: true })).to.equal('chat-off')
    expect(saying('', { ...house, muted: [{ id: 'classic', name: 'C' }] }, classic)).to.equal('muted')
  })
})
