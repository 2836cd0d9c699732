/** The poll as the projector and the presenter's stage show it: one picture for each moment. Knows no connection. */
import type { Counts, Poll, PollNews, TallyMark, Turnout } from '../../../src/core/protocol/poll'
import { make, setProperty, setText } from '../dom'
import { fit } from '../fit-text'
import { isNewer, NO_TALLY } from '../poll/newer-tally'
import { words } from '../words'
import { showAddresses } from './address'
import { Answers, type Tally } from './answers'
import { Crowd } from './crowd'
import { layOut } from './layout'
import { momentOf, type Moment } from './moment'
import { TallyTable } from './table'
import { placeTick } from './tick'
import { Timer } from './timer'
import { travel } from './travel'
import { stageWords } from './words'

/** A box that is lower than this has the picture of a wide one; a taller one that of a nearly square one. */
const NARROW_RATIO = 1.55
const TALL_RATIO = 1
/** A fade from one picture to the next, in milliseconds. */
const FADE_MS = 300
const CALM = matchMedia('(prefers-reduced-motion: reduce)')

export class Stage {
  private readonly picture: HTMLElement
  private readonly answers: Answers
  private readonly table: TallyTable
  private readonly timer: Timer
  private readonly crowd: Crowd
  private news: PollNews | undefined
  private drawn = NO_TALLY
  private moment: Moment | undefined
  private isJoinShown: boolean | undefined
  private isEnded = false

  /** @param root the element that holds `partials/stage.html` */
  constructor(private readonly root: HTMLElement) {
    this.picture = this.part('picture')
    this.answers = new Answers(this.part('answers'))
    this.table = new TallyTable(this.root.querySelector('table')!, this.part('table-rows'))
    this.timer = new Timer({ time: this.part('time'), line: this.part('upper') })
    this.crowd = new Crowd(this.part('crowd'))
    if (window.ResizeObserver) new ResizeObserver(() => this.fit()).observe(root)
    else window.addEventListener('resize', () => this.fit())
  }

  /** Which picture is up; undefined before the first poll. */
  get shown(): Moment | undefined {
    return this.moment
  }

  /** The poll as the audience may see it. */
  update(news: PollNews): void {
    const { poll, counts, rev, now, voted, present } = news
    const before = this.news?.poll
    if (before && (before.pollId !== poll.pollId || before.stage !== poll.stage)) this.isJoinShown = undefined
    this.news = news
    this.drawn = { pollId: poll.pollId, rev }
    setText(this.part('question'), poll.question || words.questionAloud)
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

  updateTurnout({ voted, present }: Turnout): void {
    if (this.news) this.news = { ...this.news, voted, present }
    const isEverybody = present > 1 && voted === present
    const turnout = this.part('turnout')
    const sentence = isEverybody ? stageWords.allVoted(present) : words.turnout(voted, present)
    withFigures(turnout, present === 0 ? stageWords.nobodyHere : sentence)
    const line = this.part('lower')
    setProperty(line, '--part', present > 0 ? Math.min(1, voted / present).toFixed(4) : '0')
    if (isEverybody && !line.classList.contains('everybody') && this.moment === 'vote')
      line.classList.add('pulse')
    if (!isEverybody) line.classList.remove('pulse')
    line.classList.toggle('everybody', isEverybody)
    for (const people of this.root.querySelectorAll<HTMLElement>('.join-picture .people'))
      withFigures(people, stageWords.here(present))
    withFigures(this.part('end-picture').querySelector('.people')!, stageWords.tookPart(present))
    this.crowd.update(present)
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
    await showAddresses(this.root, code)
    this.fit() // a long address has smaller letters
  }

  /** Fits the picture into its box; by itself when the size of the box changes. */
  fit(): void {
    const { root, picture } = this
    const [width, height] = [root.clientWidth, root.clientHeight]
    if (!width || !height) return
    const ratio = width / height
    root.classList.toggle('narrow', ratio < NARROW_RATIO && ratio >= TALL_RATIO)
    root.classList.toggle('tall', ratio < TALL_RATIO)
    setProperty(root, '--box', `${unitOf(width, height)}px`)
    fit(root.querySelector<HTMLElement>('#announcement-text') ?? make('p'))
    const unit = unitOf(width, picture.clientHeight)
    setProperty(root, '--u', `${unit}px`)
    setProperty(root, '--v', `${picture.clientHeight / 100}px`)
    this.layOut(unit)
  }

  private layOut(unit = parseFloat(this.root.style.getPropertyValue('--u'))): void {
    if (!this.moment || !unit) return
    const { root } = this
    const parts = {
      stage: root,
      question: this.part('question'),
      verdict: this.part('verdict'),
      answers: this.part('answers'),
      joinAddress: root.querySelector<HTMLElement>('.join-picture .typed-address')!,
    }
    layOut(parts, this.isEnded ? 'end' : this.moment, this.answers.written, unit)
    placeTick(this.part('answers'), unit)
  }

  private draw(counts: Counts | null): void {
    if (!this.news && !this.isEnded) return
    const list = this.part('answers')
    const before = this.moment
    const arrive = travel(list)
    const poll = this.news?.poll
    this.moment = this.isEnded || !poll ? 'end' : momentOf(poll, counts, this.isJoinShown)
    if (poll) this.drawPoll(poll, counts)
    this.root.dataset['moment'] = this.moment
    this.part('join-picture').hidden = this.moment !== 'join'
    this.drawEnd()
    this.layOut()
    if (before === this.moment) return
    const isFloor = (moment: Moment | undefined) => moment === 'vote' || moment === 'result'
    if (isFloor(before) && isFloor(this.moment)) arrive()
    else if (before) fadeIn(this.picture)
  }

  private drawPoll(poll: Poll, counts: Counts | null): void {
    const { root } = this
    this.answers.updateChoices(poll.choices)
    const earlier = poll.earlier[poll.earlier.length - 1]
    const tally: Tally | null = counts ? { counts, earlier } : null
    this.answers.updateTally(tally)
    const right = counts ? poll.right : null
    this.answers.updateRight(right)
    this.table.update(poll.choices, tally, poll.right)
    root.classList.toggle('timed', this.timer.isShown)
    root.classList.toggle('answered', right !== null)
    root.classList.toggle('compared', tally?.earlier !== undefined)
    setText(this.part('verdict'), right === null ? '' : stageWords.letterIsRight(right))
    this.drawNotes(poll, counts !== null)
    const { past } = poll
    const legend = this.part('legend')
    legend.hidden = !tally?.earlier
    const names = past?.besideAt
      ? [stageWords.date(past.besideAt), stageWords.date(past.askedAt)]
      : stageWords.rounds
    legend.textContent = ''
    names.forEach((name, index) => {
      const entry = make('span')
      entry.append(make('b', '', String(index + 1)), name)
      legend.append(entry, ' ')
    })
  }

  /** What is said quietly: the state, the round, of when a result is, that the wording was corrected. */
  private drawNotes(poll: Poll, isShown: boolean): void {
    const { past, round, state, reworded } = poll
    const stateElement = this.part('state')
    setText(stateElement, words.state[state])
    // Whoever sees the picture sees that voting is open, or the results.
    stateElement.classList.toggle('visually-hidden', state === 'open' || isShown || this.timer.isShown)
    const notes = [
      past?.besideAt === null ? stageWords.resultOf(past.askedAt) : '',
      round > 1 && !isShown ? words.round(round) : '',
      reworded ? stageWords.reworded : '',
    ]
    setText(this.part('stage-note'), notes.filter(Boolean).join(' · '))
  }

  private drawEnd(): void {
    this.part('end-picture').hidden = this.moment !== 'end'
    const thanks = this.part('thanks')
    thanks.classList.toggle('sentence', this.isEnded)
    setText(thanks, this.isEnded ? words.ended : stageWords.thankYou)
    for (const name of ['.end-picture .people', '.results-at'])
      this.root.querySelector<HTMLElement>(name)!.hidden = this.isEnded
  }

  private part(className: string): HTMLElement {
    return this.root.querySelector<HTMLElement>(`.${className}`)!
  }
}

/** The unit of a box: 1 % of its height, less where its width holds less. */
function unitOf(width: number, height: number): number {
  const share = width < height ? 0.0125 : 0.0066
  return Math.round(Math.min(height * 0.01, width * share) * 1000) / 1000
}

/** Writes a sentence whose figures stand out. */
function withFigures(element: HTMLElement, sentence: string): void {
  if (element.textContent === sentence) return
  element.textContent = ''
  for (const piece of sentence.split(/(\d+)/)) {
    const isFigure = /^\d+$/.test(piece)
    if (isFigure) element.append(make('b', '', piece))
    else if (piece) element.append(piece)
  }
  for (const figure of element.children) (figure as HTMLElement).translate = false
}

function fadeIn(picture: HTMLElement): void {
  if (!CALM.matches && !document.hidden) picture.animate?.([{ opacity: 0 }, { opacity: 1 }], FADE_MS)
}
