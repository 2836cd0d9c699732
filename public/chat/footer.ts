/** The footer of the chat: the field for a line, the name, or the reason why nothing can be written. */
import type { Refusal } from '../../src/core/protocol/replies'
import { answerTo, ANSWER_TIMEOUT_MS, sentenceOf } from '../shared/connection/request'
import { make, pill, setText } from '../shared/dom'
import { SlowWait } from '../shared/slow/wait'
import type { ChatPanel } from './panel'
import { chatWords as words } from './words'
import { Composer } from './composer'
import type { ClientSocket } from '../shared/connection/connection'
import { NameForm, type NameKind } from './name-form'
import type { Outgoing } from './send-queue'
import { Typing } from './typing'

/**
 * How the name comes to those who write: the keys under which this browser remembers it, because its presenter and its
 * voter are different people. A helper's stands on the link.
 */
const NAMES: Record<'presenter' | 'helper' | 'audience', NameKind> = {
  presenter: { key: 'presenter-name', nameless: words.presenter },
  helper: { isGiven: true },
  audience: { key: 'chat-name', nameless: null },
}

export interface ChatState {
  /** Whether the chat has been open, so that the server has sent one's name. */
  isKnown: boolean
  isOnline: boolean
  isOn: boolean
  isMuted: boolean
  /** Seconds of slow mode; 0: it is off. */
  slow: number
}

interface Callbacks {
  socket: ClientSocket
  panel: ChatPanel
  /** undefined: somebody in the audience. */
  role: 'presenter' | 'helper' | undefined
  me: () => string
  say: (text: string, to?: { id: string; name: string }) => void
}

export class ChatFooter {
  readonly name: NameForm
  private readonly composer: Composer
  private readonly slow = new SlowWait(sentence => this.speak(sentence))
  private readonly reason = make('p')
  private readonly switchOn = pill(words.switchOn, () => void this.turnOn())
  private isClosed = true

  constructor(private readonly callbacks: Callbacks) {
    const { socket, panel, role } = callbacks
    this.name = new NameForm(socket, NAMES[role ?? 'audience'], hadFocus => {
      this.draw()
      if (hadFocus) this.focus()
    })
    const typing = new Typing(socket, panel.typing, { me: callbacks.me })
    this.composer = new Composer(
      {
        say: (text, to) => {
          callbacks.say(text, to)
          if (!to) this.slow.begin()
        },
        typed: () => typing.typed(),
        said: sentence => this.said(sentence),
        mustWait: to => !to && this.mustWait(),
      },
      this.slow.hint,
    )
    panel.notice.append(this.reason, this.switchOn)
    panel.foot.append(this.name.form, this.composer.form, this.name.known)
    this.draw()
  }

  /** Focuses the field. */
  focus(): void {
    if (this.isClosed) this.callbacks.panel.panel.focus()
    else if (this.name.isAsking) this.name.focus()
    else this.composer.focus()
  }

  writeTo(person: { id: string; name: string } | undefined): void {
    this.composer.addressTo(person)
  }

  /** Puts the text of a refused line back into the field. */
  giveBack({ text, to }: Outgoing, { code, waitMs }: Refusal, sentence: string): void {
    this.composer.giveBack(text, to)
    // The line itself shows the sentence.
    this.speak(sentence)
    if (waitMs !== undefined) this.slow.wait(waitMs)
    else if (!to) this.slow.cancel()
    if (code === 'needs-name') this.name.set(null)
  }

  said(sentence: string): void {
    this.callbacks.panel.said.classList.remove('visually-hidden')
    setText(this.callbacks.panel.said, sentence)
  }

  /** Says what stands on the page already, or will. */
  speak(sentence: string): void {
    this.said(sentence)
    this.callbacks.panel.said.classList.add('visually-hidden')
  }

  update(state: ChatState): void {
    const { panel, role } = this.callbacks
    const { isKnown, isOn, isMuted } = state
    if (!role) this.slow.set(state.slow)
    const reason = this.reasonFor(state)
    setText(this.reason, reason)
    panel.notice.hidden = reason === ''
    this.switchOn.hidden = !role || isOn
    const hadFocus = panel.foot.contains(document.activeElement)
    this.isClosed = (!isOn && !role) || isMuted || !isKnown
    this.draw()
    if (hadFocus && this.isClosed) panel.panel.focus()
  }

  /** Whether there is to wait in slow mode, and says so. */
  private mustWait(): boolean {
    const { sentence } = this.slow
    if (!sentence) return false
    this.slow.stress()
    this.speak(sentence)
    return true
  }

  private reasonFor({ isOnline, isOn, isMuted }: ChatState): string {
    if (!isOnline) return words.noLine
    if (!isOn) return this.callbacks.role ? words.chatOffForAudience : words.chatOff
    return isMuted ? words.muted : ''
  }

  private draw(): void {
    this.callbacks.panel.foot.hidden = this.isClosed
    this.composer.form.hidden = this.name.isAsking
  }

  private async turnOn(): Promise<void> {
    const request = this.callbacks.socket.timeout(ANSWER_TIMEOUT_MS)
    const reply = await answerTo(request.emitWithAck('setTalk', { chat: true }), words.noAnswer)
    this.said(reply.ok ? '' : sentenceOf(reply))
    if (reply.ok) this.focus()
  }
}
