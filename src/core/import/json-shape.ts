/**
 * The shape of a question as JSON, and the way from it to a question and back, without a check: `question-json` checks
 * what comes from outside. Knows every kind of question, as all that speaks other formats does.
 */
import type { Question } from '../question-types/registry'

interface Common {
  text: string
  kind: 'ballot' | 'hands'
  results: 'hidden' | 'live'
  explanation?: string | undefined
  canAbstain?: boolean | undefined
  needsApproval?: boolean | undefined
}

/** A question for programs. What is absent is the default; `right` absent or null: nothing is right. */
export type QuestionJson = Common &
  (
    | { type: 'one'; choices: string[]; right?: string | null | undefined }
    | {
        type: 'many'
        choices: string[]
        min?: number | undefined
        max?: number | undefined
        right?: string | null | undefined
      }
    | {
        type: 'scale'
        points: number
        /** The first point. */
        from?: number | undefined
        labels?: [low: string, high: string] | undefined
        statements?: string[] | undefined
      }
    | {
        type: 'number'
        min?: number | null | undefined
        max?: number | null | undefined
        decimals?: number | undefined
        unit?: string | undefined
        right?: { from: number; to: number } | null | undefined
      }
    | { type: 'order'; items: string[]; places?: number | undefined; right?: string | null | undefined }
    | { type: 'text'; max?: number | undefined; right?: string[] | null | undefined }
    | { type: 'words'; max?: number | undefined; leaveOut?: string | undefined }
  )

type Given = Omit<Question, 'answer'> & { answer: { type: string } }

/** The question as its type is to read it by `readQuestion`. */
export function plainOf(json: QuestionJson): Given {
  const { text, kind, results, explanation, canAbstain, needsApproval } = json
  const base = {
    text,
    kind,
    results,
    choices: [] as string[],
    right: null as string | null,
    ...(explanation ? { explanation } : {}),
    ...(canAbstain ? { canAbstain } : {}),
    ...(needsApproval ? { needsApproval } : {}),
  }
  const { type } = json
  switch (type) {
    case 'one':
      return { ...base, choices: json.choices, right: json.right ?? null, answer: { type } }
    case 'many':
      return {
        ...base,
        choices: json.choices,
        right: json.right ?? null,
        answer: { type, ...said({ min: json.min, max: json.max }) },
      }
    case 'scale': {
      const { points, from = 1, labels: [low, high] = ['', ''], statements = [] } = json
      return { ...base, choices: statements, answer: { type, ...{ from, to: from + points - 1, low, high } } }
    }
    case 'number': {
      const { min, max, decimals, unit, right } = json
      return {
        ...base,
        right: right ? `${right.from}..${right.to}` : null,
        answer: { type, ...said({ min, max, decimals, unit }) },
      }
    }
    case 'order':
      return {
        ...base,
        choices: json.items,
        right: json.right ?? null,
        answer: { type, ...said({ places: json.places }) },
      }
    case 'text':
      return {
        ...base,
        right: json.right?.length ? json.right.join('\n') : null,
        answer: { type, ...said({ most: json.max }) },
      }
    case 'words':
      return { ...base, answer: { type, ...said({ most: json.max, leaveOut: json.leaveOut }) } }
  }
}

/** The question as a program gets it: every option is said, nothing that is the default of all kinds. */
export function questionToJson(question: Question): QuestionJson {
  const { text, kind, results, explanation, canAbstain, needsApproval, choices, right } = question
  const common: Common = {
    text,
    kind,
    results,
    ...(explanation ? { explanation } : {}),
    ...(canAbstain ? { canAbstain } : {}),
    ...(needsApproval ? { needsApproval } : {}),
  }
  const rightLetters = right === null ? {} : { right }
  const { answer = { type: 'one' } } = question
  switch (answer.type) {
    case 'one':
      return { type: answer.type, ...common, choices, ...rightLetters }
    case 'many':
      return { type: answer.type, ...common, choices, min: answer.min, max: answer.max, ...rightLetters }
    case 'scale': {
      const { type, from, to, low, high } = answer
      const labels = low === '' && high === '' ? {} : { labels: [low, high] as [string, string] }
      const statements = choices.length === 0 ? {} : { statements: choices }
      return {
        type,
        ...common,
        points: to - from + 1,
        ...(from === 1 ? {} : { from }),
        ...labels,
        ...statements,
      }
    }
    case 'number': {
      const { type, min, max, decimals, unit } = answer
      const [from, to] = right?.split('..').map(Number) ?? []
      const band = from === undefined || to === undefined ? {} : { right: { from, to } }
      return { type, ...common, min, max, decimals, ...(unit === '' ? {} : { unit }), ...band }
    }
    case 'order':
      return { type: answer.type, ...common, items: choices, places: answer.places, ...rightLetters }
    case 'text':
      return {
        type: answer.type,
        ...common,
        max: answer.most,
        ...(right === null ? {} : { right: right.split('\n') }),
      }
    case 'words':
      return { ...common, ...said({ leaveOut: answer.leaveOut }), type: answer.type, max: answer.most }
  }
}

/** A list of questions as a JSON document. */
export function printJson(questions: readonly Question[]): string {
  return JSON.stringify(questions.map(questionToJson), null, 2)
}

/** Without what is undefined: types take that as something said. */
function said<T extends object>(fields: T): Partial<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<T>
}
