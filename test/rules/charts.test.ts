/** Charts as SVG: whatever people typed and however many voted, they are bounded pictures that can do nothing. */
import { expect } from 'chai'
import fc from 'fast-check'
import { chartSvg, type ChartOptions } from '../../src/core/charts/chart-svg'
import { linesOf } from '../../src/core/charts/text-lines'
import { textWidth } from '../../src/core/charts/text-width'
import { NO_CARE } from '../../src/core/question-types/question-type'
import {
  parseVote,
  readQuestion,
  registerType,
  typeNamed,
  type Question,
} from '../../src/core/question-types/registry'
import type { Round } from '../../src/core/question-types/rounds'
import { SAMPLES } from '../support/samples'

const base: Question = { text: 'Which?', choices: [], kind: 'ballot', results: 'live', right: null }
const one: Question = { ...base, choices: ['Alpha', 'Beta', 'Gamma'], right: 'B' }

/** The tally of these votes and how often each was given. */
function round(question: Question, votes: Record<string, number>): Round {
  const tally = new Map<string, number>()
  for (const [sent, count] of Object.entries(votes)) {
    const parsed = parseVote(question, sent)
    if (!parsed.ok) throw new Error(`${sent}: ${parsed.problem}`)
    for (const counter of parsed.vote.split('\n')) tally.set(counter, (tally.get(counter) ?? 0) + count)
  }
  return [...tally]
}

const draw = (question: Question, rounds: Round[], options: Partial<ChartOptions> = {}) =>
  chartSvg({ question, rounds, care: NO_CARE }, { withRight: false, ...options })

const textsOf = (svg: string) => [...svg.matchAll(/<text [^>]*>([^<]*)/g)].map(([, text]) => text!)
const numberIn = (svg: string, name: string) =>
  Number(new RegExp(`^<svg [^>]*\\b${name}="([\\d.]+)"`).exec(svg)![1])

describe('The chart of a poll', () => {
  it('shows what was asked, percentages, counts and who voted', () => {
    const svg = chartSvg(
      {
        question: one,
        rounds: [round(one, { A: 1, B: 3 })],
        care: NO_CARE,
        turnout: { voted: 4, present: 9 },
      },
      { withRight: false },
    )
    expect(textsOf(svg)).to.include.members([
      'Which?',
      'A',
      'Alpha',
      '25\u202f%',
      '75\u202f%',
      '3',
      '4 of 9 have voted',
    ])
    expect(svg).to.match(/^<svg [^>]*role="img" aria-labelledby="chart-title chart-desc"/)
    expect(svg).to.include('<title id="chart-title">Which?</title>')
    expect(svg).to.include('<desc id="chart-desc">A 25 percent, B 75 percent, C 0 percent.</desc>')
  })

  it('marks what is right only where it is told to, for every type', () => {
    for (const [name, { asks, second, right }] of Object.entries(SAMPLES)) {
      if (right === undefined) continue
      const question = readQuestion({ ...base, ...asks, right, explanation: 'because-of-this' })!
      const rounds = [round(question, { [second[0]]: 3 })]
      expect(draw(question, rounds), name).to.not.match(/right|because/)
      expect(draw(question, rounds, { withRight: true }), name).to.match(/>right/)
      const other = { ...question, right: null }
      expect(draw(question, rounds), name).to.equal(draw(other, rounds))
    }
  })

  it('has the last two rounds beside each other, or the one that is asked for', () => {
    const rounds = [{ A: 9 }, { A: 3, B: 1 }, { A: 1, B: 3 }].map(votes => round(one, votes))
    const both = textsOf(draw(one, rounds))
    expect(both).to.include.members(['75\u202f% → 25\u202f%', '3 → 1', 'Round 2 → round 3'])
    const second = textsOf(draw(one, rounds, { round: 2 }))
    expect(second).to.include.members(['75\u202f%', 'Round 2 of 3'])
    expect(second.join()).to.not.include('→')
  })

  it('of a type that says nothing of its picture has its rows as bars', () => {
    const { ...plain } = typeNamed('order')
    delete plain.picture
    const stop = registerType({ ...plain, name: 'test-plain' })
    try {
      const question = { ...one, right: null, answer: { type: 'test-plain', places: 3 } as never }
      expect(textsOf(draw(question, [round(question, { BAC: 2 })]))).to.include('B Beta: 3.0 points')
    } finally {
      stop()
    }
  })

  it('says so where nobody has voted', () => {
    for (const { asks } of Object.values(SAMPLES)) {
      const question = readQuestion({ ...base, ...asks })!
      const svg = draw(question, [[]])
      expect(textsOf(svg)).to.include('Nobody has voted.')
      expect(textsOf(svg)).to.not.include('No answer is shown.')
      expect(svg).to.not.match(/NaN|Infinity|undefined/)
    }
  })

  it('stays bounded with thousands of words', () => {
    const words: Question = { ...base, answer: { type: 'words', most: 3 } }
    const many = Array.from({ length: 5000 }, (_, index): [string, number] => [
      `word${index}`,
      1 + (index % 7),
    ])
    const svg = draw(words, [[['#', 5000], ...many]])
    expect(svg.length).to.be.lessThan(40_000)
    expect(textsOf(svg)).to.include('and 4940 more')
    expect(numberIn(svg, 'height')).to.be.lessThan(1000)
  })

  it('is mirrored where the question is read from right to left, its figures are not', () => {
    const svg = draw({ ...one, text: 'מה?', choices: ['א', 'ב', 'ג'] }, [round(one, { A: 1 })])
    const at = (text: string) => Number(new RegExp(`<text x="([\\d.]+)"[^>]*>${text}<`).exec(svg)![1])
    expect(at('A')).to.be.greaterThan(700)
    expect(at('100\u202f%')).to.be.lessThan(100)
    expect(svg).to.match(/<text [^>]*direction="rtl"[^>]*>א</)
    expect(svg).to.not.match(/<text [^>]*direction="rtl"[^>]*>100/)
  })

  it('has the whole of a text that is shortened as its title', () => {
    const long = 'a long label '.repeat(38).trim()
    const svg = draw({ ...one, choices: [long, 'b', 'c'] }, [[]])
    expect(svg).to.include(`<g><title>${long}</title>`)
    expect(textsOf(svg).some(text => text.endsWith('…'))).to.equal(true)
  })

  const anyText = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.string({ unit: 'grapheme', maxLength: 500 }),
    fc.constantFrom(
      `</text><script>alert(1)</script>`,
      `"><image href="//evil.example/"/>`,
      ']]><!ENTITY x SYSTEM "file:///etc/passwd">&x;',
      '\u202eevil\u202c',
      'ا\u0651'.repeat(200),
      'x'.repeat(500),
      'Z\u0351'.repeat(250),
      '👩‍👩‍👧‍👦'.repeat(60),
    ),
  )

  it('is a document without script, style, address or forbidden character, whatever was typed', () => {
    fc.assert(
      fc.property(
        anyText,
        fc.array(anyText, { minLength: 2, maxLength: 12 }),
        fc.array(fc.nat(5000), { minLength: 12, maxLength: 12 }),
        fc.constantFrom('light', 'dark', 'print'),
        fc.integer({ min: 0, max: 5000 }),
        (text, choices, votes, theme, width) => {
          const question: Question = { ...base, text, choices, right: 'A' }
          const counts = [...'ABCDEFGHIJKL'].map((letter, index): [string, number] => [letter, votes[index]!])
          const svg = draw(question, [counts, counts.slice(1)], { theme, width, withRight: true })
          expectHarmless(svg)
          const words: Question = { ...base, text, answer: { type: 'words', most: 3 } }
          expectHarmless(
            draw(words, [choices.map((each, index): [string, number] => [each, votes[index]! + 1])], {
              width,
            }),
          )
        },
      ),
      { numRuns: 150 },
    )
  })

  function expectHarmless(svg: string): void {
    const names = new Set([...svg.matchAll(/<([a-zA-Z!?][\w:]*)/g)].map(([, name]) => name!))
    const known =
      'svg title desc defs pattern radialGradient stop g rect circle polygon polyline line path text tspan'
    expect(known.split(' ')).to.include.members([...names])
    expect(svg).to.not.match(/<[^>]*\s(style|class|href|on\w+|xlink:\w+)=|NaN|Infinity/)
    for (const [, address] of svg.matchAll(/url\(([^)]*)\)/g)) expect(address).to.match(/^#chart-[\w-]+$/)
    expect(svg).to.not.match(
      /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufffe\uffff\u202a-\u202e\u2066-\u2069]/,
    )
    expect(svg).to.not.match(/\p{Cs}/u)
    expect(svg.replace(/&(amp|lt|gt|quot);/g, '')).to.not.include('&')
  }

  it('breaks texts into lines that are no wider than their box, and loses nothing of what fits', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 60, max: 700 }), (text, width) => {
        const { lines, isShortened } = linesOf(text, { width, size: 16, isBold: true, most: 200 })
        for (const line of lines) {
          const isOneSign = [...line.replace(/[\p{M}\p{Cf}\ufe0f]/gu, '')].length <= 8
          if (!isOneSign) expect(textWidth(line, 16, true), line).to.be.at.most(width + 0.01)
        }
        if (isShortened) return
        const whole = linesOf(text, { width: 1e9, size: 16, isBold: true, most: 1e9 }).lines
        expect(lines.join('').replace(/\s/g, '')).to.equal(whole.join('').replace(/\s/g, ''))
      }),
      { numRuns: 200 },
    )
  })
})
