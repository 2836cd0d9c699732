/** The panel with the results of this lesson and of earlier ones. */
import { areComparable } from '../../../src/core/question-types/registry'
import type { ListedResult } from '../../../src/core/protocol/results'
import type { Command } from '../../../src/core/protocol/presenter'
import type { ClientSocket } from '../../shared/connection/connection'
import { byId, make, newTabLink, pill, setText } from '../../shared/dom'
import { addressOf, roomCode } from '../../shared/urls'
import { saveTranscript } from '../save-transcript'
import type { PresenterView } from '../view-model'
import { LessonSection } from './lesson-section'
import { inShort, titleOf } from './result-line'
import { PRESENT, ResultsSource } from './results-source'
import { saveAsksOf, saveResults } from './save-results'
import { resultsWords as words } from './words'

interface Needs {
  socket: () => ClientSocket
  /** Resolves to whether it was done. */
  send: (command: Command) => Promise<boolean>
  said: (sentence: string) => void
}

export class ResultsTab {
  private readonly place = byId('tab-results')
  private readonly empty = make('p', 'hint', words.nothingYet)
  private readonly source: ResultsSource
  private readonly sections = new Map<number, LessonSection>()
  private drawn = ''

  constructor(private readonly needs: Needs) {
    this.source = new ResultsSource(needs.socket, needs.said)
    const title = make('h2', 'visually-hidden', words.title)
    const report = newTabLink(words.report, addressOf(roomCode, 'results'))
    report.className = 'pill'
    const files = make('div', 'row of-results')
    files.append(report)
    this.place.append(title, files, this.empty)
  }

  update(view: PresenterView): void {
    const { results, lessons } = view.state
    setText(this.empty, view.news.poll.posed ? words.onlyTheCurrent : words.nothingYet)
    const now = JSON.stringify([results, lessons])
    if (now === this.drawn) return
    this.drawn = now
    this.empty.hidden = results.length > 0 || lessons.length > 0
    this.source.forget(PRESENT)
    const keys = [PRESENT, ...lessons.map(entry => entry.lesson).sort((one, other) => other - one)]
    for (const [key, section] of this.sections) if (!keys.includes(key)) this.remove(key, section)
    for (const key of keys) {
      const section = this.sections.get(key) ?? this.add(key)
      const entry = lessons.find(each => each.lesson === key)
      section.update(entry, entry?.questions ?? results.length)
      section.element.hidden = key === PRESENT && results.length === 0
      void section.draw()
    }
  }

  private add(key: number): LessonSection {
    const { source, needs } = this
    const section = new LessonSection(key === PRESENT, {
      fetch: () => source.of(key),
      showAgain: result => void needs.send({ name: 'showAgain', id: result.id }),
      askAgain: result => void this.askAgain(result),
      compare: (result, place) => void this.compare(result, place),
      erase: result => void this.erase(key, result),
      said: needs.said,
      tablePart: (result, round, from) => source.tablePart(result, round, from),
      save: ({ id }, format) => void this.save(`polls/${id}.${format}`),
      saveLesson: format => void this.save(`results.${format}${key === PRESENT ? '' : `?lesson=${key}`}`),
      saveTranscript: () => void saveTranscript('transcript.txt', key).then(needs.said),
      saveAsks: () => void saveAsksOf(key).then(needs.said),
      eraseLesson: () => void this.eraseLesson(key),
    })
    this.sections.set(key, section)
    // Newer lessons first.
    const older = [...this.sections].filter(([each]) => each !== PRESENT && (key === PRESENT || each < key))
    const [next] = older.sort(([one], [other]) => other - one)
    this.place.insertBefore(section.element, next?.[1].element ?? null)
    return section
  }

  private remove(key: number, { element }: LessonSection): void {
    const hadFocus = element.contains(document.activeElement)
    const neighbour = (element.nextElementSibling ?? element.previousElementSibling)?.querySelector('button')
    element.remove()
    this.sections.delete(key)
    this.source.forget(key)
    if (hadFocus) (neighbour ?? byId('open-results')).focus()
  }

  /** Shows the result and asks its question once more: the earlier round stays beside it. */
  private async askAgain({ id }: ListedResult): Promise<void> {
    if (await this.needs.send({ name: 'showAgain', id })) await this.needs.send({ name: 'again' })
  }

  /** Offers the results of the same choices, of all lessons, the newest first. One without votes compares with nothing. */
  private async compare(result: ListedResult, place: HTMLElement): Promise<void> {
    const lessons = await Promise.all([...this.sections.keys()].map(key => this.source.of(key)))
    const others = lessons
      .flat()
      .filter(({ id, voted }) => id !== result.id && voted > 0)
      .filter(each => areComparable(each.question, result.question))
      .sort((one, other) => other.askedAt - one.askedAt)
    place.textContent = ''
    place.append(make('p', 'hint', others.length > 0 ? words.compareWith : words.nothingToCompare))
    for (const other of others) {
      const text = inShort(other)
      const does = () => {
        // The older one stands first, as the first of two rounds.
        const [first, last] = other.askedAt < result.askedAt ? [other, result] : [result, other]
        void this.needs.send({ name: 'showAgain', id: last.id, beside: first.id })
      }
      place.append(pill(text, does, words.ofResult(text, titleOf(other))))
    }
    place.querySelector('button')?.focus()
  }

  private async erase(key: number, result: ListedResult): Promise<void> {
    if (!(await this.source.erase(key, result))) return
    this.needs.said(words.erased)
    await this.sections.get(key)?.draw()
  }

  private async eraseLesson(key: number): Promise<void> {
    if (await this.source.eraseLesson(key)) this.needs.said(words.lessonErased)
  }

  private async save(path: string): Promise<void> {
    this.needs.said(await saveResults(path))
  }
}
