/** Chooses the type of the question that is written: a tile each, and in a sentence what the chosen one is for. */
import { isTypeName, type TypeName } from '../../../src/core/question-types/registry'
import { byId, make, setText } from '../../shared/dom'
import { kindIcon } from '../kind-icon'
import { kindWords } from '../kind-words'

interface Callbacks {
  chosen: (type: TypeName) => void
  /** Enter: the type is chosen, and the question is written. */
  finished: () => void
}

export class KindPicker {
  private readonly section = byId('sheet-kinds')
  private readonly about = byId('kind-about')
  private readonly radios = new Map<TypeName, HTMLInputElement>()
  private type: TypeName = 'one'

  constructor({ chosen, finished }: Callbacks) {
    for (const [type, { name, about }] of Object.entries(kindWords)) {
      if (!isTypeName(type)) continue
      const tile = make('label', 'kind')
      const radio = make('input')
      radio.type = 'radio'
      radio.name = 'type'
      radio.value = type
      const described = make('span', '', about)
      described.hidden = true
      radio.setAttribute('aria-describedby', (described.id = `about-${type}`))
      const shown = make('span', 'kind-tile')
      shown.append(kindIcon(type), make('span', 'kind-name', name))
      tile.append(radio, shown, described)
      tile.addEventListener('pointerenter', () => setText(this.about, about))
      tile.addEventListener('pointerleave', () => this.sayAbout())
      this.radios.set(type, radio)
      byId('kind-tiles').append(tile)
    }
    this.section.addEventListener('change', event => {
      const { value } = event.target as HTMLInputElement
      if (!isTypeName(value)) return
      this.type = value
      this.sayAbout()
      chosen(value)
    })
    this.section.addEventListener('keydown', event => {
      if (event.key !== 'Enter' || event.isComposing || event.ctrlKey || event.metaKey) return
      event.preventDefault()
      finished()
    })
  }

  /** @param isShown whether another type may be chosen */
  fill(type: TypeName, isShown: boolean): void {
    this.type = type
    this.section.hidden = !isShown
    for (const [name, radio] of this.radios) radio.checked = name === type
    this.sayAbout()
  }

  private sayAbout(): void {
    setText(this.about, kindWords[this.type].about)
  }
}
