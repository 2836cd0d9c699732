/** Creates and connects the parts of the chat. */
import type { ChatNews } from '../../src/core/protocol/chat'
import type { BackGesture } from '../shared/back-gesture'
import { drawLine, type DrawnLine } from './message'
import { ChatPanel } from './panel'
import { LiveRegion } from './live-region'
import type { ReportCounts } from '../shared/reports/counts'
import { OwnReports } from '../shared/reports/own-reports'
import { reportWords } from '../shared/reports/words'
import type { Connection } from '../shared/connection/connection'
import { Conversation } from './conversation'
import { MessageActions } from './message-actions'
import { PeopleList } from './people-list'
import { QuestionHint } from './question-hint'
import { ChatFooter } from './footer'

/** What the chat needs from the page. */
export interface ChatCallbacks {
  connection: Connection
  /** The button that opens and closes it. */
  opener: HTMLElement
  /** Where it stands on a wide page of a presenter. */
  place?: HTMLElement | undefined
  /** Whose page it is; undefined: of somebody in the audience. */
  role?: 'presenter' | 'helper' | undefined
  /** For presenters and helpers: who has reported what. */
  reports?: ReportCounts | undefined
  backGesture: BackGesture
  talk: () => ChatNews
  /** The current poll. */
  pollId: () => string
  /** Reports the newest line that this browser has seen. */
  saw: (seq: number) => void
}

export interface ChatParts {
  panel: ChatPanel
  liveRegion: LiveRegion
  hint: QuestionHint
  people: PeopleList
  footer: ChatFooter
  conversation: Conversation
  /** The lines that this person has reported. */
  ownReports: OwnReports<number>
}

/**
 * @param close closes the chat
 * @param received called with a line of somebody else
 */
export function buildChat(
  { connection, opener, place, role, reports, backGesture, talk, pollId, saw }: ChatCallbacks,
  close: () => void,
  received: (line: DrawnLine) => void,
): ChatParts {
  const { socket } = connection
  const me = (): string => conversation.me
  const panel = new ChatPanel(opener, backGesture, close, place)
  const liveRegion = new LiveRegion()
  const footer: ChatFooter = new ChatFooter({
    socket,
    panel,
    role,
    me,
    say: (text, to) => conversation.say(text, to),
  })
  const writeTo = (person: { id: string; name: string }): void => {
    footer.writeTo(person)
    people.open(false)
    footer.focus()
  }
  const ownReports = new OwnReports((id: number) => ({ kind: 'line', id }), {
    socket,
    said: sentence => footer.said(sentence),
    changed: () => conversation.log.markAll(),
  })
  const mark = ({ seq }: DrawnLine): string => {
    if (seq === undefined) return ''
    return reports ? reports.markOf('line', seq) : ownReports.has(seq) ? reportWords.byYou : ''
  }
  const messageActions = new MessageActions({
    socket,
    isCrew: role !== undefined,
    reports: ownReports,
    me,
    isPrivateOn: () => talk().private,
    personOf: id => people.find(id),
    writeTo,
    said: sentence => footer.said(sentence),
  })
  const people: PeopleList = new PeopleList(panel.peopleOpener, panel.drawer, panel.peopleList, {
    me,
    actionsFor: person => messageActions.actionsFor(person),
  })
  const draw = (line: DrawnLine): HTMLElement =>
    drawLine(line, {
      me: me(),
      reply: ({ from, name }) => writeTo({ id: from, name }),
      menu: (drawn, time) => messageActions.menuOf(drawn, time),
      mark,
    })
  const conversation: Conversation = new Conversation({
    connection,
    log: { box: panel.box, list: panel.lines, newer: panel.newer, older: panel.older, draw, mark },
    author: () => ({ name: footer.name.shown, role }),
    received,
    saw,
    refused: (line, refusal, sentence) => footer.giveBack(line, refusal, sentence),
  })
  reports?.onChange(() => conversation.log.markAll())
  panel.drawer.append(liveRegion.choice)
  panel.panel.append(liveRegion.region)
  return {
    panel,
    liveRegion,
    hint: new QuestionHint(panel.question, pollId, close),
    people,
    footer,
    conversation,
    ownReports,
  }
}
