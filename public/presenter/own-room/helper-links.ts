/** The links of the room's helpers: makes one, shows it once, lists them, and takes one back. */
import { helperLink } from '../../../src/core/pages'
import type { HelperEntry } from '../../../src/core/protocol/presenter'
import { confirmFirst } from '../../shared/confirm'
import type { ClientSocket } from '../../shared/connection/connection'
import { answerTo, ANSWER_TIMEOUT_MS, sentenceOf } from '../../shared/connection/request'
import { byId, make, pill, setText, written } from '../../shared/dom'
import { loadPart } from '../../shared/lazy'
import { keepShared, readShare } from '../../shared/share-address'
import { addressOf, roomCode } from '../../shared/urls'
import { lang } from '../../shared/words'
import { copyFrom } from '../copy'
import type { PresenterView } from '../view-model'
import { presenterWords } from '../words'
import { ownRoomWords as words } from './words'

export class HelperLinks {
  private readonly field = byId<HTMLInputElement>('helper-name')
  private readonly list = byId('helper-list')
  private readonly link = byId('helper-link')
  private readonly address = byId<HTMLInputElement>('helper-address')
  private readonly code = byId('helper-code')
  private readonly codeOpener = byId('helper-show-code')
  private readonly rows = new Map<string, HTMLElement>()
  private readonly nobody = make('li', 'hint', words.noHelpers)
  /** The room's address as other devices can open it. */
  private url = addressOf(roomCode)
  /** Whose link is shown. */
  private shown: { id: string; name: string } | undefined

  constructor(private readonly socket: () => ClientSocket) {
    const { field, address, codeOpener } = this
    byId('helper-form').addEventListener('submit', event => {
      event.preventDefault()
      void this.make(field.value)
    })
    byId('helper-copy').addEventListener('click', () => {
      const copy = byId('helper-copy')
      void copyFrom(address).then(sentence => {
        copy.focus()
        this.say(sentence)
      })
    })
    codeOpener.addEventListener('click', () => void this.toggleCode())
    byId('helper-done').addEventListener('click', () => {
      this.hideLink()
      field.focus()
    })
    const read = async () => void (this.url = (await readShare(roomCode)).url)
    read().catch(() => undefined) // the address of this page may do
    keepShared(read)
  }

  update({ state: { helpers } }: PresenterView): void {
    const { rows, list, nobody } = this
    const gone = [...rows.keys()].filter(id => !helpers.some(helper => helper.id === id))
    for (const id of gone) this.remove(id)
    for (const helper of helpers) {
      const row = rows.get(helper.id) ?? this.rowOf(helper)
      const here = row.querySelector<HTMLElement>('.helper-here')!
      setText(here, presenceOf(helper))
      here.classList.toggle('now', helper.isHere)
      if (rows.has(helper.id)) continue
      rows.set(helper.id, row)
      list.append(row)
    }
    if (helpers.length === 0) list.append(nobody)
    else nobody.remove()
  }

  private async make(name: string): Promise<void> {
    const reply = await answerTo(this.request().emitWithAck('makeHelper', { name }), presenterWords.noAnswer)
    if (!reply.ok) {
      this.field.focus()
      return this.say(sentenceOf(reply))
    }
    this.hideLink()
    this.field.value = ''
    this.shown = { id: reply.id, name: name.trim() }
    this.address.value = helperLink(this.url, reply.helperKey)
    setText(byId('helper-link-title'), words.helperLink(this.shown.name))
    this.link.hidden = false
    byId('helper-copy').focus()
    this.link.scrollIntoView({ block: 'nearest' })
    this.say(words.helperMade(this.shown.name))
  }

  private async revoke({ id, name }: HelperEntry): Promise<void> {
    const reply = await answerTo(this.request().emitWithAck('revokeHelper', { id }), presenterWords.noAnswer)
    this.say(reply.ok ? words.revoked(name) : sentenceOf(reply))
  }

  private rowOf(helper: HelperEntry): HTMLElement {
    const { name, at } = helper
    const row = make('li')
    const button = pill(words.revoke, () => undefined, words.revokeOf(name))
    confirmFirst(button, {
      question: () => words.sureRevoke(name),
      yes: words.yesRevoke,
      act: () => void this.revoke(helper),
    })
    const time = make('span', 'hint', words.helperSince(timeOf(at)))
    row.append(written('b', '', name), time, make('span', 'hint helper-here'), button)
    return row
  }

  /** The focus goes on to the next link, so that it is never lost. */
  private remove(id: string): void {
    const { rows, field } = this
    const row = rows.get(id)!
    const hadFocus = row.contains(document.activeElement)
    const next = row.nextElementSibling ?? row.previousElementSibling
    rows.delete(id)
    row.remove()
    if (this.shown?.id === id) {
      if (this.link.contains(document.activeElement)) field.focus()
      this.hideLink()
    }
    if (hadFocus) (next?.querySelector('button') ?? field).focus()
  }

  private hideLink(): void {
    this.shown = undefined
    this.address.value = ''
    this.link.hidden = true
    this.hideCode()
  }

  private async toggleCode(): Promise<void> {
    const { code, codeOpener, shown } = this
    if (!code.hidden || !shown) return this.hideCode()
    try {
      const { qrCode } = await loadPart<typeof import('../../shared/qr')>(code)
      if (this.shown !== shown) return
      code.append(qrCode(this.address.value, words.helperCodeOf(shown.name)))
      code.hidden = false
      setText(codeOpener, words.hideHelperCode)
      codeOpener.setAttribute('aria-expanded', 'true')
      code.scrollIntoView({ block: 'nearest' })
    } catch (error) {
      this.say((error as Error).message)
    }
  }

  private hideCode(): void {
    this.code.textContent = ''
    this.code.hidden = true
    setText(this.codeOpener, words.helperCode)
    this.codeOpener.setAttribute('aria-expanded', 'false')
  }

  /** The sheet covers the page's own status. */
  private say(sentence: string): void {
    setText(byId('helpers-said'), sentence)
  }

  private request() {
    return this.socket().timeout(ANSWER_TIMEOUT_MS)
  }
}

function presenceOf({ isHere, lastHereAt }: HelperEntry): string {
  if (isHere) return words.isHere
  return lastHereAt === null ? words.wasNeverHere : words.lastHere(timeOf(lastHereAt))
}

function timeOf(at: number): string {
  return new Date(at).toLocaleString(lang, {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  })
}
