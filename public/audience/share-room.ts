/** Shows a neighbour the way into this room: its QR code and its address, once somebody asks for it. */
import { make, pill, setText } from '../shared/dom'
import { qrOf, readShare, typedAddress } from '../shared/share-address'
import { roomCode } from '../shared/urls'
import { shareWords as words } from './share-words'

/** A button, and what it shows. */
export function shareRoom(): HTMLElement {
  const place = make('div', 'share-room')
  const code = make('div', 'code')
  const said = make('p', 'said')
  said.setAttribute('role', 'status')
  const opener = pill(words.showCode, () => void toggle())
  opener.id = 'show-code'
  place.append(opener, said, code)
  show(false)

  function show(isShown: boolean): void {
    code.hidden = !isShown
    setText(opener, isShown ? words.hideCode : words.showCode)
    opener.setAttribute('aria-expanded', String(isShown))
  }

  async function toggle(): Promise<void> {
    setText(said, '')
    if (!code.hidden) return show(false)
    try {
      // Again each time: the address changes with the network.
      const { url } = await readShare(roomCode)
      const picture = make('img')
      picture.alt = words.qrCode
      picture.width = picture.height = 232
      picture.src = qrOf(roomCode, url)
      const address = make('p', 'typed-address', typedAddress(url))
      address.dir = 'ltr'
      address.translate = false
      code.textContent = ''
      code.append(picture, address)
      show(true)
      code.scrollIntoView({ block: 'nearest' })
    } catch {
      setText(said, words.noAnswer)
    }
  }

  return place
}
