/** Owns the presenter's announcements: making one, withdrawing it, and the line with which a script makes one. */
import { ANNOUNCEMENT_LIFETIME_MS } from '../../src/core/limits/input-limits'
import { answerTo, ANSWER_TIMEOUT, sentenceOf } from '../shared/connection/request'
import type { Connection } from '../shared/connection/connection'
import { copyFrom } from './copy'
import type { Desk } from './presenter-state'
import { keyOf } from '../shared/connection/presenter-keys'
import { byId, setText } from '../shared/dom'
import { addressOf, roomCode } from '../shared/urls'
import { presenterWords as words } from './words'

interface Parts {
  connection: () => Connection
  said(sentence: string): void
}

/** Wires the form; returns how to draw what is announced for a desk. */
export function initAnnounce({ connection, said }: Parts): (desk: Desk) => void {
  const request = () => connection().socket.timeout(ANSWER_TIMEOUT)
  const field = byId<HTMLTextAreaElement>('announce-text')
  let id = ''

  byId('announce-form').addEventListener('submit', event => {
    event.preventDefault()
    void announce()
  })
  byId('withdraw').addEventListener('click', () => void withdraw())
  initScriptLine(said)

  async function announce(): Promise<void> {
    const text = field.value
    if (!text.trim()) return said(words.nothingToAnnounce)
    const reply = await answerTo(request().emitWithAck('announce', { text }), words.noAnswer)
    if (reply.ok) field.value = ''
    said(reply.ok ? words.announced : sentenceOf(reply))
  }

  async function withdraw(): Promise<void> {
    const reply = await answerTo(request().emitWithAck('withdrawAnnouncement', { id }), words.noAnswer)
    said(reply.ok ? words.withdrawn : sentenceOf(reply))
  }

  return ({ news, lectern: { announcement } }) => {
    const isNow =
      announcement !== null && news.now - (announcement.since ?? announcement.at) < ANNOUNCEMENT_LIFETIME_MS
    const place = byId('announced')
    if (!isNow && place.contains(document.activeElement)) field.focus()
    id = announcement?.id ?? ''
    place.hidden = !isNow
    setText(byId('announced-text'), isNow ? announcement.text : '')
  }
}

/** The line holds the key, so it is written only while somebody looks at it. */
function initScriptLine(said: (sentence: string) => void): void {
  const section = byId<HTMLDetailsElement>('announce-script')
  const field = byId<HTMLTextAreaElement>('curl-line')
  section.addEventListener('toggle', () => (field.value = section.open ? curlLine() : ''))
  byId('copy-curl').addEventListener('click', () => void copyFrom(field).then(said))
}

function curlLine(): string {
  const key = (keyOf(roomCode) ?? '').replace(/["\\$`]/g, '\\$&')
  const url = addressOf('', 'broadcast')
  // In Windows' PowerShell "curl" is another program, and quotes within quotes get lost; a form has none.
  if (/Windows/.test(navigator.userAgent)) {
    const room = roomCode && `--data-urlencode "room=${roomCode}" `
    return `curl.exe -H "Authorization: Bearer ${key}" --data-urlencode "message=${words.sampleAnnouncement}" ${room}"${url}"`
  }
  const message = { message: words.sampleAnnouncement, ...(roomCode && { room: roomCode }) }
  return [
    'curl -X POST',
    `-H "Authorization: Bearer ${key}"`,
    '-H "Content-Type: application/json"',
    `-d '${JSON.stringify(message)}'`,
    url,
  ].join(' ')
}
