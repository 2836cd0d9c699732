/** A row of the list of what was reported: who wrote it and what, how many reported it, and what may be done. */
import type { Reply } from '../../../../src/core/protocol/replies'
import type { ReportedItem } from '../../../../src/core/protocol/reports'
import { confirmFirst } from '../../../shared/confirm'
import type { ClientSocket, TimedSocket } from '../../../shared/connection/connection'
import { answerTo, ANSWER_TIMEOUT_MS, sentenceOf } from '../../../shared/connection/request'
import { make, pill, setText, written } from '../../../shared/dom'
import type { Row } from '../../../shared/keyed-rows'
import { muteButton } from '../../../shared/mute/mute'
import { authorRemover, removesPerson } from '../../../shared/removal/button'
import { removalWords } from '../../../shared/removal/words'
import { reportedWords as words } from './words'

export interface ReportedRowCallbacks {
  socket(): ClientSocket
  said: (sentence: string) => void
  /** Whether the author with this public id is muted. */
  isMuted(from: string): boolean
}

/** What was reported, under one id for all kinds. */
export interface ReportedRowItem {
  id: string
  item: ReportedItem
}

export function reportedRow(callbacks: ReportedRowCallbacks): Row<ReportedRowItem> {
  const element = make('li')
  const by = make('p', 'by')
  const name = written('b', '', '')
  const kind = make('span', 'hint')
  const text = written('p', 'text', '')
  const people = make('p', 'people')
  const row = make('div', 'row')
  let drawn = ''
  by.append(name, ' ', kind)
  element.append(by, text, people, row)

  return {
    element,
    update({ item }) {
      setText(name, item.name || words.nameless)
      setText(kind, words.kinds[item.kind])
      setText(text, item.text)
      setText(people, words.byPeople(item.people))
      const isMuted = item.from !== undefined && callbacks.isMuted(item.from)
      const shape = JSON.stringify([item.text, isMuted])
      if (shape === drawn) return
      drawn = shape
      const held = [...row.children].indexOf(document.activeElement!)
      row.replaceChildren(...buttonsFor(item, isMuted, callbacks))
      if (held >= 0) row.querySelectorAll('button')[held]?.focus()
    },
  }
}

function buttonsFor(item: ReportedItem, isMuted: boolean, callbacks: ReportedRowCallbacks): HTMLElement[] {
  const { from } = item
  const { said } = callbacks
  const socket = callbacks.socket()
  const send = async (act: (socket: TimedSocket) => Promise<Reply>, done: string) => {
    const reply = await answerTo(act(socket.timeout(ANSWER_TIMEOUT_MS)), words.noAnswer)
    said(reply.ok ? done : sentenceOf(reply))
  }
  const takeAway = () => void send(timed => takenAway(timed, item), words.tookAway[item.kind])
  const taking = pill(words.takeAway[item.kind], () => item.kind !== 'line' && takeAway())
  if (item.kind === 'line')
    confirmFirst(taking, { question: () => words.reallyDelete, yes: words.yesDelete, act: takeAway })
  const { kind, id } = item
  const fine = pill(
    words.dismiss,
    () =>
      void send(timed => timed.emitWithAck('dismissReports', { kind, id } as typeof item), words.dismissed),
  )
  for (const button of [taking, fine])
    button.append(make('span', 'visually-hidden', words.ofThing(item.text)))
  if (item.kind === 'ask' && !item.ofCrew) {
    const removing = authorRemover({
      socket: () => socket,
      said: () => ({ kind: 'ask', text: item.text, meant: { ask: item.id } }),
      name: asked => removalWords.removeAuthor.ask + words.ofThing(asked),
      tell: said,
    })
    return [taking, fine, removing]
  }
  if (from === undefined) return [taking, fine]
  const person = { id: from, name: item.name }
  const removing = pill(removalWords.remove, () => undefined, removalWords.removePerson(item.name))
  removesPerson(removing, { socket, person, said })
  return [taking, fine, muteButton({ socket, person, said }, isMuted), removing]
}

function takenAway(socket: TimedSocket, item: ReportedItem): Promise<Reply> {
  if (item.kind === 'post') return socket.emitWithAck('rejectPost', { id: item.id })
  if (item.kind === 'line') return socket.emitWithAck('deleteLine', { seq: item.id })
  return socket.emitWithAck('careForAsk', { id: item.id, action: 'hide' })
}
