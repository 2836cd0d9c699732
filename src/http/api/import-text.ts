/** Understands a text with questions for a program, and adds them to the list if it says so. */
import { questionToJson } from '../../core/import/json-shape'
import { canBeAsked, type Problem } from '../../core/import/understood'
import { understand } from '../../core/import/understand'
import type { Refusal } from '../../core/protocol/replies'
import type { Call } from './call'
import { addedTo } from './list-changes'

/** Answers what was understood; what has a problem is neither answered as a question nor added. */
export async function importText({ request, room }: Call): Promise<object | Refusal> {
  const { format, questions, problems } = understand(String(request.body))
  const good = questions.filter(canBeAsked).map(({ question }) => question)
  const isAdding = request.query['add'] === 'true' && good.length > 0
  const added = isAdding ? await addedTo(room, good) : { ids: [] }
  if ('ok' in added) return added
  const all = [...problems, ...questions.flatMap(each => each.problems)]
  return {
    format,
    questions: good.map((question, place) => ({
      ...questionToJson(question),
      ...(isAdding ? { id: added.ids[place] } : {}),
    })),
    problems: all.sort((one, other) => one.line - other.line).map(problemJson),
  }
}

function problemJson({ line, last, sentence, isNote }: Problem) {
  return { line, last, message: sentence, isNote }
}
