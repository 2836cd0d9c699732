/** Any question of any kind that a presenter can ask, for laws about what is written and read. */
import fc from 'fast-check'
import {
  typed,
  typeNamed,
  typeOf,
  type AnswerOptions,
  type Question,
} from '../../../src/core/question-types/registry'

const base: Question = { text: 'Q', choices: [], kind: 'ballot', results: 'hidden', right: null }
const label = fc.oneof(
  fc.constantFrom(
    '',
    'never',
    'a, live',
    'yes … no',
    '] [',
    '3',
    '..',
    '= 5',
    '°C',
    '%',
    'hands',
    'x, approve',
    'x;y',
    '1-2',
    ': a',
  ),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
)
const texts = fc.constantFrom('a', 'b c', '*', '1. d', '> e', '\\f', 'g *', '-', 'x [words]')
const numeral = fc.integer({ min: -20_000, max: 20_000 }).map(whole => whole / 100)
const fields: { [N in AnswerOptions['type']]: fc.Arbitrary<Record<string, unknown>> } = {
  one: fc.constant({}),
  many: fc.record({ min: fc.integer({ min: 1, max: 4 }), max: fc.integer({ min: 1, max: 4 }) }),
  scale: fc.record({
    from: fc.integer({ min: 0, max: 1 }),
    to: fc.integer({ min: 1, max: 11 }),
    low: label,
    high: label,
  }),
  number: fc.record({
    min: fc.option(numeral),
    max: fc.option(numeral),
    decimals: fc.integer({ min: 2, max: 6 }),
    unit: label,
  }),
  order: fc.record({ places: fc.integer({ min: 1, max: 5 }) }),
  text: fc.record({ most: fc.integer({ min: 1, max: 3 }) }),
  words: fc.record({ most: fc.integer({ min: 1, max: 10 }) }),
}
const RIGHT: { [N in AnswerOptions['type']]: fc.Arbitrary<string> } = {
  one: fc.constantFrom('A', 'B'),
  many: fc.constantFrom('A', 'AB'),
  scale: fc.constant('1'),
  number: fc.tuple(numeral, numeral).map(ends => ends.sort((a, b) => a - b).join('..')),
  order: fc.constantFrom('ABCDE', 'ABC', 'AB'),
  text: fc.constantFrom('Köln', 'Köln\nCologne', '1. d\n> e'),
  words: fc.constant('x'),
}
/** Whatever a type reads from outside is a question that can be asked. */
export const anyQuestion: fc.Arbitrary<Question> = fc
  .constantFrom(...(Object.keys(fields) as AnswerOptions['type'][]))
  .chain(name =>
    fc
      .record({
        choices: fc.array(texts, {
          minLength: typeNamed(name).choices[0],
          maxLength: Math.min(5, typeNamed(name).choices[1]),
        }),
        options: fields[name],
        right: fc.option(RIGHT[name]),
        results: fc.constantFrom('live' as const, 'hidden' as const),
        hands: fc.boolean(),
        abstain: fc.boolean(),
        approve: fc.boolean(),
        text: fc.constantFrom('', 'Q', 'Q [words]', 'Q [2]'),
      })
      .map(({ choices, options, right, results, hands, abstain, approve, text }) => {
        const type = typeNamed(name)
        const asked: Question = {
          ...base,
          text,
          choices,
          results,
          kind: hands && type.isBounded ? 'hands' : 'ballot',
          ...(abstain ? { canAbstain: true } : {}),
          ...(approve && type.isTyped ? { needsApproval: true } : {}),
        }
        const read = type.readOptions(options, { ...asked, right })
        if (!read) return undefined
        if (name !== 'one') asked.answer = read as AnswerOptions
        const kept = right === null ? undefined : type.readRight(typed(asked), right)
        asked.right = kept ?? null
        if (kept !== undefined) Object.assign(asked, type.arranged?.(asked.choices, kept))
        // An order that is right has all places.
        return name === 'order' && asked.right === null && right !== null ? undefined : asked
      }),
  )
  .filter((each): each is Question => each !== undefined && typeOf(each) !== undefined)
