/**
 * Arbitrary events and packets of sockets, from nearly right to nonsense; all of them JSON, or text that may be a
 * packet.
 */
import fc from 'fast-check'
import { eventSchemas, type EventInputs, type EventName } from '../../src/core/protocol/schemas'
import { inputsFor } from '../server/access/inputs'
import { hostile, QUESTIONS, typedVote } from '../support/question-types'

/** All that there are, and names that are none. */
const EVENTS = [...Object.keys(eventSchemas), 'message', 'snapshot', 'constructor', '__proto__', '']
const COMMANDS = [
  'ask',
  'askPrepared',
  'close',
  'reopen',
  'show',
  'hide',
  'reveal',
  'conceal',
  'markRight',
  'clear',
  'again',
  'hands',
  'newLesson',
  'next',
  'back',
  'stage',
  'finish',
  'reword',
  'undo',
  'showAgain',
  'setTimer',
  'extendTimer',
  'prepare',
  'editPrepared',
  'removePrepared',
  'movePrepared',
]
/** Names of all that an event may carry. */
const FIELDS = [
  ...[
    'pollId',
    'vote',
    'step',
    'command',
    'code',
    'after',
    'before',
    'name',
    'text',
    'key',
    'seq',
    'to',
    'helperKey',
  ],
  ...[
    'id',
    'isMuted',
    'chat',
    'private',
    'slow',
    'term',
    'isPaused',
    'posting',
    'approve',
    'languages',
    'isPinned',
  ],
  ...[
    'author',
    'ask',
    'answer',
    'word',
    'isBlocked',
    'action',
    'username',
    'user',
    'message',
    'question',
    'questions',
    'index',
    'from',
  ],
  ...[
    'seconds',
    'right',
    'lesson',
    'choices',
    'beside',
    'stage',
    'explanation',
    'kind',
    'results',
    'answer',
    'canAbstain',
    'needsApproval',
    'change',
    'into',
    'isOn',
    'round',
    'page',
    'files',
    'rows',
    'isNamed',
    'isFor',
    'action',
    'isOpen',
    'most',
    'onScreen',
    'sign',
    'batch',
    'count',
    'ticket',
    '__proto__',
    'constructor',
    'toString',
  ],
]
const TEXTS = [
  'A',
  'voteCast',
  'message',
  'cats',
  '#a @b "c d"',
  '\u202e\u0000',
  '\ud800',
  'e\u0301'.repeat(99),
]

/** Stands in a value for what only the running app knows. */
export interface Known {
  pollId: string
  step: number
}

const text = fc.oneof(
  fc.constantFrom(...TEXTS),
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }),
)
const plain = fc.oneof(
  text,
  fc.integer({ min: -2, max: 9 }),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
  fc.constant([]),
  fc.constant({}),
)
const record = fc.dictionary(fc.constantFrom(...FIELDS), fc.oneof(plain, fc.array(plain, { maxLength: 4 })), {
  maxKeys: 6,
  noNullPrototype: true,
})
const manner = fc.record(
  {
    kind: fc.constantFrom('hands', 'ballot'),
    results: fc.constantFrom('live', 'hidden'),
    right: fc.constantFrom('A', 'B', 'L', 'CA', '3,14', '1..2', 'école\nbruit', null),
    explanation: text,
    canAbstain: fc.boolean(),
    needsApproval: fc.boolean(),
  },
  { requiredKeys: ['kind', 'results', 'right'] },
)
/** How a question of any type is answered: as it should be, and with something else in one of its fields. */
const answer = fc
  .tuple(
    fc.constantFrom(...Object.values(QUESTIONS).map(each => each.answer ?? { type: 'one' })),
    fc.dictionary(
      fc.constantFrom('type', 'min', 'max', 'most', 'from', 'to', 'places', 'decimals', 'low', 'unit'),
      plain,
      {
        maxKeys: 1,
        noNullPrototype: true,
      },
    ),
  )
  .map(([options, wrong]): object => ({ ...options, ...wrong }))
const question = fc.oneof(
  // Right, so that votes and decisions meet a question of each type.
  { weight: 3, arbitrary: fc.constantFrom(...Object.values(QUESTIONS)) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(text, fc.array(text, { maxLength: 13 }), manner, fc.option(answer, { nil: undefined }))
      .map(([asks, choices, how, options]) => ({ text: asks, choices, ...how, answer: options })),
  },
)
const place = fc.integer({ min: -1, max: 4 })
const command = fc
  .record({
    // Often another question, so that votes and decisions meet each type.
    name: fc.oneof(
      { weight: 1, arbitrary: fc.constant('ask') },
      { weight: 2, arbitrary: fc.constantFrom(...COMMANDS) },
    ),
    question,
    questions: fc.array(question, { maxLength: 3 }),
    index: place,
    from: place,
    to: place,
    right: fc.constantFrom('A', 'Z', 'CA', '3,14', '1..2', 'école\nbruit', null),
    seconds: fc.constantFrom(1, 60, 0, null, 1e9),
    stage: fc.constantFrom('join', 'question', 'end', 'black', 'other'),
    text,
    choices: fc.array(text, { minLength: 1, maxLength: 5 }),
    explanation: text,
    answer: fc.option(answer, { nil: undefined }),
    id: text,
    beside: fc.option(text, { nil: undefined }),
  })
  .map(parts => ({ about: 'command' as const, parts }))
const vote = fc
  .oneof({ weight: 9, arbitrary: typedVote }, { weight: 1, arbitrary: fc.constant(null) })
  .map(given => ({ about: 'vote' as const, vote: given }))
/** What answers are meant by: of what is often voted, and of nothing. */
const answerKey = fc.oneof(hostile, fc.constantFrom('ecole', 'c#', 'a', 'x'.repeat(600), 'x'.repeat(601)))
const care = fc
  .record(
    {
      do: fc.constantFrom(
        ...['approve', 'hide', 'restore', 'split', 'merge', 'highlight', 'approval', 'freeze', 'other'],
      ),
      key: fc.option(answerKey),
      into: answerKey,
      isOn: fc.boolean(),
    },
    { requiredKeys: ['do'] },
  )
  .map(change => ({ about: 'care' as const, change }))

/** A right example of an event, so that each is tried as pages send it, too. */
const right = fc
  .constantFrom(...(Object.keys(eventSchemas) as EventName[]))
  .map(example => ({ about: 'right' as const, example }))

/** One event: its name, its arguments, and whether it asks for an answer. */
export const event = fc.record({
  name: fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...EVENTS) }, { weight: 1, arbitrary: text }),
  args: fc.oneof(
    fc.tuple(record),
    fc.tuple(text, record),
    fc.array(fc.oneof(plain, record, fc.jsonValue()), { maxLength: 3 }),
  ),
  nearly: fc.option(fc.oneof(command, vote, care, right), { freq: 3 }),
  asks: fc.boolean(),
})

/** The event as it is sent, with what is known of the app in it. */
export function sentAs(
  { name, args, nearly }: typeof event extends fc.Arbitrary<infer T> ? T : never,
  { pollId, step }: Known,
): [string, ...unknown[]] {
  if (nearly?.about === 'command') return ['present', { pollId, step, command: nearly.parts }]
  if (nearly?.about === 'care') return ['careForAnswers', { pollId, change: nearly.change }]
  if (nearly?.about === 'vote') return ['castVote', { pollId, vote: nearly.vote }]
  if (nearly?.about === 'right') return rightOf(nearly.example, { pollId, step })
  return [name, ...args]
}

function rightOf(event: EventName, { pollId, step }: Known): [string, ...unknown[]] {
  const examples = inputsFor({ code: '', pollId, step, seq: 1, postId: 'room:1', person: 'nobody' })
  if (event !== 'chat message') return [event, examples[event]]
  const { text: said, ...options }: EventInputs['chat message'] = examples[event]
  return [event, said, options]
}

const PACKETS = ['0', '1', '2', '2probe', '3', '40', '41', '42', '43', '44', '45', '5', '6', '40/x,', '4']
/** Text of one frame: a packet, one with something behind it, or nonsense. */
export const packet = fc.oneof(
  fc.constantFrom(...PACKETS),
  fc
    .tuple(fc.constantFrom('42', '421', '43', '430', '451-', '40', '461-0', '450-'), fc.jsonValue())
    .map(([head, value]) => head + JSON.stringify(value)),
  fc
    .tuple(fc.constantFrom(...EVENTS), fc.jsonValue())
    .map(([name, value]) => `42${JSON.stringify([name, value])}`),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
)
