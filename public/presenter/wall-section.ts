/**
 * The wall's tab on the presenter's page: loads the moderation once it is opened or posts may wait, and counts waiting
 * posts.
 */
import type { ClientSocket } from '../shared/connection/connection'
import { byId, pill, setText } from '../shared/dom'
import { loadPart } from '../shared/lazy'
import type { ReportCounts } from '../shared/reports/counts'
import type { WallModeration } from '../wall/moderation/main'
import type { CrewView } from './view-model'
import { presenterWords as words } from './words'

interface Callbacks {
  socket(): ClientSocket
  said: (sentence: string) => void
  reports: ReportCounts
}

export class WallSection {
  private readonly place = byId('wall-moderation')
  private view: CrewView | undefined
  private loading: Promise<WallModeration> | undefined

  private isShown = false

  constructor(private readonly callbacks: Callbacks) {}

  /** Its tab is shown, or another one. */
  show(isShown: boolean): void {
    this.isShown = isShown
    if (isShown || this.loading) this.need(wall => void wall.look(isShown))
  }

  update(view: CrewView): void {
    this.view = view
    const { wall, blockedWords } = view.state
    if (this.loading || wall.posting || wall.approve === 'all')
      this.need(moderation => moderation.update(wall, blockedWords))
  }

  private need(then: (moderation: WallModeration) => void): void {
    const { place } = this
    this.loading ??= this.load()
    this.loading.then(then, (error: Error) => {
      this.loading = undefined // try again next time
      if (this.isShown) this.callbacks.said(error.message)
      const again = pill(words.tryAgain, () => this.need(wall => void wall.look(this.isShown)))
      if (!place.querySelector('.pill')) place.append(again)
    })
  }

  private async load(): Promise<WallModeration> {
    const { place, callbacks } = this
    const loaded = await loadPart<typeof import('../wall/moderation/main')>(place)
    place.textContent = ''
    const moderation = new loaded.WallModeration(place, {
      socket: callbacks.socket(),
      said: callbacks.said,
      reports: callbacks.reports,
      counted: waiting => setText(byId('wall-waiting'), words.waiting(waiting)),
    })
    if (this.view) moderation.update(this.view.state.wall, this.view.state.blockedWords)
    void moderation.look(this.isShown)
    return moderation
  }
}
