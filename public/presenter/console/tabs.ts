/** The tabs of the presenter's page: one section is shown at a time, and the browser tab remembers which. */
import { byId, setText } from '../../shared/dom'
import { recallWord, rememberWord } from '../../shared/storage'
import type { PresenterView } from '../view-model'

export type Section = 'questions' | 'results' | 'chat' | 'asks' | 'wall' | 'invite'

/** How a section was chosen: by a press, by the arrow keys, or because it was the last one. */
export type Chosen = 'pressed' | 'arrows' | 'remembered'

const REMEMBERED = 'presenter-section'

export class Tabs {
  private readonly tabs = [...byId('tabs').children] as HTMLElement[]

  /** @param shown called whenever a section is chosen, also the one that is shown already */
  constructor(private readonly shown: (section: Section, chosen: Chosen) => void) {
    for (const tab of this.tabs) tab.addEventListener('click', () => this.select(tab, 'pressed'))
    byId('tabs').addEventListener('keydown', event => this.keyPressed(event))
    for (const opener of document.querySelectorAll<HTMLElement>('[data-opens]'))
      opener.addEventListener('click', () => this.show(opener.dataset['opens'] as Section))
    const last = recallWord(REMEMBERED, 'tab')
    this.select(this.tabs.find(tab => sectionOf(tab) === last) ?? this.tabs[0]!, 'remembered')
  }

  get current(): Section {
    return sectionOf(this.tabs.find(isSelected)!)
  }

  /** Shows a section as if its tab was pressed, and brings it into view. */
  show(section: Section): void {
    const tab = this.tabs.find(each => sectionOf(each) === section)!
    tab.focus()
    tab.parentElement!.scrollIntoView({ block: 'start' })
    this.select(tab, 'pressed')
  }

  private select(selected: HTMLElement, chosen: Chosen): void {
    for (const tab of this.tabs) {
      const isOn = tab === selected
      tab.setAttribute('aria-selected', String(isOn))
      tab.tabIndex = isOn ? 0 : -1
      byId(`tab-${sectionOf(tab)}`).hidden = !isOn
    }
    rememberWord(REMEMBERED, sectionOf(selected), 'tab')
    this.shown(sectionOf(selected), chosen)
  }

  private keyPressed(event: KeyboardEvent): void {
    const { tabs } = this
    const place = tabs.findIndex(isSelected)
    const to: Record<string, number> = {
      ArrowRight: place + 1,
      ArrowLeft: place - 1,
      Home: 0,
      End: -1,
    }
    const wanted = to[event.key]
    if (wanted === undefined || event.ctrlKey || event.altKey || event.metaKey) return
    event.preventDefault()
    const tab = tabs[(wanted + tabs.length) % tabs.length]!
    tab.focus()
    this.select(tab, 'arrows')
  }
}

/** Shows beside a tab how many there are. */
export function updateCounts({ state: { prepared, results } }: PresenterView): void {
  setText(byId('questions-count'), String(prepared.length || ''))
  setText(byId('results-count'), String(results.length || ''))
}

function sectionOf(tab: HTMLElement): Section {
  return tab.getAttribute('aria-controls')!.replace('tab-', '') as Section
}

function isSelected(tab: HTMLElement): boolean {
  return tab.getAttribute('aria-selected') === 'true'
}
