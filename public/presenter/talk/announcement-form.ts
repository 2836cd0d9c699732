/** The presenter's announcements: makes and withdraws them, and shows the command for scripts. */
import { ANNOUNCEMENT_LIFETIME_MS } from '../../../src/core/limits/input-limits'
import type { Connection } from '../../shared/connection/connection'
import { keyOf } from '../../shared/connection/presenter-keys'
import { answerTo, ANSWER_TIMEOUT_MS, sentenceOf } from '../../shared/connection/request'
import { byId, setText } from '../../shared/dom'
import { addressOf, roomCode } from '../../shared/urls'
import { copyFrom } from '../copy'
import type { PresenterView } from '../view-model'
import { presenterWords as words } from '../words'

interface Callbacks {
  connection(): Connection
  said: (sentence: string) => void
}

export class AnnouncementForm {
  private readonly field = byId<HTMLTextAreaElement>('announce-text')
  private id = ''

  constructor(private readonly callbacks: Callbacks) {
    byId('announce-form').addEventListener('submit', event => {
      event.preventDefault()
      void this.announce()
    })
    byId('withdraw').addEventListener('click', () => void this.withdraw())
    initScriptCommand(callbacks.said)
  }

  update({ news, state: { announcement } }: PresenterView): void {
    const isNow =
      announcement !== null && news.now - (announcement.since ?? announcement.at) < ANNOUNCEMENT_LIFETIME_MS
    const place = byId('announced')
    if (!isNow && place.contains(document.activeElement)) this.field.focus()
    this.id = announcement?.id ?? ''
    place.hidden = !isNow
    // A phone's page has no stage with the banner.
    for (const id of ['announced-text', 'remote-announced']) setText(byId(id), isNow ? announcement.text : '')
  }

  private async announce(): Promise<void> {
    const { field } = this
    const { said } = this.callbacks
    const text = field.value
    if (!text.trim()) return said(words.nothingToAnnounce)
    const reply = await answerTo(this.request().emitWithAck('announce', { text }), words.noAnswer)
    if (reply.ok) field.value = ''
    said(reply.ok ? words.announced : sentenceOf(reply))
  }

  private async withdraw(): Promise<void> {
    const asked = this.request().emitWithAck('withdrawAnnouncement', { id: this.id })
    const reply = await answerTo(asked, words.noAnswer)
    this.callbacks.said(reply.ok ? words.withdrawn : sentenceOf(reply))
  }

  private request() {
    return this.callbacks.connection().socket.timeout(ANSWER_TIMEOUT_MS)
  }
}

/** The command contains the key, so it is on the page only while its section is open. */
function initScriptCommand(said: (sentence: string) => void): void {
  const section = byId<HTMLDetailsElement>('announce-script')
  const field = byId<HTMLTextAreaElement>('curl-line')
  section.addEventListener('toggle', () => (field.value = section.open ? curlCommand() : ''))
  byId('copy-curl').addEventListener('click', () => void copyFrom(field).then(said))
}

function curlCommand(): string {
  const key = (keyOf(roomCode) ?? '').replace(/["\\$`]/g, '\\$&')
  const url = addressOf('', 'broadcast')
  // In Windows' PowerShell "curl" is another program, and nested quotes get lost; a form needs none.
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
