/** Opens and closes the chat, and reopens it on every connection. Loads when the "Chat" button is first pressed. */
import type { OpenedChat } from '../../src/core/protocol/chat'
import { slowSentence } from '../../src/core/chat/slow-mode'
import { sentenceOf } from '../shared/connection/request'
import type { DrawnLine } from './message'
import { buildChat, type ChatParts, type ChatCallbacks } from './assemble'
import { chatWords as words } from './words'

/** Milliseconds after which a failed attempt to open the chat is repeated. */
const RETRY_AFTER_MS = 3000

export class Chat {
  private readonly parts: ChatParts
  private isIn = false
  private isKnown = false
  private isMuted = false
  /** Seconds of slow mode, as this page was told last. */
  private slow: number
  /** Whether the panel shows that it could not be opened. */
  private isRefused = false
  private timer: number | undefined

  constructor(private readonly callbacks: ChatCallbacks) {
    this.parts = buildChat(
      callbacks,
      () => this.close(),
      line => this.received(line),
    )
    this.slow = callbacks.talk().slow
    this.listen()
  }

  toggle(): void {
    if (this.parts.panel.isOpen) this.close()
    else this.open(true)
  }

  close(): void {
    if (!this.parts.panel.isOpen) return
    clearTimeout(this.timer)
    this.isIn = false
    this.parts.conversation.leave()
    this.parts.liveRegion.clear()
    this.parts.people.open(false)
    this.parts.panel.close()
  }

  /** @param hasFocus whether it gets the focus */
  open(hasFocus: boolean): void {
    const { panel, isOpen } = this.parts.panel
    if (isOpen) return hasFocus ? this.parts.panel.focus(this.parts.footer) : undefined
    this.parts.hint.opened()
    this.parts.panel.open()
    if (hasFocus) panel.focus()
    this.parts.conversation.log.scrolling.toEnd()
    void this.enter()
  }

  private listen(): void {
    const { socket } = this.callbacks.connection
    // On a new connection the server does not know that the chat is open.
    socket.on('snapshot', () => {
      if (this.parts.panel.isOpen) void this.enter()
      else this.parts.conversation.flush()
    })
    socket.on('linesRestored', () => {
      this.parts.conversation.startOver()
      void this.enter()
    })
    socket.on('disconnect', () => {
      this.isIn = false
      this.update()
    })
    socket.on('talk', talk => {
      if (!talk.private) this.parts.footer.writeTo(undefined)
      if (!talk.chat && !this.callbacks.role) {
        this.isIn = false
        // Lines that are hidden meanwhile may be shown again.
        this.parts.conversation.startOver()
      }
      this.parts.conversation.log.redraw()
      this.parts.people.draw()
      this.update()
      this.slowChanged(talk.slow)
      if (talk.chat && this.parts.panel.isOpen && !this.isIn) void this.enter()
    })
    socket.on('muted', isMuted => {
      this.isMuted = isMuted
      this.update()
      this.parts.footer.said(isMuted ? '' : words.unmuted)
    })
    socket.on('people', news => this.parts.people.update(news))
    socket.on('arrivals', arrivals => this.parts.conversation.log.note(words.arrivals(arrivals)))
    if (!this.callbacks.role) socket.on('poll', ({ poll }) => this.parts.hint.update(poll))
  }

  private async enter(): Promise<void> {
    clearTimeout(this.timer)
    this.update()
    const opened = await this.parts.conversation.enter(this.parts.footer.name.remembered)
    if (!opened) return // the connection has changed meanwhile
    if (opened.ok) return this.entered(opened)
    if (opened.code === 'chat-off') return
    this.parts.footer.said(sentenceOf(opened))
    this.isRefused = true
    this.timer = window.setTimeout(() => void this.enter(), RETRY_AFTER_MS)
  }

  private entered({ name, isMuted, people, reported }: OpenedChat): void {
    this.isIn = this.isKnown = true
    this.isMuted = isMuted
    this.slow = this.callbacks.talk().slow
    if (this.isRefused) this.parts.footer.said('')
    this.isRefused = false
    this.parts.people.update(people)
    this.parts.ownReports.begin(reported)
    this.parts.footer.name.set(name)
    this.update()
    if (document.activeElement === this.parts.panel.panel) this.parts.panel.focus(this.parts.footer)
  }

  private update(): void {
    this.parts.footer.update({
      isKnown: this.isKnown,
      isOnline: this.callbacks.connection.socket.connected,
      isOn: this.callbacks.talk().chat,
      isMuted: this.isMuted,
      slow: this.callbacks.talk().slow,
    })
  }

  /** Everybody who reads along is told once that slow mode has changed. */
  private slowChanged(seconds: number): void {
    if (seconds === this.slow) return
    this.slow = seconds
    if (!this.isIn) return
    this.parts.conversation.log.note(slowSentence(seconds))
    this.parts.footer.speak(slowSentence(seconds))
  }

  private received({ name, text, to }: DrawnLine): void {
    if (this.parts.panel.isOpen)
      this.parts.liveRegion.add(words.spoken(to ? words.privateFrom(name) : name, text))
  }
}
