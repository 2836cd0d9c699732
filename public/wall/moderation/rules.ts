/** The form of the presenters' settings of the wall: search term, approval, filters, and what the audience may do. */
import type { Reply } from '../../../src/core/protocol/replies'
import type { WallDocument, WallSettings } from '../../../src/core/protocol/wall'
import { fieldForm, make, pill, setText } from '../../shared/dom'
import { PendingChanges } from '../../shared/connection/pending-changes'
import { wallModerationWords as words } from './words'

type Change = (settings: Partial<WallSettings>) => Promise<Reply>
type Switch = 'posting' | 'search' | 'sensitive' | 'replies' | 'boosts' | 'bots'

const SHOWN = ['sensitive', 'replies', 'boosts', 'bots'] as const
const RIGHTS = ['posting', 'search'] as const
const APPROVE = ['room', 'all', 'none'] as const

export class Rules {
  /** The form for the room's search term, above all others. */
  readonly search = make('div', 'wall-search')
  readonly rest = make('div', 'wall-rules')
  private readonly boxes = new Map<string, HTMLInputElement>()
  private readonly term = make('input', 'text-field')
  private readonly termSaid = make('p', 'hint')
  private readonly onlyRoom = pill(words.onlyRoom, () => void this.change({ term: null }))
  private readonly languages = make('input', 'text-field')
  private readonly pending = new PendingChanges<WallDocument>()
  private wall: WallDocument | undefined

  constructor(private readonly set: Change) {
    const { search, rest, term, termSaid, onlyRoom, languages } = this
    const termForm = fieldForm(term, 'wall-term', words.roomTerm, words.search, () => this.searchTerm())
    search.append(termForm, termSaid, onlyRoom)
    const languageForm = fieldForm(languages, 'wall-languages', words.languages, words.set, () => {
      const tags = languages.value.split(/[\s,;]+/).filter(Boolean)
      void this.change({ languages: tags })
    })
    const hint = make('p', 'hint', words.languagesHint)
    languages.setAttribute('aria-describedby', (hint.id = 'wall-languages-hint'))
    languageForm.append(hint)
    rest.append(
      this.group(
        words.whatWaits,
        APPROVE.map(how =>
          this.option('radio', how, words.approveHow[how], () => this.change({ approve: how })),
        ),
      ),
      this.group(words.alsoShown, this.switches(SHOWN, words.switches)),
      languageForm,
      this.group(words.whoMay, this.switches(RIGHTS, words.rights)),
    )
  }

  update(wall: WallDocument): void {
    const isOther = wall.term !== this.wall?.term
    this.wall = wall
    const chosen = this.pending.over(wall)
    for (const name of [...SHOWN, ...RIGHTS]) this.boxes.get(name)!.checked = chosen[name]
    for (const how of APPROVE) this.boxes.get(how)!.checked = chosen.approve === how
    if (isOther) this.term.value = wall.term ?? ''
    if (document.activeElement !== this.languages) this.languages.value = wall.languages.join(', ')
    setText(this.termSaid, wall.term === null ? words.searchingNothing : words.searching(wall.term))
    if (wall.term === null && document.activeElement === this.onlyRoom) this.term.focus()
    this.onlyRoom.hidden = wall.term === null
  }

  /** Whether this server lets presenters search. */
  allowSearch(isAllowed: boolean): void {
    this.search.querySelector('form')!.hidden = !isAllowed
    this.boxes.get('search')!.closest('label')!.hidden = !isAllowed
    if (!isAllowed) setText(this.termSaid, words.searchIsOff)
  }

  private searchTerm(): void {
    void this.change({ term: this.term.value.trim() || null })
  }

  /** Sends changed settings. The boxes show them at once; after a refusal, those that hold. */
  private async change(settings: Partial<WallSettings>): Promise<void> {
    const reply = await this.pending.during(settings, this.set(settings))
    if (!reply.ok && this.wall) this.update(this.wall)
  }

  private switches(names: readonly Switch[], texts: Record<string, { text: string; hint: string }>) {
    return names.map(name =>
      this.option('checkbox', name, texts[name]!, box => this.change({ [name]: box.checked })),
    )
  }

  private option(
    type: 'checkbox' | 'radio',
    value: string,
    { text, hint }: { text: string; hint: string },
    act: (box: HTMLInputElement) => Promise<void>,
  ): HTMLElement {
    const label = make('label', 'option')
    const box = make('input')
    box.type = type
    box.name = type === 'radio' ? 'wall-approve' : `wall-${value}`
    box.value = value
    box.addEventListener('change', () => void act(box))
    const span = make('span', '', `${text} `)
    span.append(make('small', '', hint))
    label.append(box, span)
    this.boxes.set(value, box)
    return label
  }

  private group(title: string, options: HTMLElement[]): HTMLElement {
    const group = make('fieldset')
    group.append(make('legend', '', title), ...options)
    return group
  }
}
