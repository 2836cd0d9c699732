/** The form of open text: how many answers, which are right, and whether they are approved before they are shown. */
import { cleanAnswer, lengthOf } from '../../../src/core/question-types/open-answers'
import { MAX_ANSWER_LENGTH, text } from '../../../src/core/question-types/text'
import type { Question } from '../../../src/core/question-types/registry'
import { make } from '../../shared/dom'
import { chooser, inline, labelled, shape, tick } from '../form-fields'
import { formOf } from '../form-of'
import { textFormWords as words } from '../form-words'
import type { FormPart } from '../type-form'

const MAX_ANSWERS = 3
/** What `text.readRight` takes. */
const MAX_ACCEPTED = 10
const MAX_RIGHT_LENGTH = 1000

export const newForm: FormPart['newForm'] = changed => {
  const most = chooser(
    'most',
    Array.from({ length: MAX_ANSWERS }, (_, place) => [String(place + 1), words.answers(place + 1)]),
  )
  const accepted = make('textarea', 'text-field')
  accepted.rows = 1
  accepted.dir = 'auto'
  accepted.maxLength = MAX_RIGHT_LENGTH
  accepted.dataset['field'] = 'accepted'
  const form = formOf(
    [
      shape(inline(labelled(words.most, most))),
      labelled(words.accepted, accepted, words.acceptedHint),
      shape(tick('approve', words.approve, words.approveHint)),
    ],
    changed,
  )
  return {
    ...form,
    // Strangers can write anything: the presenter looks first.
    isAbove: true,
    start: { most: '1', accepted: '', approve: 'yes' },
    rows: () => null,
    fieldsOf: ({ answer, right, needsApproval }: Question) => ({
      most: String(answer?.type === 'text' ? answer.most : 1),
      accepted: right ?? '',
      approve: needsApproval ? 'yes' : '',
    }),
    read() {
      const { approve } = form.value()
      const answer = { type: 'text' as const, most: Number(most.value) }
      const lines = accepted.value.split('\n').filter(line => line.trim() !== '')
      const right = lines.length === 0 ? null : text.readRight({ ...NO_QUESTION, answer }, lines.join('\n'))
      if (right === undefined) return [{ at: 'accepted', sentence: wrongWith(lines) }]
      return { answer, right, ...(approve ? { needsApproval: true } : {}) }
    },
  }
}

function wrongWith(lines: string[]): string {
  if (lines.every(line => cleanAnswer(line) === '')) return words.noAnswer
  return lines.some(line => lengthOf(cleanAnswer(line)) > MAX_ANSWER_LENGTH)
    ? words.tooLong(MAX_ANSWER_LENGTH)
    : words.tooMany(MAX_ACCEPTED)
}

const NO_QUESTION = {
  text: '',
  choices: [],
  kind: 'ballot',
  results: 'hidden',
  right: null,
} satisfies Question
