/** Connects the sheet to the presenter's commands: what is done with a question that is finished. */
import type { Question } from '../../../src/core/protocol/poll'
import { typeOf } from '../../../src/core/question-types/registry'
import type { Commands } from '../commands'
import { presenterWords as words } from '../words'
import { QuestionSheet } from './sheet'

interface Needs {
  commands: Commands
  /** The place of a question in the list; below 0: it is no longer there. */
  placeOf: (question: Question) => number
  said: (sentence: string) => void
}

/** Makes the sheet of the page. */
export function newSheet({ commands, placeOf, said }: Needs): QuestionSheet {
  const sheet: QuestionSheet = new QuestionSheet({
    async ask(question, seconds) {
      if (!(await commands.send({ name: 'ask', question }))) return false
      if (seconds === null) return true
      if (await commands.send({ name: 'setTimer', seconds })) said(words.askedFor(words.minutes(seconds)))
      return true
    },
    add: async question => (await commands.prepare([question])) > 0,
    async save(was, question) {
      const index = placeOf(was)
      if (index >= 0) return commands.send({ name: 'editPrepared', index, question })
      sheet.becomeNew()
      said(words.questionGone)
      return false
    },
    async reword({ text, choices, explanation = '', right, answer }) {
      const { news, state } = commands.view!
      // Of one choice, and of types without words, nothing else can be corrected.
      const given = answer && typeOf({ answer }).texts ? answer : undefined
      const isSame =
        text === news.poll.question &&
        explanation === state.explanation &&
        JSON.stringify(answer) === JSON.stringify(news.poll.answer) &&
        choices.every((choice, place) => choice === news.poll.choices[place]?.text)
      // A choice that is added may be the right one: it is there first.
      if (!isSame && !(await commands.send({ name: 'reword', text, choices, explanation, answer: given })))
        return false
      return right === state.right || commands.send({ name: 'markRight', right })
    },
    minutes: words.minutes,
    said,
  })
  return sheet
}
