/** The actions on a line or a person: report, delete, mute, remove from the room, write privately; in a small menu. */
import type { PersonEntry } from '../../src/core/protocol/chat'
import { answerTo, ANSWER_TIMEOUT_MS, sentenceOf } from '../shared/connection/request'
import { make, pill } from '../shared/dom'
import type { DrawnLine } from './message'
import { chatWords as words } from './words'
import { confirmFirst } from '../shared/confirm'
import type { ClientSocket } from '../shared/connection/connection'
import { mute, muteButton } from '../shared/mute/mute'
import { removesPerson } from '../shared/removal/button'
import { removalWords } from '../shared/removal/words'
import type { OwnReports } from '../shared/reports/own-reports'
import { personPill } from './people-list'

interface Callbacks {
  socket: ClientSocket
  isCrew: boolean
  /** What one of the audience has reported. */
  reports: OwnReports<number>
  me: () => string
  /** Whether private lines are switched on. */
  isPrivateOn: () => boolean
  personOf(id: string): PersonEntry | undefined
  writeTo: (person: { id: string; name: string }) => void
  said: (sentence: string) => void
}

/** What an action does with the menu that it stands in. */
interface OpenMenu {
  close: () => void
  /** Closes it, with the focus on its button. */
  leave: () => void
}

const NOTHING_OPEN: OpenMenu = { close: () => undefined, leave: () => undefined }

export class MessageActions {
  constructor(private readonly callbacks: Callbacks) {}

  /** A button that opens the actions on this line, if there are any. */
  menuOf(line: DrawnLine, time: string): HTMLElement | undefined {
    if (this.actionsOn(line, NOTHING_OPEN).length === 0) return undefined
    const place = make('div', 'actions')
    const menu = make('div', 'menu')
    menu.setAttribute('role', 'group')
    menu.setAttribute('aria-label', words.actionsFor(line.name, time))
    menu.hidden = true
    const open = (isOpen: boolean) => {
      menu.hidden = !isOpen
      opener.setAttribute('aria-expanded', String(isOpen))
      menu.textContent = ''
      if (!isOpen) return
      // The current actions.
      menu.append(...this.actionsOn(line, { close: () => open(false), leave }))
      menu.querySelector('button')!.focus()
      place.parentElement!.scrollIntoView({ block: 'nearest' })
    }
    const leave = () => {
      open(false)
      opener.focus()
    }
    const opener = pill(
      '⋯',
      () => open(opener.getAttribute('aria-expanded') === 'false'),
      words.actionsFor(line.name, time),
    )
    opener.setAttribute('aria-expanded', 'false')
    place.addEventListener('keydown', event => {
      if (event.key !== 'Escape' || menu.hidden) return
      event.stopPropagation()
      leave()
    })
    place.append(opener, menu)
    return place
  }

  /** The actions on somebody in the list of people. */
  actionsFor({ id, name, role, isMuted = false }: PersonEntry): HTMLElement[] {
    const { isCrew, me, isPrivateOn, writeTo, socket, said } = this.callbacks
    if (id === me()) return []
    const write = personPill(words.privately, words.privatelyTo(name), () => writeTo({ id, name }))
    const muting = personPill(
      isMuted ? words.yesUnmute : words.yesMute,
      isMuted ? words.unmute(name) : words.mute(name),
      () => void mute({ socket, person: { id, name }, said }, !isMuted),
    )
    const remove = personPill(removalWords.yesRemove, removalWords.removePerson(name), () => undefined)
    removesPerson(remove, { socket, person: { id, name }, said })
    return [...(isPrivateOn() ? [write] : []), ...(isCrew && !role ? [muting, remove] : [])]
  }

  private actionsOn({ seq, from, name, role, to }: DrawnLine, { close, leave }: OpenMenu): HTMLElement[] {
    const { isCrew, me, isPrivateOn, writeTo, socket, said, reports } = this.callbacks
    const isOthers = from !== me() && role !== 'host'
    const person = { id: from, name }
    const actions: HTMLElement[] = []
    const write = () => {
      close()
      writeTo(person)
    }
    if (isOthers && !to && isPrivateOn()) actions.push(pill(words.privately, write))
    const report = (reported: number) => {
      leave()
      void reports.turn(reported)
    }
    if (isOthers && !isCrew && seq !== undefined) actions.push(pill(reports.textFor(seq), () => report(seq)))
    if (seq !== undefined && (isCrew || from === me()))
      actions.push(asking(words.deleteLine, words.reallyDelete, words.yesDelete, () => void this.delete(seq)))
    if (isCrew && isOthers && role === undefined) {
      const remove = pill(removalWords.remove, () => undefined)
      removesPerson(remove, { socket, person, said })
      const isMuted = this.callbacks.personOf(from)?.isMuted === true
      actions.push(muteButton({ socket, person, said }, isMuted), remove)
    }
    return actions
  }

  /** Asks the server to delete a line; the event `lineDeleted` removes it from the page. */
  private async delete(seq: number): Promise<void> {
    const request = this.callbacks.socket.timeout(ANSWER_TIMEOUT_MS)
    const reply = await answerTo(request.emitWithAck('deleteLine', { seq }), words.noAnswer)
    this.callbacks.said(reply.ok ? '' : sentenceOf(reply))
  }
}

/** A pill that asks for confirmation before it acts. */
function asking(text: string, question: string, yes: string, act: () => void): HTMLElement {
  const button = pill(text, () => undefined)
  confirmFirst(button, { question: () => question, yes, act })
  return button
}
