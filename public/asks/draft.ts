/** The question that is being written: this tab keeps it, also over a reload, until the server has it. */
import { randomId } from '../shared/connection/identity'
import { attempt, recallWord, rememberWord } from '../shared/storage'
import { roomCode } from '../shared/urls'

const KEPT = `ask-draft-${roomCode}`

export interface Draft {
  text: string
  /** The server takes it once, however often it is sent. */
  key: string
  isNamed: boolean
  /** It was sent, and is sent again until the server has answered. */
  isOnItsWay: boolean
}

export function newDraft(isNamed: boolean): Draft {
  return { text: '', key: randomId(), isNamed, isOnItsWay: false }
}

export function recallDraft(): Draft {
  const kept = attempt(() => JSON.parse(recallWord(KEPT, 'tab') ?? 'null') as Partial<Draft> | null)
  return { ...newDraft(false), ...kept }
}

export function rememberDraft(draft: Draft): void {
  rememberWord(KEPT, draft.text === '' && !draft.isNamed ? null : JSON.stringify(draft), 'tab')
}
