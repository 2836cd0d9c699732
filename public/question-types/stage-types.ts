/** The pictures of question types on the stage: a further one is a line here. One choice is part of the stage itself. */
import { many } from '../../src/core/question-types/many'
import { shareOf } from '../../src/core/question-types/percentages'
import { manyWords } from './many/words'
import { numberPicture } from './number/picture'
import { orderPicture } from './order/picture'
import type { StageType, TypeName } from './parts'
import { scalePicture } from './scale/picture'
import { textPicture } from './text/picture'
import { wordsPicture } from './words/picture'

const pictures: { [Name in TypeName]?: StageType<Name> } = {
  many: {
    rules: many,
    usesAnswers: 'always',
    rightLabel: (_question, right) => [...right].join(', '),
    notes({ answer: { min, max }, choices, right }, view, isOpen) {
      if (!view) return isOpen ? [manyWords.how(min, max, choices.length).replace(/\.$/, '')] : []
      const share = Math.round(shareOf(view.allRight, view.voters) * 100)
      return [manyWords.ofPeople, ...(right === null ? [] : [manyWords.allRight(share)])]
    },
    make: () => ({ update: () => undefined, fit: () => undefined }),
    table: () => ({ head: [], rows: [] }),
  },
  text: textPicture,
  words: wordsPicture,
  scale: scalePicture,
  number: numberPicture,
  order: orderPicture,
}

/** For whoever does not need to know which type it is. */
export function stageTypeOf(name: TypeName): StageType<TypeName> | undefined {
  return pictures[name] as unknown as StageType<TypeName> | undefined
}
