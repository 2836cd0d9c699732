/** The presenter's switches of the chat, the lists of muted and of removed people, and the transcript. */
import { slowSentence } from '../../../src/core/chat/slow-mode'
import type { ChatSettings as Settings } from '../../../src/core/protocol/chat'
import type { Reply } from '../../../src/core/protocol/replies'
import type { Connection } from '../../shared/connection/connection'
import { answerTo, ANSWER_TIMEOUT_MS, sentenceOf } from '../../shared/connection/request'
import { byId } from '../../shared/dom'
import { PendingChanges } from '../../shared/connection/pending-changes'
import { roomCode } from '../../shared/urls'
import { saveTranscript } from '../save-transcript'
import type { CrewView } from '../view-model'
import { removalWords } from '../../shared/removal/words'
import { presenterWords as words } from '../words'
import { NamedPeople } from './named-people'

type Switch = Exclude<keyof Settings, 'slow'>
const SWITCHES: Switch[] = ['chat', 'private', 'host', 'classic']
/** Seconds of slow mode that are offered; a program may set others. */
const SLOW_MODES = [0, 10, 30, 60]
/** Milliseconds in which an arrow key may go on to the next: everybody in the chat is told of what is chosen. */
const CHOOSING_MS = 700
const TRANSCRIPTS = ['transcript.txt', 'transcript.json'] as const

interface Callbacks {
  connection(): Connection
  said: (sentence: string) => void
}

export class ChatSettings {
  private readonly slow = byId<HTMLSelectElement>('slow-mode')
  private slowTimer: number | undefined
  private readonly mutedPeople = new NamedPeople('muted', words.unmute, (id, name) => this.unmute(id, name))
  private readonly removedPeople = new NamedPeople('removed', removalWords.letBack, (id, name) =>
    this.letBack(id, name),
  )
  private readonly pending = new PendingChanges<Settings>()
  private settings: Settings | undefined

  constructor(private readonly callbacks: Callbacks) {
    for (const name of SWITCHES)
      switchOf(name).addEventListener('change', () => void this.turn(name, switchOf(name).checked))
    this.slow.addEventListener('change', () => {
      clearTimeout(this.slowTimer)
      this.slowTimer = window.setTimeout(() => void this.slowDown(Number(this.slow.value)), CHOOSING_MS)
    })
    // Pages of the workshops exist only in the default room.
    switchOf('classic').closest('label')!.hidden = roomCode !== ''
    // A helper's page has none.
    for (const file of TRANSCRIPTS)
      document
        .getElementById(file.replace('.', '-'))
        ?.addEventListener('click', () => void saveTranscript(file).then(callbacks.said))
  }

  update({ state: { talk, muted, removed } }: CrewView): void {
    this.settings = talk
    this.drawSwitches()
    this.mutedPeople.update(muted)
    this.removedPeople.update(
      removed.map(({ id, name, said }) => ({
        id,
        name: said ? removalWords.said[said.kind](said.text) : name,
      })),
    )
  }

  private drawSwitches(): void {
    if (!this.settings) return
    const chosen = this.pending.over(this.settings)
    for (const name of SWITCHES) switchOf(name).checked = chosen[name]
    if (this.slowTimer === undefined) this.drawSlow(chosen.slow)
  }

  private drawSlow(slow: number): void {
    const modes = [...new Set([...SLOW_MODES, slow])].sort((one, other) => one - other)
    if (this.slow.options.length !== modes.length)
      this.slow.replaceChildren(...modes.map(each => new Option(words.slowModes(each), String(each))))
    this.slow.value = String(slow)
  }

  private async slowDown(slow: number): Promise<void> {
    this.slowTimer = undefined
    const reply = await this.set({ slow })
    this.callbacks.said(reply.ok ? slowSentence(slow) : sentenceOf(reply))
  }

  private async turn(name: Switch, isOn: boolean): Promise<void> {
    const reply = await this.set({ [name]: isOn })
    this.callbacks.said(reply.ok ? words.switched[isOn ? 'on' : 'off'] : sentenceOf(reply))
  }

  private async set(change: Partial<Settings>): Promise<Reply> {
    const asked = answerTo(this.request().emitWithAck('setTalk', change), words.noAnswer)
    const reply = await this.pending.during(change, asked)
    if (!reply.ok) this.drawSwitches()
    return reply
  }

  private async unmute(id: string, name: string): Promise<void> {
    const reply = await answerTo(this.request().emitWithAck('mute', { id, isMuted: false }), words.noAnswer)
    this.callbacks.said(reply.ok ? words.unmutedPerson(name) : sentenceOf(reply))
  }

  private async letBack(id: string, name: string): Promise<void> {
    const reply = await answerTo(this.request().emitWithAck('letBack', { id }), words.noAnswer)
    this.callbacks.said(reply.ok ? removalWords.hasLetBack(name) : sentenceOf(reply))
  }

  private request() {
    return this.callbacks.connection().socket.timeout(ANSWER_TIMEOUT_MS)
  }
}

function switchOf(name: Switch): HTMLInputElement {
  return byId<HTMLInputElement>(`switch-${name}`)
}
