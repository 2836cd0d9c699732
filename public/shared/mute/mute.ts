/** Mutes a person, or lets them write again: the request, and the buttons of the crew. */
import type { Reply } from '../../../src/core/protocol/replies'
import { confirmFirst } from '../confirm'
import type { ClientSocket } from '../connection/connection'
import { answerTo, ANSWER_TIMEOUT_MS, sentenceOf } from '../connection/request'
import { pill } from '../dom'
import { muteWords as words } from './words'

export interface Muting {
  socket: ClientSocket
  /** The person by the public id, and the name that this page shows. */
  person: { id: string; name: string }
  said: (sentence: string) => void
}

export async function mute({ socket, person: { id, name }, said }: Muting, isMuted: boolean): Promise<void> {
  const reply: Reply = await answerTo(
    socket.timeout(ANSWER_TIMEOUT_MS).emitWithAck('mute', { id, isMuted }),
    words.noAnswer,
  )
  const done = isMuted ? words.hasMuted(name) : words.hasUnmuted(name)
  said(reply.ok ? done : sentenceOf(reply))
}

/** A button that mutes once it was asked for again, or one that lets a muted person write. */
export function muteButton(muting: Muting, isMuted: boolean): HTMLButtonElement {
  const { name } = muting.person
  if (isMuted) return pill(words.unmute(name), () => void mute(muting, false))
  const button = pill(words.mute(name), () => undefined)
  confirmFirst(button, {
    question: () => words.reallyMute(name),
    yes: words.yesMute,
    act: () => void mute(muting, true),
  })
  return button
}
