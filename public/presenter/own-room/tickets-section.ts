/** The place of the settings of voting tickets, which are loaded when "More" is first opened. */
import { byId } from '../../shared/dom'
import type { ClientSocket } from '../../shared/connection/connection'
import { fillPart } from '../../shared/lazy'
import type { TicketSettings } from '../tickets/main'
import type { PresenterView } from '../view-model'

export class TicketsSection {
  private readonly place = byId('tickets')
  private settings: TicketSettings | undefined
  private view: PresenterView | undefined

  constructor(private readonly callbacks: { socket: () => ClientSocket }) {}

  opened(): void {
    fillPart<typeof import('../tickets/main')>(this.place, ({ TicketSettings }) => {
      this.settings = new TicketSettings(this.place, this.callbacks.socket)
      if (this.view) this.update(this.view)
    })
  }

  update(view: PresenterView): void {
    this.view = view
    this.settings?.update(view.state.tickets)
  }
}
