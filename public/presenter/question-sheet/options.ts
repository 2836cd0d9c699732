/** The folded options of the question that is written: its results, its votes, its time limit, who cannot say. */
import type { Question } from '../../../src/core/protocol/poll'
import { byId, make, setText } from '../../shared/dom'
import { sheetWords as words } from './words'

const LIMITS_S = [30, 60, 120, 300]

export interface Options extends Pick<Question, 'kind' | 'results'> {
  canAbstain: boolean
  /** null: no time limit. */
  seconds: number | null
}

export class OptionFields {
  private readonly section = byId<HTMLDetailsElement>('sheet-options')
  private readonly time = byId<HTMLSelectElement>('sheet-time')
  private readonly abstain = byId<HTMLInputElement>('sheet-abstain')

  /** @param minutes how a length of time is written */
  constructor(
    private readonly minutes: (seconds: number) => string,
    changed: () => void,
  ) {
    const option = (value: string, text: string) => {
      const made = make('option', '', text)
      made.value = value
      return made
    }
    this.time.append(option('', words.noTime), ...LIMITS_S.map(each => option(String(each), minutes(each))))
    this.section.addEventListener('toggle', () => {
      if (this.section.open) this.section.scrollIntoView({ block: 'nearest' })
    })
    this.section.addEventListener('change', () => {
      this.sum()
      changed()
    })
  }

  /** @param hasTime whether a time limit can be chosen: it begins when the question is asked from here */
  fill(
    { kind, results, seconds, canAbstain }: Options,
    { isShown, hasTime }: { isShown: boolean; hasTime: boolean },
  ): void {
    this.section.hidden = !isShown
    this.section.open = false
    byId('sheet-time-field').hidden = !hasTime
    for (const [name, value] of Object.entries({ kind, results }))
      for (const radio of this.radios(name)) radio.checked = radio.value === value
    this.time.value = hasTime && seconds !== null ? String(seconds) : ''
    this.abstain.checked = canAbstain
    this.sum()
  }

  /** @param isBounded whether the type can be answered by a show of hands; what was chosen is kept */
  setBounded(isBounded: boolean): void {
    byId('sheet-votes').hidden = !isBounded
    this.sum()
  }

  value(): Options {
    const chosen = (name: string) => this.radios(name).find(radio => radio.checked)!.value
    return {
      kind: chosen('kind') as Question['kind'],
      results: chosen('results') as Question['results'],
      canAbstain: this.abstain.checked,
      seconds: this.time.value ? Number(this.time.value) : null,
    }
  }

  /** Says beside the title what is chosen. */
  private sum(): void {
    const { kind, results, seconds, canAbstain } = this.value()
    const votes = byId('sheet-votes').hidden ? 'ballot' : kind
    const time = seconds === null ? words.summary.noTime : words.summary.time(this.minutes(seconds))
    const hasTime = !byId('sheet-time-field').hidden
    setText(
      byId('sheet-options-now'),
      [
        words.summary[results],
        words.summary[votes],
        ...(canAbstain ? [words.summary.abstain] : []),
        ...(hasTime ? [time] : []),
      ].join(' · '),
    )
  }

  private radios(name: string): HTMLInputElement[] {
    return [...this.section.querySelectorAll<HTMLInputElement>(`[name=${name}]`)]
  }
}
