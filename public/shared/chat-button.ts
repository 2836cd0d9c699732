/** The "Chat" button: shown if the chat is on, counts unread lines, loads the chat when it is first pressed. */
import type { ChatNews } from '../../src/core/protocol/chat'
import type { Chat } from '../chat/main'
import type { BackGesture } from './back-gesture'
import type { Connection } from './connection/connection'
import { loadPart } from './lazy'
import { byId, make, setText } from './dom'
import type { ReportCounts } from './reports/counts'
import { roomCode } from './urls'
import { recallWord, rememberWord } from './storage'
import { words } from './words'

const SEEN = `seen-${roomCode}`

interface Options {
  /** Presenters and helpers see the button even if the chat is off. */
  role?: 'presenter' | 'helper'
  backGesture: BackGesture
  /** For presenters and helpers: who has reported what. */
  reports?: ReportCounts
  /** Stands behind the words of the button. */
  beside?: HTMLElement
  /** Where the chat stands on a wide page; then the button is a tab, and its page opens and closes the chat. */
  place?: HTMLElement
}

export class ChatButton {
  /** Opens the chat in its place; `hasFocus`: with the focus in it. */
  readonly open: (hasFocus: boolean) => void
  /** Closes it, if it was opened. */
  readonly close: () => void

  constructor(connection: Connection, options: Options) {
    const { role, beside, place } = options
    const button = byId<HTMLButtonElement>('chat')
    const { socket } = connection
    let talk: ChatNews | undefined
    /** Number of the newest line this browser has seen; a new browser has no unread lines. */
    let seen: number | undefined
    let pollId = ''
    let loading: Promise<Chat> | undefined
    let complaint = ''
    let before = ''

    function draw(changed: Partial<ChatNews>): void {
      talk = { ...talk!, ...changed }
      button.hidden = !talk.chat && !role
      const known = recallWord(SEEN)
      seen = Math.min(Math.max(seen ?? 0, known === null ? (seen ?? talk.lastSeq) : +known), talk.lastSeq)
      rememberWord(SEEN, String(seen))
      const unread = talk.lastSeq - Math.max(seen, talk.firstSeq - 1)
      button.textContent = words.chat
      // On a narrow phone the word is only for screen readers.
      if (unread > 0) button.append(words.unread(unread), make('span', '', words.unreadLines))
      if (beside) button.append(' ', beside)
      for (const copy of document.querySelectorAll<HTMLElement>('button[data-opens=chat]'))
        setText(copy, words.chat + (unread > 0 ? words.unread(unread) : ''))
    }

    socket.on('snapshot', snapshot => {
      pollId = snapshot.poll.pollId
      draw(snapshot.talk)
    })
    socket.on('poll', ({ poll }) => (pollId = poll.pollId))
    socket.on('talk', draw)
    socket.on('unread', lastSeq => draw({ lastSeq }))
    // Read in another tab.
    window.addEventListener('storage', event => {
      if (event.key === SEEN && talk) draw({})
    })

    async function load(): Promise<Chat> {
      const loaded = await loadPart<typeof import('../chat/main')>(button)
      return new loaded.Chat({
        ...options,
        connection,
        opener: button,
        talk: () => talk!,
        pollId: () => pollId,
        saw(seq) {
          seen = Math.max(seen ?? 0, seq)
          draw({ lastSeq: Math.max(talk!.lastSeq, seq) })
        },
      })
    }

    /** Loads the chat if it is not there, and acts on it. */
    const act = (then: (chat: Chat) => void): void => {
      if (button.hasAttribute('aria-busy')) return // one press is enough, however long it takes
      button.setAttribute('aria-busy', 'true')
      const held = document.activeElement
      loading ??= load()
      loading
        .then(
          chat => {
            const { activeElement } = document
            then(chat)
            complain('')
            // The focus stays where the user has moved meanwhile; a sheet that covers it leaves it in fields only.
            if (activeElement !== held && activeElement?.matches(place ? ':not(body)' : 'input, textarea'))
              (activeElement as HTMLElement).focus()
          },
          (error: Error) => {
            loading = undefined // try again at the next press
            complain(error.message)
          },
        )
        .finally(() => button.removeAttribute('aria-busy'))
    }
    this.open = hasFocus => act(chat => chat.open(hasFocus))
    this.close = () => void loading?.then(chat => chat.close()).catch(() => undefined)
    if (!place) button.addEventListener('click', () => act(chat => chat.toggle()))

    /** Shows why the chat does not load; once it does, the earlier sentence is shown again. */
    function complain(sentence: string): void {
      const status = byId('status-message')
      if (sentence && status.textContent !== complaint) before = status.textContent!
      if (sentence) setText(status, sentence)
      else if (complaint && status.textContent === complaint) setText(status, before)
      complaint = sentence
    }

    /** Closes the chat for good. */
    function end(): void {
      button.hidden = true
      void loading?.then(chat => chat.close())
    }
    socket.on('ended', end)
    socket.on('displaced', end)
    socket.on('removed', end)
    socket.on('connect_error', () => {
      if (!socket.active) end()
    })
  }
}
