/** Owns the foot of the chat: the field for a line, the name it is written under, or why nothing can be written. */
import type { Refusal } from '../../src/core/protocol/events'
import { answerTo, ANSWER_TIMEOUT, sentenceOf } from '../shared/connection/request'
import { make, pill, setText } from '../shared/dom'
import type { ChatPanel } from './panel'
import { chatWords as words } from './words'
import { Composer } from './composer'
import type { ClientSocket } from '../shared/connection/connection'
import { NameForm } from './name-form'
import type { Outgoing } from './send-queue'
import { initTyping } from './typing'

/** Under which this browser remembers names: its presenter is another person than its voter. */
const NAME_KEYS = { presenter: 'presenter-name', audience: 'chat-name' }

export interface Standing {
  /** Whether the chat has been open, so that the server's word on one's name is known. */
  isKnown: boolean
  isOnline: boolean
  isOn: boolean
  isMuted: boolean
}

interface WritingParts {
  socket: ClientSocket
  panel: ChatPanel
  isPresenter: boolean
  me(): string
  say(text: string, to?: { id: string; name: string }): void
}

export class Writing {
  readonly name: NameForm
  private readonly composer: Composer
  private readonly reason = make('p')
  private readonly switchOn = pill(words.switchOn, () => void this.turnOn())
  private isClosed = true

  constructor(private readonly parts: WritingParts) {
    const { socket, panel, isPresenter } = parts
    this.name = new NameForm(
      socket,
      isPresenter ? NAME_KEYS.presenter : NAME_KEYS.audience,
      isPresenter ? words.presenter : null,
      hadFocus => {
        this.draw()
        if (hadFocus) this.focus()
      },
    )
    this.composer = new Composer({
      say: parts.say,
      typed: initTyping(socket, panel.typing, parts.me),
      said: sentence => this.said(sentence),
    })
    panel.notice.append(this.reason, this.switchOn)
    panel.foot.append(this.name.form, this.composer.form, this.name.known)
    this.draw()
  }

  /** Puts the focus where one writes. */
  focus(): void {
    if (this.isClosed) this.parts.panel.panel.focus()
    else if (this.name.isAsking) this.name.focus()
    else this.composer.focus()
  }

  writeTo(person: { id: string; name: string } | undefined): void {
    this.composer.addressTo(person)
  }

  /** A line was refused: its text is written anew. */
  giveBack({ text, to }: Outgoing, { code }: Refusal, sentence: string): void {
    this.composer.giveBack(text, to)
    this.said(sentence)
    // The line itself shows it.
    this.parts.panel.said.classList.add('visually-hidden')
    if (code === 'needs-name') this.name.set(null)
  }

  said(sentence: string): void {
    this.parts.panel.said.classList.remove('visually-hidden')
    setText(this.parts.panel.said, sentence)
  }

  /** Things stand otherwise. */
  settle(standing: Standing): void {
    const { panel, isPresenter } = this.parts
    const { isKnown, isOn, isMuted } = standing
    const reason = this.reasonFor(standing)
    setText(this.reason, reason)
    panel.notice.hidden = reason === ''
    this.switchOn.hidden = !isPresenter || isOn
    const hadFocus = panel.foot.contains(document.activeElement)
    this.isClosed = (!isOn && !isPresenter) || isMuted || !isKnown
    this.draw()
    if (hadFocus && this.isClosed) panel.panel.focus()
  }

  private reasonFor({ isOnline, isOn, isMuted }: Standing): string {
    if (!isOnline) return words.noLine
    if (!isOn) return this.parts.isPresenter ? words.chatOffForAudience : words.chatOff
    return isMuted ? words.muted : ''
  }

  private draw(): void {
    this.parts.panel.foot.hidden = this.isClosed
    this.composer.form.hidden = this.name.isAsking
  }

  private async turnOn(): Promise<void> {
    const request = this.parts.socket.timeout(ANSWER_TIMEOUT)
    const reply = await answerTo(request.emitWithAck('setTalk', { chat: true }), words.noAnswer)
    this.said(reply.ok ? '' : sentenceOf(reply))
    if (reply.ok) this.focus()
  }
}
