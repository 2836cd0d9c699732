/** The chat: puts its parts together, and has it open anew on every line. Loads when somebody presses "Chat". */
import type { OpenedChat, TalkNews } from '../src/core/talk'
import { drawLine, type DrawnLine } from './chat-line'
import { ChatPanel } from './chat-panel'
import { ChatVoice } from './chat-voice'
import { chatWords as words } from './chat-words'
import type { Connection } from './connection'
import { Conversation } from './conversation'
import { sentenceOf } from './ask'
import { Moderation } from './moderation'
import { People } from './people'
import { QuestionHint } from './question-hint'
import { Writing } from './writing'

export interface ChatParts {
  connection: Connection
  /** The button that opens and closes it. */
  opener: HTMLElement
  isPresenter: boolean
  talk(): TalkNews
  /** The poll that is up. */
  pollId(): string
  /** The newest line this browser has seen. */
  saw(seq: number): void
}

/** Milliseconds after which a chat that was not opened is tried again. */
const AGAIN_AFTER = 3000

export class Chat {
  private readonly panel: ChatPanel
  private readonly voice = new ChatVoice()
  private readonly hint: QuestionHint
  private readonly people: People
  private readonly writing: Writing
  private readonly conversation: Conversation
  private isIn = false
  private isKnown = false
  private isMuted = false
  private timer: number | undefined

  constructor(private readonly parts: ChatParts) {
    const { connection, isPresenter, opener, pollId, saw } = parts
    const { socket } = connection
    const close = () => this.close()
    const me = () => this.conversation.me
    const writeTo = (person: { id: string; name: string }) => {
      this.writing.writeTo(person)
      this.people.open(false)
      this.writing.focus()
    }
    const panel = (this.panel = new ChatPanel(opener, close))
    const moderation = new Moderation({
      socket,
      isPresenter,
      me,
      isPrivateOn: () => parts.talk().private,
      personOf: id => this.people.find(id),
      writeTo,
      said: sentence => this.writing.said(sentence),
    })
    const draw = (line: DrawnLine) =>
      drawLine(line, {
        me: me(),
        reply: ({ from, name }) => writeTo({ id: from, name }),
        menu: (drawn, time) => moderation.menuOf(drawn, time),
      })
    this.hint = new QuestionHint(panel.question, pollId, close)
    this.people = new People(panel.peopleOpener, panel.drawer, panel.peopleList, {
      me,
      actionsFor: person => moderation.actionsFor(person),
    })
    this.writing = new Writing({
      socket,
      panel,
      isPresenter,
      me,
      say: (text, to) => this.conversation.say(text, to),
    })
    this.conversation = new Conversation({
      connection,
      log: { box: panel.box, list: panel.lines, newer: panel.newer, older: panel.older, draw },
      author: () => ({ name: this.writing.name.shown, role: isPresenter ? 'presenter' : undefined }),
      heard: line => this.hear(line),
      saw,
      refused: (line, refusal, sentence) => this.writing.giveBack(line, refusal, sentence),
    })
    panel.drawer.append(this.voice.choice)
    panel.panel.append(this.voice.region)
    this.listen()
  }

  toggle(): void {
    if (this.panel.isOpen) this.close()
    else this.open()
  }

  close(): void {
    if (!this.panel.isOpen) return
    clearTimeout(this.timer)
    this.isIn = false
    this.conversation.leave()
    this.voice.fallSilent()
    this.people.open(false)
    this.panel.close()
  }

  private open(): void {
    this.hint.begin()
    this.panel.open()
    this.panel.panel.focus()
    this.conversation.log.follower.toEnd()
    void this.enter()
  }

  private listen(): void {
    const { socket } = this.parts.connection
    // A new line knows nothing of an open chat.
    socket.on('snapshot', () => {
      if (this.panel.isOpen) void this.enter()
      else this.conversation.flush()
    })
    socket.on('disconnect', () => {
      this.isIn = false
      this.settle()
    })
    socket.on('talk', talk => {
      if (!talk.private) this.writing.writeTo(undefined)
      if (!talk.chat && !this.parts.isPresenter) this.isIn = false
      this.conversation.log.redraw()
      this.people.draw()
      this.settle()
      if (talk.chat && this.panel.isOpen && !this.isIn) void this.enter()
    })
    socket.on('muted', isMuted => {
      this.isMuted = isMuted
      this.settle()
      this.writing.said(isMuted ? '' : words.unmuted)
    })
    socket.on('people', news => this.people.heard(news))
    socket.on('arrivals', arrivals => this.conversation.log.note(words.arrivals(arrivals)))
    if (!this.parts.isPresenter) socket.on('poll', ({ poll }) => this.hint.heard(poll))
  }

  private async enter(): Promise<void> {
    clearTimeout(this.timer)
    this.settle()
    const opened = await this.conversation.enter(this.writing.name.remembered)
    if (!opened) return // the line has changed meanwhile
    if (opened.ok) return this.entered(opened)
    if (opened.code === 'chat-off') return
    this.writing.said(sentenceOf(opened))
    this.timer = window.setTimeout(() => void this.enter(), AGAIN_AFTER)
  }

  private entered({ name, isMuted, people }: OpenedChat): void {
    this.isIn = this.isKnown = true
    this.isMuted = isMuted
    this.people.heard(people)
    this.writing.name.set(name)
    this.settle()
    if (document.activeElement === this.panel.panel) this.panel.focus(this.writing)
  }

  private settle(): void {
    this.writing.settle({
      isKnown: this.isKnown,
      isOnline: this.parts.connection.socket.connected,
      isOn: this.parts.talk().chat,
      isMuted: this.isMuted,
    })
  }

  private hear({ name, text, to }: DrawnLine): void {
    if (this.panel.isOpen) this.voice.hear(words.spoken(to ? words.privateFrom(name) : name, text))
  }
}
