/** Signs a presenter in: with the key in the link, the one this browser remembers, or a pasted one. */
import { helperLink, presenterLink } from '../../src/core/pages'
import { keyIn, takeKey } from '../shared/connection/key-in-address'
import { keyOf, rememberKey } from '../shared/connection/presenter-keys'
import { byId, setText } from '../shared/dom'
import { addressOf, roomCode } from '../shared/urls'
import { presenterWords as words } from './words'

/**
 * The key to sign in with, if there is one. A key in the URL is remembered and removed from the address bar at once.
 * @param enter called with a later key, pasted here or into the address bar
 */
export function keyToEnter(enter: (key: string) => void): string | undefined {
  byId('key-form').addEventListener('submit', event => {
    event.preventDefault()
    const field = byId<HTMLInputElement>('key')
    const key = keyInPasted(field.value)
    const helperKey = keyIn(field.value, 'helper')
    const code = roomIn(field.value) ?? roomCode
    if (helperKey) return void (location.href = helperLink(addressOf(code), helperKey))
    if (!key) return setText(byId('sign-in-said'), words.noKeyThere)
    field.value = ''
    if (code !== roomCode) location.href = presenterLink(addressOf(code), key)
    else bring(key)
  })
  window.addEventListener('hashchange', () => {
    const key = takeFromAddress()
    if (key) enter(key)
  })

  function bring(key: string): void {
    rememberKey(roomCode, key)
    enter(key)
  }
  return takeFromAddress() ?? keyOf(roomCode)
}

/** Shows how to sign in, and why the current key was refused. */
export function showSignIn(isShown: boolean, sentence = ''): void {
  byId('sign-in').hidden = !isShown
  byId<HTMLAnchorElement>('to-audience').href = addressOf(roomCode)
  setText(byId('sign-in-said'), sentence)
}

function takeFromAddress(): string | undefined {
  const helperKey = takeKey('helper')
  if (helperKey) location.replace(helperLink(addressOf(roomCode), helperKey))
  const key = takeKey('key')
  if (key) rememberKey(roomCode, key)
  return key
}

/** The key in a pasted link, or the pasted text if it can be a key. */
function keyInPasted(pasted: string): string | undefined {
  const inLink = keyIn(pasted, 'key')
  if (inLink) return inLink
  return /^\S+$/.test(pasted.trim()) && !isLink(pasted) ? pasted.trim() : undefined
}

/** The room of a pasted link; '' is the default room, undefined: it is not a link. */
function roomIn(pasted: string): string | undefined {
  if (!isLink(pasted)) return undefined
  return (/\/r\/([^/#?\s]+)/.exec(pasted)?.[1] ?? '').toUpperCase()
}

function isLink(pasted: string): boolean {
  return /:\/\/|#/.test(pasted)
}
