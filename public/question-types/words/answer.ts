/** Words for a cloud: a few short fields. */
import { MAX_WORD_LENGTH, words } from '../../../src/core/question-types/words'
import type { TypedQuestion } from '../../../src/core/question-types/question-type'
import type { AnswerType, OptionsOf } from '../parts'
import { TypedForm } from '../typed-form'
import { typeWords } from '../words'
import { cloudWords } from './words'

/** Whoever answers knows beforehand that the presenter reads it first. */
function how({ answer, needsApproval }: TypedQuestion<OptionsOf<'words'>>): string {
  return [cloudWords.how(answer.most), ...(needsApproval ? [typeWords.needsApproval] : [])].join(' ')
}

export const wordsAnswer: AnswerType<'words'> = {
  rules: words,
  make: (place, want) =>
    new TypedForm(place, want, {
      rules: words,
      isLong: false,
      maxLength: MAX_WORD_LENGTH,
      nameOf: cloudWords.field,
      how,
    }),
  how,
  label: (_question, vote) => vote.split('\n'),
}
