/** Draws a cloud: words keep their colour and, as far as possible, their place; the old picture stays until the new one is ready. */
import { directionOf } from '../../../src/core/text/direction'
import { make, setProperty, setText } from '../../shared/dom'
import type { Units } from '../../shared/stage/layout/measure'
import { canStay, layOutCloud, type Box, type Cloud, type CloudWord, type Place } from './cloud-layout'
import { hashOf, seededRandom } from './seeded'
import type { Shapes } from './shapes'
import { inSlices } from './slices'
import type { Entry } from './word-list'

/** Words of one cloud. */
const MAX_WORDS = 60
const COLOURS = 4
const MOVE_MS = 500
const CALM = matchMedia('(prefers-reduced-motion: reduce)')

interface Drawn {
  element: HTMLElement
  place: Place
}

export class WordCloud {
  readonly element = make('div', 'word-cloud')
  private readonly drawn = new Map<string, Drawn>()
  private cloud: Cloud | undefined
  private box: Box | undefined
  private wanted: readonly Entry[] = []
  private stop: (() => void) | undefined
  private unit = 1

  /** @param seed the same for the same poll */
  constructor(
    private readonly shapes: Shapes,
    private readonly seed: string,
  ) {}

  update(entries: readonly Entry[]): void {
    this.wanted = entries.slice(0, MAX_WORDS)
  }

  /** Draws the words into the box; what takes long comes a moment later. */
  fit({ unit, least }: Units): void {
    const box = { width: this.element.clientWidth / unit, height: this.element.clientHeight / unit, least }
    if (!box.width || !box.height) return
    const isSameBox = JSON.stringify(box) === JSON.stringify(this.box)
    this.box = box
    this.unit = unit
    if (!isSameBox) this.cloud = undefined
    this.layOut(box)
  }

  private layOut(box: Box): void {
    const entries = this.wanted
    const words = entries.map(([label, votes]): CloudWord => ({
      id: idOf(label),
      votes,
      shape: this.shapes.of(label),
    }))
    this.stop?.()
    this.stop = undefined
    this.element.removeAttribute('aria-busy')
    if (words.length === 0) this.cloud = { places: new Map(), scale: 1 }
    if (this.cloud && canStay(words, this.cloud.places, this.cloud.scale, box)) {
      this.draw(entries, this.cloud)
      return
    }
    const before = this.cloud && this.cloud.places.size > 0 ? this.cloud : undefined
    const work = layOutCloud(words, box, before, seededRandom(this.seed))
    // The old picture stays until then.
    this.element.setAttribute('aria-busy', 'true')
    this.stop = inSlices(work, cloud => {
      this.stop = undefined
      this.element.removeAttribute('aria-busy')
      this.cloud = cloud
      this.draw(entries, cloud)
    })
  }

  private draw(entries: readonly Entry[], { places }: Cloud): void {
    this.element.dataset['words'] = String(places.size)
    for (const [id, { element }] of this.drawn)
      if (!places.has(id)) {
        element.remove()
        this.drawn.delete(id)
      }
    for (const [label] of entries) {
      const place = places.get(idOf(label))
      if (place) this.drawWord(label, place)
    }
  }

  private drawWord(label: string, place: Place): void {
    const id = idOf(label)
    const known = this.drawn.get(id)
    const element = known?.element ?? this.element.appendChild(newWord(id))
    const { width, ascent, descent } = this.shapes.of(label)
    if (setTextOf(element, label)) {
      setProperty(element, '--ascent', ascent.toFixed(3))
      setProperty(element, '--height', (ascent + descent).toFixed(3))
    }
    const corner = ({ x, y, size }: Place) => ({
      x: x - (width * size) / 2,
      y: y - ((ascent + descent) * size) / 2,
    })
    const to = corner(place)
    setProperty(element, '--x', to.x.toFixed(3))
    setProperty(element, '--y', to.y.toFixed(3))
    setProperty(element, '--size', place.size.toFixed(3))
    this.drawn.set(id, { element, place })
    if (CALM.matches || document.hidden || known?.place === place) return
    if (known) this.move(element, corner(known.place), to, known.place.size / place.size)
    else element.animate?.([{ opacity: 0 }, { opacity: 1 }], MOVE_MS)
  }

  private move(
    element: HTMLElement,
    from: { x: number; y: number },
    to: { x: number; y: number },
    grown: number,
  ): void {
    const at = ({ x, y }: { x: number; y: number }) => `translate(${x * this.unit}px, ${y * this.unit}px)`
    element.animate?.([{ transform: `${at(from)} scale(${grown})` }, { transform: at(to) }], {
      duration: MOVE_MS,
      easing: 'ease-in-out',
    })
  }
}

/** Spellings that differ in capitals only are one word, whichever of them is shown. */
function idOf(label: string): string {
  return label.toLowerCase()
}

function newWord(id: string): HTMLElement {
  const word = make('span', 'cloud-word')
  word.translate = false
  word.dataset['colour'] = String(hashOf(id) % COLOURS)
  return word
}

/** Returns whether the text is another one. */
function setTextOf(element: HTMLElement, text: string): boolean {
  const isOther = element.textContent !== text
  if (isOther) element.dir = directionOf(text)
  setText(element, text)
  return isOther
}
