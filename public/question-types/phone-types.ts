/** The question types on phones: a further one is a line in each table. One choice is part of the page itself. */
import { manyAnswer } from './many/answer'
import { numberAnswer } from './number/answer'
import { numberResult } from './number/result'
import { orderAnswer } from './order/answer'
import { orderResult } from './order/result'
import type { AnswerType, ResultType, TypeName } from './parts'
import { scaleAnswer } from './scale/answer'
import { scaleResult } from './scale/result'
import { textAnswer } from './text/answer'
import { textResult } from './text/result'
import { wordsAnswer } from './words/answer'
import { wordsResult } from './words/result'

/** How each is answered. */
const answers: { [Name in TypeName]?: AnswerType<Name> } = {
  many: manyAnswer,
  scale: scaleAnswer,
  number: numberAnswer,
  order: orderAnswer,
  text: textAnswer,
  words: wordsAnswer,
}

/** How the result of each is drawn; those answered in the rows of choices show it there. */
const results: { [Name in TypeName]?: ResultType<Name> } = {
  scale: scaleResult,
  number: numberResult,
  order: orderResult,
  text: textResult,
  words: wordsResult,
}

/** For whoever does not need to know which type it is. */
export function answerTypeOf(name: TypeName): AnswerType<TypeName> | undefined {
  return answers[name] as unknown as AnswerType<TypeName> | undefined
}

export function resultTypeOf(name: TypeName): ResultType<TypeName> | undefined {
  return results[name] as unknown as ResultType<TypeName> | undefined
}
