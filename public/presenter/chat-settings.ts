/** Owns the presenter's switches of the room's talk, the list of the muted, and the transcript. */
import type { ChatSettings } from '../../src/core/protocol/chat'
import { answerTo, ANSWER_TIMEOUT, sentenceOf } from '../shared/connection/request'
import { byId, make, pill, written } from '../shared/dom'
import type { Connection } from '../shared/connection/connection'
import type { Desk } from './presenter-state'
import { keyOf } from '../shared/connection/presenter-keys'
import { addressOf, roomCode } from '../shared/urls'
import { presenterWords as words } from './words'

const SWITCHES: (keyof ChatSettings)[] = ['chat', 'private', 'host', 'classic']
const TRANSCRIPTS = ['transcript.txt', 'transcript.json'] as const

interface Parts {
  connection: () => Connection
  said(sentence: string): void
}

/** Wires the section; returns how to draw it for a desk. */
export function initTalk({ connection, said }: Parts): (desk: Desk) => void {
  const request = () => connection().socket.timeout(ANSWER_TIMEOUT)
  let muted = ''

  for (const name of SWITCHES)
    switchOf(name).addEventListener('change', () => void turn(name, switchOf(name).checked))
  // Only in the house room are there pages of the workshops.
  switchOf('classic').closest('label')!.hidden = roomCode !== ''
  for (const file of TRANSCRIPTS)
    byId(file.replace('.', '-')).addEventListener('click', () => void saveTranscript(file).then(said))

  async function turn(name: keyof ChatSettings, isOn: boolean): Promise<void> {
    const reply = await answerTo(request().emitWithAck('setTalk', { [name]: isOn }), words.noAnswer)
    if (!reply.ok) switchOf(name).checked = !isOn
    said(reply.ok ? words.switched[isOn ? 'on' : 'off'] : sentenceOf(reply))
  }

  async function unmute(id: string, name: string): Promise<void> {
    const reply = await answerTo(request().emitWithAck('mute', { id, isMuted: false }), words.noAnswer)
    said(reply.ok ? words.unmutedPerson(name) : sentenceOf(reply))
  }

  return ({ lectern }) => {
    for (const name of SWITCHES) switchOf(name).checked = lectern.talk[name]
    const now = JSON.stringify(lectern.muted)
    if (now === muted) return
    muted = now
    const list = byId('muted-people')
    const hadFocus = list.contains(document.activeElement)
    list.textContent = ''
    list.append(
      ...lectern.muted.map(({ id, name }) => {
        const item = make('li')
        const button = pill(words.unmute, () => void unmute(id, name), words.ofQuestion(words.unmute, name))
        item.append(written('b', '', name), button)
        return item
      }),
    )
    byId('muted').hidden = lectern.muted.length === 0
    if (hadFocus) (list.querySelector('button') ?? byId('talk').querySelector('summary'))!.focus()
  }
}

function switchOf(name: keyof ChatSettings): HTMLInputElement {
  return byId<HTMLInputElement>(`talk-${name}`)
}

/** Saves all lines as a file; a link could not bring the key. Resolves to what to say about it. */
async function saveTranscript(file: (typeof TRANSCRIPTS)[number]): Promise<string> {
  try {
    const headers = { Authorization: `Bearer ${keyOf(roomCode) ?? ''}` }
    const response = await fetch(addressOf(roomCode, file), { headers })
    if (!response.ok) return ((await response.json()) as { message: string }).message
    const link = make('a')
    link.href = URL.createObjectURL(await response.blob())
    link.download = roomCode ? `${roomCode}-${file}` : file
    link.click()
    // Once the browser has taken it.
    setTimeout(() => URL.revokeObjectURL(link.href), 0)
    return words.saved(link.download)
  } catch {
    return words.gone
  }
}
