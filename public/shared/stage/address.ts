/** The address to type, wherever a picture shows it, and its QR code. */
import type { RoomPath } from '../../../src/core/pages'
import { make, setText } from '../dom'
import { qrOf, readShare, typedAddress } from '../share-address'

/** `ask.school.edu/r/M96NMT`: the host, the way and the code, each unbroken where there is room. */
const PARTS = /^([^/]*)(.*\/)?([^/]*)$/

/**
 * Fills the picture's addresses and its QR code; where the results have a page of their own, the end says its address.
 * Rejects where the server does not say the address.
 */
export async function showAddresses(
  stage: HTMLElement,
  code: string,
  hasResultsPage: boolean,
): Promise<void> {
  const { url } = await readShare(code)
  const typed = typedAddress(url)
  const source = qrOf(code, url)
  const qr = stage.querySelector<HTMLImageElement>('.qr')!
  if (qr.src !== source) qr.src = source
  const page: RoomPath = 'results'
  for (const address of stage.querySelectorAll<HTMLElement>('.typed-address')) {
    const isOfResults = hasResultsPage && address.closest('.results-at') !== null
    const text = isOfResults ? `${typed}/${page}` : typed
    if (address.textContent !== text) fill(address, text)
  }
}

function fill(address: HTMLElement, typed: string): void {
  const [, host = typed, way = '', name = ''] = PARTS.exec(typed) ?? []
  const hostPart = make('span', 'host')
  // A long host breaks after its dots and its colon only.
  const pieces = host.match(/[^.:]+[.:]?|[.:]/g) ?? []
  pieces.forEach((piece, place) => {
    if (place > 0) hostPart.append(make('wbr'))
    hostPart.append(make('span', '', piece))
  })
  setText(address, '')
  address.append(hostPart)
  if (!way) return
  // The slash stays with the host: what follows may stand on a line of its own.
  hostPart.lastElementChild!.append(make('span', 'way', '/'))
  const rest = make('span')
  rest.append(make('span', 'way', way.slice(1)), name)
  address.append(make('wbr'), rest)
}
