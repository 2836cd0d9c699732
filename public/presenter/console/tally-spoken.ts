/** Says all that was answered, whatever the type of the question, also what the audience does not see. */
import type { AnswerView } from '../../../src/core/question-types/registry'
import { typeNamed } from '../../../src/core/question-types/registry'
import { ABSTAIN } from '../../../src/core/question-types/question-type'
import { questionOf, viewOf, type RulesOf, type TypeName } from '../../question-types/parts'
import { typeWords } from '../../question-types/words'
import { tallySentence } from '../../shared/poll/tally-sentence'
import { presenterWords as words } from '../words'
import type { ChartMoment } from './typed-chart/picture'

/** Answers that are read aloud. */
const MAX_READ = 5

export function tallySpoken({ poll, right, counts, answers }: ChartMoment): string {
  const abstained = counts[ABSTAIN] ?? answers?.abstained ?? 0
  const apart = abstained > 0 ? [`${typeWords.cannotSayIs(abstained)}.`] : []
  if (poll.type === 'one') return [tallySentence(counts), ...apart].join(' ')
  const rules = typeNamed(poll.type) as unknown as RulesOf<TypeName>
  // A tally has how many are right once that is revealed; answers that people typed have it before.
  const question = questionOf(rules.isBounded ? poll : { ...poll, right })
  const view = rules.isBounded ? viewOf(rules, question, counts) : answers
  if (!view || view.voters === 0) return [words.noAnswersYet, ...apart].join(' ')
  return [...rules.read(question, view), ...besides(view), ...apart].join(' ')
}

/** What only presenters hear of what people typed. */
function besides(view: AnswerView): string[] {
  if (view.type === 'text') {
    const newest = view.cards
      .slice(0, MAX_READ)
      .map(({ text, state = 'shown' }) => (state === 'shown' ? text : words.keptBack(text, state)))
    return newest.length > 0 ? [words.newest(newest)] : []
  }
  if (view.type !== 'words') return []
  return (['waiting', 'hidden'] as const).flatMap(state => {
    const labels = (view[state] ?? []).slice(0, MAX_READ).map(([label, votes]) => `${label} ${votes}`)
    return labels.length > 0 ? [words.kept[state](labels)] : []
  })
}
