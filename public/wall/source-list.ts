/** Shows the status of each source: connected, trying again and when, or without a key. */
import type { SourceStatus } from '../../src/core/protocol/wall'
import { make, setText } from '../shared/dom'
import { wallWords as words } from './words'

/** States in which a source should send posts but does not. */
const TROUBLED_STATES = ['retrying', 'needs-key', 'spent']

export class SourceList {
  private sources: SourceStatus[] = []
  /** The server's clock minus ours, in milliseconds; both are monotonic. */
  private ahead = 0
  private timer: number | undefined

  constructor(readonly list: HTMLElement) {}

  /** The server's clock. */
  setClock(now: number): void {
    this.ahead = now - performance.now()
  }

  update(sources: SourceStatus[]): void {
    this.sources = sources
    this.list.textContent = ''
    this.list.append(
      ...sources.map(({ state, reason }) =>
        make('li', `${state}${isTrouble(state, reason) ? ' trouble' : ''}`),
      ),
    )
    this.draw()
  }

  /** Redraws every second while a source waits to try again. */
  private draw(): void {
    clearTimeout(this.timer)
    this.sources.forEach((source, place) => {
      const { retryAt } = source
      const left =
        retryAt === undefined ? undefined : Math.ceil((retryAt - this.ahead - performance.now()) / 1000)
      setText(this.list.children[place] as HTMLElement, words.source(source, left))
    })
    const isCounting = this.sources.some(({ retryAt }) => retryAt !== undefined)
    if (isCounting) this.timer = window.setTimeout(() => this.draw(), 1000)
  }
}

function isTrouble(state: string, reason: string | undefined): boolean {
  return TROUBLED_STATES.includes(state) || (state === 'connected' && reason !== undefined)
}
