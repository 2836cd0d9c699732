/** The chat: opens and closes, and is open anew on every line. Loads when somebody presses "Chat". */
import type { OpenedChat } from '../../src/core/protocol/chat'
import { sentenceOf } from '../shared/connection/request'
import type { DrawnLine } from './message'
import { buildChat, type ChatParts, type Surroundings } from './assemble'
import { chatWords as words } from './words'

/** Milliseconds after which a chat that was not opened is tried again. */
const AGAIN_AFTER = 3000

export class Chat {
  private readonly parts: ChatParts
  private isIn = false
  private isKnown = false
  private isMuted = false
  /** Whether the panel says that it could not be opened. */
  private isRefused = false
  private timer: number | undefined

  constructor(private readonly around: Surroundings) {
    this.parts = buildChat(
      around,
      () => this.close(),
      line => this.hear(line),
    )
    this.listen()
  }

  toggle(): void {
    if (this.parts.panel.isOpen) this.close()
    else this.open()
  }

  close(): void {
    if (!this.parts.panel.isOpen) return
    clearTimeout(this.timer)
    this.isIn = false
    this.parts.conversation.leave()
    this.parts.voice.fallSilent()
    this.parts.people.open(false)
    this.parts.panel.close()
  }

  private open(): void {
    this.parts.hint.begin()
    this.parts.panel.open()
    this.parts.panel.panel.focus()
    this.parts.conversation.log.follower.toEnd()
    void this.enter()
  }

  private listen(): void {
    const { socket } = this.around.connection
    // A new line knows nothing of an open chat.
    socket.on('snapshot', () => {
      if (this.parts.panel.isOpen) void this.enter()
      else this.parts.conversation.flush()
    })
    socket.on('disconnect', () => {
      this.isIn = false
      this.settle()
    })
    socket.on('talk', talk => {
      if (!talk.private) this.parts.writing.writeTo(undefined)
      if (!talk.chat && !this.around.isPresenter) this.isIn = false
      this.parts.conversation.log.redraw()
      this.parts.people.draw()
      this.settle()
      if (talk.chat && this.parts.panel.isOpen && !this.isIn) void this.enter()
    })
    socket.on('muted', isMuted => {
      this.isMuted = isMuted
      this.settle()
      this.parts.writing.said(isMuted ? '' : words.unmuted)
    })
    socket.on('people', news => this.parts.people.heard(news))
    socket.on('arrivals', arrivals => this.parts.conversation.log.note(words.arrivals(arrivals)))
    if (!this.around.isPresenter) socket.on('poll', ({ poll }) => this.parts.hint.heard(poll))
  }

  private async enter(): Promise<void> {
    clearTimeout(this.timer)
    this.settle()
    const opened = await this.parts.conversation.enter(this.parts.writing.name.remembered)
    if (!opened) return // the line has changed meanwhile
    if (opened.ok) return this.entered(opened)
    if (opened.code === 'chat-off') return
    this.parts.writing.said(sentenceOf(opened))
    this.isRefused = true
    this.timer = window.setTimeout(() => void this.enter(), AGAIN_AFTER)
  }

  private entered({ name, isMuted, people }: OpenedChat): void {
    this.isIn = this.isKnown = true
    this.isMuted = isMuted
    if (this.isRefused) this.parts.writing.said('')
    this.isRefused = false
    this.parts.people.heard(people)
    this.parts.writing.name.set(name)
    this.settle()
    if (document.activeElement === this.parts.panel.panel) this.parts.panel.focus(this.parts.writing)
  }

  private settle(): void {
    this.parts.writing.settle({
      isKnown: this.isKnown,
      isOnline: this.around.connection.socket.connected,
      isOn: this.around.talk().chat,
      isMuted: this.isMuted,
    })
  }

  private hear({ name, text, to }: DrawnLine): void {
    if (this.parts.panel.isOpen)
      this.parts.voice.hear(words.spoken(to ? words.privateFrom(name) : name, text))
  }
}
