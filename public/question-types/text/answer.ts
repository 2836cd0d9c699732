/** Open text: a field for each answer, which can be taken back one by one. */
import { MAX_ANSWER_LENGTH, text } from '../../../src/core/question-types/text'
import type { TypedQuestion } from '../../../src/core/question-types/question-type'
import type { AnswerType, OptionsOf } from '../parts'
import { howTyped, TypedForm } from '../typed-form'
import { textWords } from './words'

const how = (question: TypedQuestion<OptionsOf<'text'>>): string =>
  howTyped(textWords.how(question.answer.most), question)

export const textAnswer: AnswerType<'text'> = {
  rules: text,
  make: (place, want) =>
    new TypedForm(place, want, {
      rules: text,
      isLong: true,
      maxLength: MAX_ANSWER_LENGTH,
      hasTakeBack: true,
      nameOf: textWords.field,
      how,
    }),
  how,
  label: (_question, vote) => vote.split('\n'),
  rightLabel: (_question, right) => textWords.or(right.split('\n')),
}
