/** The actions on a line or a person: delete, mute, remove from the room, write privately; in a small menu. */
import type { PersonEntry } from '../../src/core/protocol/chat'
import { answerTo, ANSWER_TIMEOUT_MS, sentenceOf } from '../shared/connection/request'
import { make, pill } from '../shared/dom'
import type { DrawnLine } from './message'
import { chatWords as words } from './words'
import { confirmFirst } from '../shared/confirm'
import type { ClientSocket } from '../shared/connection/connection'
import { removesPerson } from '../shared/removal/button'
import { removalWords } from '../shared/removal/words'
import { personPill } from './people-list'

interface Callbacks {
  socket: ClientSocket
  isCrew: boolean
  me: () => string
  /** Whether private lines are switched on. */
  isPrivateOn: () => boolean
  personOf(id: string): PersonEntry | undefined
  writeTo: (person: { id: string; name: string }) => void
  said: (sentence: string) => void
}

export class MessageActions {
  constructor(private readonly callbacks: Callbacks) {}

  /** A button that opens the actions on this line, if there are any. */
  menuOf(line: DrawnLine, time: string): HTMLElement | undefined {
    if (this.actionsOn(line, () => undefined).length === 0) return undefined
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
      menu.append(...this.actionsOn(line, () => open(false))) // the current actions
      menu.querySelector('button')!.focus()
      place.parentElement!.scrollIntoView({ block: 'nearest' })
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
      open(false)
      opener.focus()
    })
    place.append(opener, menu)
    return place
  }

  /** The actions on somebody in the list of people. */
  actionsFor({ id, name, role, isMuted = false }: PersonEntry): HTMLElement[] {
    const { isCrew, me, isPrivateOn, writeTo, socket, said } = this.callbacks
    if (id === me()) return []
    const write = personPill(words.privately, words.privatelyTo(name), () => writeTo({ id, name }))
    const mute = personPill(
      isMuted ? words.yesUnmute : words.yesMute,
      isMuted ? words.unmute(name) : words.mute(name),
      () => void this.mute({ id, name }, !isMuted),
    )
    const remove = personPill(removalWords.yesRemove, removalWords.removePerson(name), () => undefined)
    removesPerson(remove, { socket, person: { id, name }, said })
    return [...(isPrivateOn() ? [write] : []), ...(isCrew && !role ? [mute, remove] : [])]
  }

  private actionsOn({ seq, from, name, role, to }: DrawnLine, close: () => void): HTMLElement[] {
    const { isCrew, me, isPrivateOn, writeTo, socket, said } = this.callbacks
    const isOthers = from !== me() && role !== 'host'
    const person = { id: from, name }
    const actions: HTMLElement[] = []
    const write = () => {
      close()
      writeTo(person)
    }
    if (isOthers && !to && isPrivateOn()) actions.push(pill(words.privately, write))
    if (seq !== undefined && (isCrew || from === me()))
      actions.push(asking(words.deleteLine, words.reallyDelete, words.yesDelete, () => void this.delete(seq)))
    if (isCrew && isOthers && role === undefined) {
      const remove = pill(removalWords.remove, () => undefined)
      removesPerson(remove, { socket, person, said })
      actions.push(
        this.callbacks.personOf(from)?.isMuted
          ? pill(words.unmute(name), () => void this.mute(person, false))
          : asking(
              words.mute(name),
              words.reallyMute(name),
              words.yesMute,
              () => void this.mute(person, true),
            ),
        remove,
      )
    }
    return actions
  }

  /** Asks the server to delete a line; the event `lineDeleted` removes it from the page. */
  private async delete(seq: number): Promise<void> {
    const request = this.callbacks.socket.timeout(ANSWER_TIMEOUT_MS)
    const reply = await answerTo(request.emitWithAck('deleteLine', { seq }), words.noAnswer)
    this.callbacks.said(reply.ok ? '' : sentenceOf(reply))
  }

  private async mute({ id, name }: { id: string; name: string }, isMuted: boolean): Promise<void> {
    const request = this.callbacks.socket.timeout(ANSWER_TIMEOUT_MS)
    const reply = await answerTo(request.emitWithAck('mute', { id, isMuted }), words.noAnswer)
    const done = isMuted ? words.hasMuted(name) : words.hasUnmuted(name)
    this.callbacks.said(reply.ok ? done : sentenceOf(reply))
  }
}

/** A pill that asks for confirmation before it acts. */
function asking(text: string, question: string, yes: string, act: () => void): HTMLElement {
  const button = pill(text, () => undefined)
  confirmFirst(button, { question: () => question, yes, act })
  return button
}
