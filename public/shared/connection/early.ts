/**
 * Connects while the script of the page is still on its way: on a slow line each round trip counts. It stands in the
 * page itself, as small as it can be; the page's script takes over what this has begun (`early-web-socket`). Where that
 * never comes, nobody answers the server's pings, and the server ends the connection.
 */
import type { Handshake } from '../../../src/core/protocol/handshake'
import { roomCode } from '../urls'
import { browserId, randomId, TAB_KEY } from './identity'
import { POLLING, TRANSPORT_KEY } from './transports'

/** What has begun before the script of the page came. */
export interface Early {
  socket: WebSocket
  /** What the server has said since. */
  heard: string[]
  /** The id of this tab, if it is new; then the handshake of the room is sent as soon as the WebSocket is open. */
  tab: string | undefined
}

declare global {
  interface Window {
    early?: Early
  }
}

try {
  if (localStorage.getItem(TRANSPORT_KEY) !== POLLING) connectEarly()
} catch {
  // Storage is refused, or there are no WebSockets: the page's script knows what to do.
}

function connectEarly(): void {
  const page = new URL('.', document.baseURI).href
  // As Engine.IO writes it.
  const query = `page=${encodeURIComponent(page)}&EIO=4&transport=websocket`
  const socket = new WebSocket(page.replace(/^http/, 'ws') + 'socket.io/?' + query)
  // A tab that was here before may be a copy of another one, which takes time to find out.
  const tab = sessionStorage.getItem(TAB_KEY) ? undefined : randomId()
  const heard: string[] = []
  const handshake: Handshake = { browser: browserId(), room: roomCode, tab }
  socket.onmessage = ({ data }) => heard.push(data as string)
  if (tab) socket.onopen = () => socket.send('40' + JSON.stringify(handshake))
  window.early = { socket, heard, tab }
}
