/** The poll as the projector and the presenter's stage show it: one picture for each moment. Knows no connection. */
import type { Counts, Poll, PollNews, TallyMark, Turnout } from '../../../src/core/protocol/poll'
import type { AnswersSnapshot } from '../../../src/core/protocol/snapshot'
import type { AnswerView } from '../../../src/core/question-types/registry'
import { directionOf } from '../../../src/core/text/direction'
import { setText } from '../dom'
import { isNewer, NO_TALLY } from '../poll/newer-tally'
import { words } from '../words'
import { showAddresses } from './address'
import { Answers, type Tally } from './answers'
import { StageLayout } from './layout/stage-layout'
import { travel } from './layout/travel'
import { isFloor, momentOf, type Moment } from './moment'
import { Notes } from './notes'
import { OtherTypes } from './other-types'
import { People } from './people'
import { TallyTable } from './table'
import { Timer } from './timer'
import { stageWords } from './words'

/** A fade from one picture to the next, in milliseconds. */
const FADE_MS = 300
const CALM = matchMedia('(prefers-reduced-motion: reduce)')
export class Stage {
  private readonly picture: HTMLElement
  private readonly answers: Answers
  private readonly table: TallyTable
  private readonly timer: Timer
  private readonly notes: Notes
  private readonly people: People
  private readonly others: OtherTypes
  private readonly layout: StageLayout
  private news: PollNews | undefined
  /** What people typed, as far as it is shown. */
  private typed: AnswerView | null = null
  /** The same of the round before, or of the result beside it. */
  private typedBefore: AnswerView | null = null
  private drawn = NO_TALLY
  private moment: Moment | undefined
  private isJoinShown: boolean | undefined
  private isEnded = false
  private hasResultsPage = true

  /**
   * @param root the element that holds `partials/stage.html`
   * @param isInvitation it shows how to join, whatever the moment
   */
  constructor(
    private readonly root: HTMLElement,
    private readonly isInvitation = false,
  ) {
    this.picture = this.part('picture')
    this.answers = new Answers(this.part('answers'))
    this.table = new TallyTable(this.root.querySelector('table')!, this.part('table-rows'))
    this.timer = new Timer({ time: this.part('time'), line: this.part('upper') })
    this.notes = new Notes(root)
    this.people = new People(root)
    this.others = new OtherTypes(this.part('type-picture'), () => this.draw(this.news?.counts ?? null))
    this.layout = new StageLayout(root, this.others)
    if (window.ResizeObserver) new ResizeObserver(() => this.fit()).observe(root)
    else window.addEventListener('resize', () => this.fit())
  }

  /** Which picture is up; undefined before the first poll. */
  get shown(): Moment | undefined {
    return this.moment
  }

  /**
   * The poll as the audience may see it.
   * @param typed what people typed, and in the round before, if this is known; it comes by itself otherwise
   */
  update(news: PollNews, typed?: Pick<AnswersSnapshot, 'answers' | 'earlierAnswers'>): void {
    const { poll, counts, rev, now, voted, present } = news
    const before = this.news?.poll
    if (before && (before.pollId !== poll.pollId || before.stage !== poll.stage)) this.isJoinShown = undefined
    if (!poll.shown || before?.pollId !== poll.pollId) this.typed = this.typedBefore = null
    if (typed) [this.typed, this.typedBefore] = [typed.answers, typed.earlierAnswers]
    this.news = news
    this.drawn = { pollId: poll.pollId, rev }
    this.root.classList.toggle('blanked', poll.stage === 'black')
    const text = poll.question || words.questionAloud
    setText(this.part('question'), text)
    this.part('head').dir = directionOf(text)
    this.timer.update(poll, now)
    this.draw(counts)
    this.updateTurnout({ voted, present })
  }

  /** Draws a tally, unless it is of another poll or older. */
  updateTally(counts: Counts, mark: TallyMark): void {
    if (!this.news || !isNewer(mark, this.drawn)) return
    this.drawn = mark
    this.news = { ...this.news, counts }
    this.draw(counts)
  }

  /** Draws what people typed, unless it is of another poll. */
  updateAnswers(typed: AnswerView, { pollId }: TallyMark): void {
    if (pollId !== this.news?.poll.pollId) return
    this.typed = typed
    this.draw(this.news.counts)
  }

  /** The same of what was typed in the round before, or for the result beside it. */
  updateEarlierAnswers(typed: AnswerView, { pollId }: TallyMark): void {
    if (pollId !== this.news?.poll.pollId) return
    this.typedBefore = typed
    this.draw(this.news.counts)
  }

  updateTurnout({ voted, present }: Turnout): void {
    if (this.news) this.news = { ...this.news, voted, present }
    this.people.update({ voted, present }, this.moment === 'vote')
  }

  /** The room's name, where there is room for it; empty: it has none. */
  updateName(name: string): void {
    for (const element of this.root.querySelectorAll<HTMLElement>('.room-name')) setText(element, name)
  }

  /** Whether the results have a page of their own; its address comes with the next `showAddress`. */
  updateResultsPage(isOn: boolean): void {
    this.hasResultsPage = isOn
  }

  /** Says beside the address whether it is kept which answers are from the same person. */
  updateRowsKept(isOn: boolean): void {
    for (const note of this.root.querySelectorAll<HTMLElement>('.rows-note')) note.hidden = !isOn
    this.fit()
  }

  /** Shows how to join in place of the poll, or the poll again; only on this page. */
  showJoin(on: boolean): void {
    this.isJoinShown = on
    if (this.news) this.draw(this.news.counts)
  }

  /** The room was erased: the last picture. */
  showEnded(): void {
    this.isEnded = true
    this.draw(null)
  }

  /** Shows the address in all pictures. Rejects where the server does not say it. */
  async showAddress(code: string): Promise<void> {
    await showAddresses(this.root, code, this.hasResultsPage)
    this.fit() // a long address has smaller letters
  }

  /** Fits the picture into its box; by itself when the size of the box changes. */
  fit(): void {
    if (this.layout.measure()) this.layOut()
  }

  private layOut(): void {
    this.layout.update(this.moment, this.answers.texts)
  }

  private draw(counts: Counts | null): void {
    if (!this.news && !this.isEnded) return
    const before = this.moment
    const arrive = travel(this.part('answers'))
    const wasOwnPicture = this.others.isShown
    const poll = this.news?.poll
    const isJoinShown = this.isInvitation || this.isJoinShown
    this.moment =
      this.isEnded || !poll ? 'end' : momentOf(poll, counts, this.isResultShown(counts), isJoinShown)
    if (poll) this.drawPoll(poll, counts, before)
    this.root.dataset['moment'] = this.moment
    this.part('join-picture').hidden = this.moment !== 'join'
    this.drawEnd()
    this.layOut()
    if (before === this.moment) return
    if (!isFloor(before) || !isFloor(this.moment)) return before && fadeIn(this.picture)
    if (wasOwnPicture || this.others.isShown) fadeIn(this.part('type-picture'))
    else arrive()
  }

  private drawPoll(poll: Poll, counts: Counts | null, before: Moment | undefined): void {
    const { root } = this
    const earlier = poll.earlier[poll.earlier.length - 1]
    const isShown = this.isResultShown(counts)
    const told = this.others.update({
      poll,
      counts: isShown ? counts : null,
      answers: this.typed,
      earlierAnswers: this.typedBefore,
    })
    this.part('answers').hidden = this.others.isShown
    const tally: Tally | null = counts && !this.others.isShown ? { counts, earlier } : null
    this.answers.updateChoices(poll.choices)
    this.answers.updateTally(tally)
    this.answers.updateRight(counts ? poll.right : null)
    this.table.update(poll.choices, tally, poll.right)
    // That the time is up is said while people look at the choices; what is shown afterwards needs the room.
    const isPast = poll.state === 'closed' && (before !== 'result' || !root.classList.contains('timed'))
    const isTimed = this.timer.isShown && !(isShown && isPast)
    root.classList.toggle('timed', isTimed)
    root.dataset['type'] = poll.type
    root.classList.toggle('compared', isShown && (told?.isCompared ?? earlier !== undefined))
    this.notes.update(poll, isShown, isTimed, told)
  }

  /** Of what people typed the tally is empty: there is a result once their view is here. */
  private isResultShown(counts: Counts | null): boolean {
    return this.typed !== null || (counts !== null && Object.keys(counts).length > 0)
  }

  private drawEnd(): void {
    this.part('end-picture').hidden = this.moment !== 'end'
    const thanks = this.part('thanks')
    thanks.classList.toggle('sentence', this.isEnded)
    setText(thanks, this.isEnded ? words.ended : stageWords.thankYou)
    for (const name of ['.end-picture .people', '.results-at', '.end-picture .room-name'])
      this.root.querySelector<HTMLElement>(name)!.hidden = this.isEnded
  }

  private part(className: string): HTMLElement {
    return this.root.querySelector<HTMLElement>(`.${className}`)!
  }
}

function fadeIn(picture: HTMLElement): void {
  if (!CALM.matches && !document.hidden) picture.animate?.([{ opacity: 0 }, { opacity: 1 }], FADE_MS)
}
