/** Draws one line of the chat. */
import { make, pill, written } from '../shared/dom'
import { chatWords as words } from './words'
import { partsOf } from '../shared/linkify'
import { markReported } from '../shared/reports/mark'

/** A line on the page: recorded, being sent, or private. */
export interface DrawnLine {
  key: string
  from: string
  name: string
  text: string
  /** Milliseconds since 1970 on the server's clock; undefined while it is being sent. */
  at?: number
  /** Undefined while it is being sent, and for private lines. */
  seq?: number | undefined
  role?: 'presenter' | 'helper' | 'host' | undefined
  /** The addressee of a private line. */
  to?: { id: string; name: string } | undefined
  /** For an own line: why it is not sent yet, or was refused. */
  state?: { sentence: string; isRefused: boolean }
}

/** The actions on a line. */
export interface LineActions {
  me: string
  reply: (line: DrawnLine) => void
  /** A button with the actions on this line, if there are any. */
  menu: (line: DrawnLine, time: string) => HTMLElement | undefined
  /** A sentence on who has reported it; empty: there is nothing to say. */
  mark: (line: DrawnLine) => string
}

/** Makes the element of a line. */
export function drawLine(line: DrawnLine, { me, reply, menu, mark }: LineActions): HTMLElement {
  const isOwn = line.from === me
  const item = make('li', ['line', ...kindsOf(line, isOwn)].join(' '))
  const time = line.at === undefined ? '' : timeOf(line.at)

  const head = make('p', 'by')
  head.append(...authorOf(line, isOwn))
  if (line.at !== undefined) head.append(' ', clock(line.at, time))
  const text = written('p', 'text', '')
  text.append(...partsOf(line.text))
  item.append(head, text)
  markReported(item, mark(line))

  if (line.state) item.append(make('p', 'state', line.state.sentence))
  if (line.to && !isOwn) item.append(pill(words.reply, () => reply(line), words.replyTo(line.name)))
  const actions = line.at === undefined ? undefined : menu(line, time)
  if (actions) item.append(actions)
  return item
}

function kindsOf({ role, to, state }: DrawnLine, isOwn: boolean): string[] {
  return [
    ...(role ? [`by-${role}`] : []),
    ...(isOwn ? ['own'] : []),
    ...(to ? ['private'] : []),
    ...(state ? [state.isRefused ? 'refused' : 'sending'] : []),
  ]
}

function authorOf({ name, role, to }: DrawnLine, isOwn: boolean): (Node | string)[] {
  if (to) return [make('b', '', isOwn ? words.privateTo(to.name) : words.privateFrom(name))]
  if (role === 'host') return [make('b', '', words.host)]
  const author = written('b', '', name)
  const badge = role && name !== words[role] ? [' ', make('i', 'badge', words[role])] : []
  return [author, ...badge]
}

function clock(at: number, time: string): HTMLElement {
  const element = make('time', '', time)
  element.dateTime = new Date(at).toISOString()
  return element
}

/** The time of day; on another day with the date. */
function timeOf(at: number): string {
  const date = new Date(at)
  const time = date.toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' })
  if (date.toDateString() === new Date().toDateString()) return time
  return `${date.toLocaleDateString([], { day: 'numeric', month: 'short' })}, ${time}`
}
