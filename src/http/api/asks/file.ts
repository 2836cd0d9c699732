/** The questions from the audience as a file. */
import { refuse } from '../../../core/protocol/refusals'
import type { Answered, Call } from '../call'
import { csvParts } from '../export/csv'
import { headOf, isKnown, refusalFor } from '../export/file-head'
import type { MadeFiles } from '../export/made-files'
import { failed } from '../failures'
import type { AskJson } from '../poll-schemas'
import { asksTable, toldAsks } from './told'

/** Answers with the questions from the audience; for presenters with the hidden ones, if they want those. */
export function sendAsks(files: MadeFiles, call: Call): Promise<Answered> {
  const { room, isPresenter, hidden: withHidden } = call
  const lesson = call.lesson || room.document.lesson
  const asked = { lesson, isPresenter, withHidden }
  return files.answer(call, {
    name: `asks ${lesson} ${withHidden}`,
    hasVotes: () => false,
    asked,
    refusal: () => refusalFor(call, lesson),
    make: async () => {
      const asks = await toldAsks(room, asked)
      if (asks.length === 0 && !isKnown(room.document, lesson)) return failed(refuse('no-such-lesson'))
      const file = { day: dayOf(asks), of: 'questions from the room', ending: 'csv' } as const
      return { head: headOf(call, file), parts: () => csvParts(asksTable(asks)) }
    },
  })
}

/** The day of the oldest of them; of today where there are none. */
export function dayOf(asks: readonly AskJson[]): number {
  return asks.length === 0 ? Date.now() : Math.min(...asks.map(({ askedAt }) => Date.parse(askedAt)))
}
