/** Validates a room's document as it is read from a store: the fields that the program relies on. */
import { z } from 'zod'
import { MAX_CHOICES } from '../limits/input-limits'
import { isTypeName } from '../question-types/registry'

/** Checks only the stored fields that the program relies on: there may be others. */
const keptQuestion = z.looseObject({
  text: z.string(),
  choices: z.array(z.string()).max(MAX_CHOICES),
  kind: z.enum(['hands', 'ballot']),
  results: z.enum(['live', 'hidden']),
  right: z.string().nullable(),
  explanation: z.string().optional(),
  // A type that this program does not know belongs to a newer one.
  answer: z.looseObject({ type: z.string().refine(isTypeName) }).optional(),
})
const keptRound = z.union([z.array(z.tuple([z.string(), z.number()])), z.record(z.string(), z.number())])
const keptAnnouncement = z.looseObject({ id: z.string(), text: z.string(), at: z.number() })
const keptTurnout = { voted: z.number(), present: z.number() }
const keptPoll = z.looseObject({
  pollId: z.string().min(1),
  resultId: z.string().min(1),
  askedAt: z.number(),
  question: keptQuestion,
  posed: z.boolean(),
  state: z.enum(['open', 'closed']),
  shown: z.boolean(),
  revealed: z.boolean(),
  round: z.number(),
  earlier: z.array(keptRound),
  roundIds: z.array(z.string()),
  shownRounds: z.array(z.boolean()),
  rowsKey: z.string().nullable(),
  keepsRows: z.boolean(),
  tickets: z.number().int().nullable(),
  final: keptRound.nullable(),
  turnout: z.looseObject(keptTurnout).nullable(),
  deadline: z.number().nullable(),
  durationSeconds: z.number().nullable(),
  stage: z.enum(['join', 'question', 'end', 'black']),
  reworded: z.boolean(),
  past: z
    .looseObject({
      ...keptTurnout,
      askedAt: z.number(),
      besideAt: z.number().nullable(),
      id: z.string(),
      besideId: z.string().nullable(),
      rounds: z.number().optional(),
    })
    .nullable(),
  care: z.looseObject({
    needsApproval: z.boolean(),
    approved: z.array(z.string()),
    hidden: z.array(z.string()),
    merged: z.array(z.looseObject({ from: z.string(), into: z.string() })),
    highlighted: z.string().nullable(),
    isFrozen: z.boolean(),
    isList: z.boolean().optional(),
  }),
})
const keptDocument = z.looseObject({
  keyHash: z.string().min(1),
  helpers: z.array(
    z.looseObject({
      id: z.string().min(1),
      name: z.string(),
      at: z.number(),
      keyHash: z.string().min(1),
      lastHereAt: z.number().optional(),
    }),
  ),
  roomName: z.string(),
  createdAt: z.number(),
  usedAt: z.number(),
  step: z.number().int(),
  poll: keptPoll,
  prepared: z.array(keptQuestion),
  preparedIds: z.array(z.number().int()),
  lastPreparedId: z.number().int(),
  next: z.number().int().min(0),
  talk: z
    .looseObject({
      chat: z.boolean(),
      private: z.boolean(),
      classic: z.boolean(),
      host: z.boolean(),
      slow: z.number(),
    })
    .partial(),
  rowsKey: z.string().nullable(),
  rowsSince: z.number(),
  sharing: z.looseObject({ page: z.boolean(), files: z.boolean(), rows: z.boolean() }),
  signs: z.boolean(),
  ballotsPerAddress: z.number().int().min(0),
  tickets: z.looseObject({ batch: z.number().int(), count: z.number().int().min(0), secret: z.string() }),
  muted: z.array(z.looseObject({ id: z.string(), name: z.string() })),
  removed: z.array(
    z.looseObject({
      id: z.string(),
      name: z.string(),
      at: z.number(),
      marks: z.array(z.string()),
      hides: z.literal(true).optional(),
      said: z
        .looseObject({
          kind: z.enum(['ask', 'answer']),
          text: z.string(),
          lesson: z.number().int(),
          of: z.union([z.number().int(), z.string()]),
          author: z.string(),
        })
        .optional(),
    }),
  ),
  announcement: keptAnnouncement.nullable(),
  lesson: z.number().int(),
  resultsRev: z.number().int(),
  shownAgain: z.array(z.string()),
  undo: z
    .looseObject({
      name: z.string(),
      at: z.number(),
      until: z.number(),
      poll: keptPoll,
      next: z.number().int().min(0),
      lesson: z.number().int(),
      firstLine: z.number().int().min(1),
      announcement: keptAnnouncement.nullable(),
      result: z.string().nullable(),
      rowsKey: z.string().nullable().optional(),
      rows: z.boolean().optional(),
      seen: z.array(
        z.looseObject({
          id: z.string(),
          shown: z.boolean().optional(),
          shownRounds: z.array(z.boolean()).optional(),
          revealed: z.boolean().optional(),
          frozen: keptRound.optional(),
        }),
      ),
      shownAgain: z.array(z.string()),
    })
    .nullable(),
  firstLine: z.number().int().min(1),
  forgotten: z.number().int(),
  lessons: z.array(
    z.looseObject({
      lesson: z.number().int(),
      startedAt: z.number(),
      endedAt: z.number(),
      questions: z.number(),
      lines: z.tuple([z.number().int(), z.number().int()]),
      said: z.number(),
    }),
  ),
  asks: z.looseObject({
    isOpen: z.boolean(),
    approve: z.boolean(),
    most: z.number().int(),
    onScreen: z.enum(['none', 'ask', 'list']),
    up: z.number().int().nullable(),
  }),
  wall: z.looseObject({
    term: z.string().nullable(),
    isPaused: z.boolean(),
    posting: z.boolean(),
    search: z.boolean(),
    approve: z.enum(['room', 'all', 'none']),
    languages: z.array(z.string()),
    blockedAuthors: z.array(z.looseObject({ author: z.string(), name: z.string() })),
  }),
  blockedWords: z.array(z.string()),
  panic: z
    .looseObject({
      id: z.number(),
      since: z.number(),
      pressedAt: z.number(),
      presses: z.number().int(),
      before: z.looseObject({
        chat: z.boolean(),
        posting: z.boolean(),
        isPaused: z.boolean(),
        asks: z.boolean().optional(),
        up: z.number().int().nullable().optional(),
      }),
      answers: z
        .looseObject({ pollId: z.string(), needsApproval: z.boolean(), approved: z.array(z.string()) })
        .nullable(),
      over: z.enum(['undone', 'kept']).nullable(),
    })
    .nullable(),
  hiddenLines: z.array(
    z.looseObject({ from: z.number().int(), to: z.number().int().nullable(), by: z.number() }),
  ),
  hiddenAsks: z.array(z.looseObject({ from: z.number(), to: z.number().nullable(), by: z.number() })),
})

/** What is wrong with a room's stored document, without quoting its content; undefined: nothing. */
export function documentProblem(kept: unknown): string | undefined {
  const result = keptDocument.safeParse(kept)
  if (result.success) return undefined
  const { path, message } = result.error.issues[0]!
  return `${path.join('.') || 'document'}: ${message}`
}
