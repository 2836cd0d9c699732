/** The pictures of question types on the stage: a further one is a line here. One choice is part of the stage itself. */
import { many } from '../../src/core/question-types/many'
import type { StageType, TypeName } from './parts'

const pictures: { [Name in TypeName]?: StageType<Name> } = {
  many: {
    rules: many,
    usesAnswers: true,
    rightLabel: (_question, right) => [...right].join(', '),
    make: () => ({ update: () => undefined, fit: () => undefined }),
    table: () => ({ head: [], rows: [] }),
  },
}

/** For whoever does not need to know which type it is. */
export function stageTypeOf(name: TypeName): StageType<TypeName> | undefined {
  return pictures[name] as unknown as StageType<TypeName> | undefined
}
