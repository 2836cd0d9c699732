/** The question types on phones: a further one is a line in each table. One choice is part of the page itself. */
import { manyAnswer } from './many/answer'
import type { AnswerType, ResultType, TypeName } from './parts'

/** How each is answered. */
const answers: { [Name in TypeName]?: AnswerType<Name> } = {
  many: manyAnswer,
}

/** How the result of each is drawn; those answered in the rows of choices show it there. */
const results: { [Name in TypeName]?: ResultType<Name> } = {}

/** For whoever does not need to know which type it is. */
export function answerTypeOf(name: TypeName): AnswerType<TypeName> | undefined {
  return answers[name] as unknown as AnswerType<TypeName> | undefined
}

export function resultTypeOf(name: TypeName): ResultType<TypeName> | undefined {
  return results[name] as unknown as ResultType<TypeName> | undefined
}
