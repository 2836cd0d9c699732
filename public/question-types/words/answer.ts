/** Words for a cloud: a few short fields. */
import { MAX_WORD_LENGTH, words } from '../../../src/core/question-types/words'
import type { TypedQuestion } from '../../../src/core/question-types/question-type'
import type { AnswerType, OptionsOf } from '../parts'
import { howTyped, TypedForm } from '../typed-form'
import { cloudWords } from './words'

const how = (question: TypedQuestion<OptionsOf<'words'>>): string =>
  howTyped(cloudWords.how(question.answer.most), question)

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
