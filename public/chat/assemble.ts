/** Owns how the parts of the chat are put together: what each of them may ask of the others. */
import type { ChatNews } from '../../src/core/protocol/chat'
import { drawLine, type DrawnLine } from './message'
import { ChatPanel } from './panel'
import { ChatVoice } from './live-region'
import type { Connection } from '../shared/connection/connection'
import { Conversation } from './conversation'
import { Moderation } from './message-actions'
import { People } from './people-list'
import { QuestionHint } from './question-hint'
import { Writing } from './footer'

/** What the page around it gives the chat. */
export interface Surroundings {
  connection: Connection
  /** The button that opens and closes it. */
  opener: HTMLElement
  isPresenter: boolean
  talk(): ChatNews
  /** The poll that is up. */
  pollId(): string
  /** The newest line this browser has seen. */
  saw(seq: number): void
}

export interface ChatParts {
  panel: ChatPanel
  voice: ChatVoice
  hint: QuestionHint
  people: People
  writing: Writing
  conversation: Conversation
}

/**
 * @param close closes the chat
 * @param heard is called with a line of somebody else
 */
export function buildChat(
  { connection, opener, isPresenter, talk, pollId, saw }: Surroundings,
  close: () => void,
  heard: (line: DrawnLine) => void,
): ChatParts {
  const { socket } = connection
  const me = (): string => conversation.me
  const panel = new ChatPanel(opener, close)
  const voice = new ChatVoice()
  const writing: Writing = new Writing({
    socket,
    panel,
    isPresenter,
    me,
    say: (text, to) => conversation.say(text, to),
  })
  const writeTo = (person: { id: string; name: string }): void => {
    writing.writeTo(person)
    people.open(false)
    writing.focus()
  }
  const moderation = new Moderation({
    socket,
    isPresenter,
    me,
    isPrivateOn: () => talk().private,
    personOf: id => people.find(id),
    writeTo,
    said: sentence => writing.said(sentence),
  })
  const people: People = new People(panel.peopleOpener, panel.drawer, panel.peopleList, {
    me,
    actionsFor: person => moderation.actionsFor(person),
  })
  const draw = (line: DrawnLine): HTMLElement =>
    drawLine(line, {
      me: me(),
      reply: ({ from, name }) => writeTo({ id: from, name }),
      menu: (drawn, time) => moderation.menuOf(drawn, time),
    })
  const conversation: Conversation = new Conversation({
    connection,
    log: { box: panel.box, list: panel.lines, newer: panel.newer, older: panel.older, draw },
    author: () => ({ name: writing.name.shown, role: isPresenter ? 'presenter' : undefined }),
    heard,
    saw,
    refused: (line, refusal, sentence) => writing.giveBack(line, refusal, sentence),
  })
  panel.drawer.append(voice.choice)
  panel.panel.append(voice.region)
  return {
    panel,
    voice,
    hint: new QuestionHint(panel.question, pollId, close),
    people,
    writing,
    conversation,
  }
}
