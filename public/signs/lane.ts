/**
 * The signs beside the picture of the stage: they rise and fade, and with reduced motion are figures that change in
 * place. It is loaded once signs are on.
 */
import { addSigns, SIGNS, type Sign, type SignCounts } from '../../src/core/protocol/signs'
import { make, setText } from '../shared/dom'
import { drawSign } from './drawings'
import { signWords as words } from './words'

/** The seconds of which the figures tell. */
const WINDOW_S = 10
/** Milliseconds in which a sign rises. */
const RISE_MS = 3000
/** Signs that rise beside each other. */
const COLUMNS = 3
/** The next row of one message begins to rise when the one before has made room, and before the next message. */
const ROW_MS = 250
/** Signs that rise at the same time; of more, what comes last is in the figures only. */
export const MAX_RISING = 30
/** The largest number beside a sign. */
const MOST = 999

const CALM = matchMedia('(prefers-reduced-motion: reduce)')

export class Lane {
  private readonly figures = new Map<Sign, HTMLElement>()
  private readonly rising = make('div', 'rising')
  private readonly recent: { at: number; counts: SignCounts }[] = []
  private timer: number | undefined

  constructor(private readonly place: HTMLElement) {
    place.setAttribute('role', 'img')
    const still = make('div', 'still')
    for (const sign of SIGNS) {
      const figure = make('b')
      this.figures.set(sign, figure)
      const row = make('p')
      row.append(drawSign(sign), figure)
      still.append(row)
    }
    place.append(still, this.rising)
    this.tell()
  }

  /** Shows what people have shown since the last time. */
  show(counts: SignCounts): void {
    this.recent.push({ at: performance.now(), counts })
    this.tell()
    if (CALM.matches || document.hidden) return
    SIGNS.forEach((sign, place) => counts[sign] && this.rise(sign, counts[sign], place))
  }

  private rise(sign: Sign, count: number, place: number): void {
    if (this.rising.childElementCount >= MAX_RISING) return
    const riser = make('div', `riser column-${place % COLUMNS}`)
    riser.append(drawSign(sign))
    if (count > 1) riser.append(make('b', '', String(Math.min(count, MOST))))
    this.rising.append(riser)
    const height = this.place.clientHeight
    const frames = [
      { transform: 'translateY(0)', opacity: 0 },
      { opacity: 1, offset: 0.1 },
      { opacity: 1, offset: 0.6 },
      { transform: `translateY(${-height}px)`, opacity: 0 },
    ]
    const options = { duration: RISE_MS, delay: Math.floor(place / COLUMNS) * ROW_MS, fill: 'both' } as const
    const risen = riser.animate(frames, options)
    risen.onfinish = risen.oncancel = () => riser.remove()
  }

  /** Writes the figures of the last seconds, until there are none. */
  private tell(): void {
    const since = performance.now() - WINDOW_S * 1000
    while (this.recent[0] && this.recent[0].at < since) this.recent.shift()
    const sum: SignCounts = {}
    for (const { counts } of this.recent) addSigns(sum, counts)
    for (const [sign, figure] of this.figures) {
      setText(figure, sum[sign] ? String(Math.min(sum[sign], MOST)) : '')
      figure.parentElement!.classList.toggle('none', !sum[sign])
    }
    this.place.setAttribute('aria-label', words.told(sum, WINDOW_S))
    clearTimeout(this.timer)
    if (this.recent.length > 0) this.timer = window.setTimeout(() => this.tell(), 1000)
  }
}
