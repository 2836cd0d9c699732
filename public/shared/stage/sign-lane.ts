/** The strip for signs beside the picture: there while they are on, and loaded when they first are. */
import type { Lane } from '../../signs/lane'
import type { ClientSocket } from '../connection/connection'
import { loadPart } from '../lazy'
import type { Stage } from './stage'

/** Milliseconds until what could not be loaded is tried again: nobody stands at a projector to press a button. */
const RETRY_MS = 15_000

export class SignLane {
  private isOn = false
  private lane: Promise<Lane> | undefined
  private readonly place: HTMLElement

  /** Follows the room of this connection. @param root the element that holds `partials/stage.html` */
  constructor(
    socket: ClientSocket,
    private readonly root: HTMLElement,
    private readonly stage: Pick<Stage, 'fit'>,
  ) {
    this.place = root.querySelector<HTMLElement>('.sign-lane')!
    socket.on('snapshot', ({ signsOn }) => this.turn(signsOn))
    socket.on('signsOn', isOn => this.turn(isOn))
    socket.on('signs', counts => void this.lane?.then(lane => lane.show(counts)).catch(() => undefined))
  }

  private turn(isOn: boolean): void {
    if (isOn === this.isOn) return
    this.isOn = isOn
    if (isOn) this.load()
    else this.draw()
  }

  private load(): void {
    this.lane ??= loadPart<typeof import('../../signs/lane')>(this.place).then(
      ({ Lane }) => new Lane(this.place),
    )
    this.lane.then(
      () => this.draw(),
      () => {
        this.lane = undefined
        setTimeout(() => this.isOn && this.load(), RETRY_MS)
      },
    )
  }

  private draw(): void {
    this.place.hidden = !this.isOn
    this.root.classList.toggle('with-signs', this.isOn)
    this.stage.fit()
  }
}
