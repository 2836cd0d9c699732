/** Owns the wall's section on the presenter's page: loads the desk once it is opened, or once posts may wait, and counts them. */
import type { Desk } from './presenter-state'
import type { ClientSocket } from '../shared/connection/connection'
import { loadPart } from '../shared/lazy'
import { byId, pill, setText } from '../shared/dom'
import { presenterWords as words } from './words'
import type { WallDesk } from '../wall/moderation/main'

interface Parts {
  socket(): ClientSocket
  said(sentence: string): void
}

/** Wires the section; returns how to draw it for a desk. */
export function initWallSection({ socket, said }: Parts): (desk: Desk) => void {
  const section = byId<HTMLDetailsElement>('wall')
  const place = byId('wall-desk')
  let desk: Desk | undefined
  let loading: Promise<WallDesk> | undefined

  async function load(): Promise<WallDesk> {
    const { WallDesk } = await loadPart<typeof import('../wall/moderation/main')>(place)
    place.textContent = ''
    const wallDesk = new WallDesk(place, {
      socket: socket(),
      said,
      counted: waiting => setText(byId('wall-waiting'), words.waiting(waiting)),
    })
    if (desk) wallDesk.draw(desk.lectern.wall)
    void wallDesk.look(section.open)
    return wallDesk
  }

  function need(then: (wallDesk: WallDesk) => void = () => {}): void {
    loading ??= load()
    loading.then(then, (error: Error) => {
      loading = undefined // the next time tries again
      if (section.open) said(error.message)
      const again = pill(words.tryAgain, () => need(wallDesk => void wallDesk.look(section.open)))
      if (!place.querySelector('.pill')) place.append(again)
    })
  }

  section.addEventListener('toggle', () => {
    if (section.open || loading) need(wallDesk => void wallDesk.look(section.open))
  })
  return newer => {
    desk = newer
    const { wall } = newer.lectern
    if (loading || wall.posting || wall.approve === 'all') need(wallDesk => wallDesk.draw(wall))
  }
}
