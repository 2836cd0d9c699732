/** The form of words for a cloud: how many, which say nothing, and whether they are approved before they are shown. */
import type { Question } from '../../../src/core/question-types/registry'
import { STOP_LANGUAGES } from '../../../src/core/question-types/stop-languages'
import { make } from '../../shared/dom'
import { lang } from '../../shared/words'
import { chooser, inline, labelled, shape, tick } from '../form-fields'
import { formOf } from '../form-of'
import { wordsFormWords as words } from '../form-words'
import type { FormPart } from '../type-form'

const MAX_WORDS = 10
const NEW_WORDS = 3

/** Languages by their names, where the browser knows these. */
function languages(): (readonly [code: string, name: string])[] {
  const names = Intl.DisplayNames ? new Intl.DisplayNames([lang], { type: 'language' }) : undefined
  const named = STOP_LANGUAGES.map(code => [code, names?.of(code) ?? code] as const)
  return named.sort(([, one], [, other]) => one.localeCompare(other, lang))
}

export const newForm: FormPart['newForm'] = changed => {
  const most = chooser(
    'most',
    Array.from({ length: MAX_WORDS }, (_, place) => [String(place + 1), words.words(place + 1)]),
  )
  const leaveOut = chooser('leaveOut', [['', words.leaveOutNone], ...languages()])
  const fields = shape(make('div', 'type-lines'))
  fields.append(
    inline(labelled(words.most, most)),
    inline(labelled(words.leaveOut, leaveOut, words.leaveOutHint)),
    tick('approve', words.approve, words.approveHint),
  )
  const form = formOf([fields], changed)
  return {
    ...form,
    isAbove: true,
    start: { most: String(NEW_WORDS), leaveOut: '', approve: '' },
    rows: () => null,
    fieldsOf: ({ answer, needsApproval }: Question) => ({
      most: String(answer?.type === 'words' ? answer.most : NEW_WORDS),
      leaveOut: (answer?.type === 'words' && answer.leaveOut) || '',
      approve: needsApproval ? 'yes' : '',
    }),
    read() {
      const { most, leaveOut, approve } = form.value()
      const answer = { type: 'words', most: Number(most), ...(leaveOut ? { leaveOut } : {}) }
      return { answer, right: null, ...(approve ? { needsApproval: true } : {}) }
    },
  }
}
