/** The presenter's care for answers that people typed: approve, hide, merge, highlight, freeze. Loaded on demand. */
import type { Poll } from '../../../src/core/protocol/poll'
import type { CareState } from '../../../src/core/question-types/care'
import type { AnswerView } from '../../../src/core/question-types/registry'
import type { ClientSocket } from '../../shared/connection/connection'
import { BlockedWords } from '../../shared/blocked-words/list'
import { make, pill, setText } from '../../shared/dom'
import { answersOf, type Answer, type AnswerState } from './answers'
import { AnswerList } from './list'
import { CareRequests } from './requests'
import { Switches, type SwitchName } from './switches'
import { authorRemover } from '../../shared/removal/button'
import { removalWords } from '../../shared/removal/words'
import { careWords as words } from './words'

interface Callbacks {
  socket: () => ClientSocket
  close(): void
}

/** What the presenter's page knows of the poll and its answers. */
export interface CareView {
  poll: Poll
  care: CareState
  answers: AnswerView
  blockedWords: readonly string[]
}

export class Care {
  readonly element = make('section', 'care')
  readonly title = make('h2', '', words.title)
  private readonly status = make('p', 'care-status')
  private readonly undo = pill(words.undo, () => void this.takeBack())
  private readonly hint = make('p', 'hint')
  private readonly switches = new Switches((name, isOn) => void this.switched(name, isOn))
  private readonly requests: CareRequests
  private readonly words: BlockedWords
  private list: AnswerList
  private view: CareView | undefined
  /** The word that was tapped first. */
  private chosen: Answer | undefined
  private merged: { from: Answer; into: Answer } | undefined
  /** Answers that are to be shown by now, unless a word in them is blocked. */
  private readonly expected = new Set<string>()

  constructor(private readonly callbacks: Callbacks) {
    const said = (sentence: string) => this.say(sentence)
    this.requests = new CareRequests(callbacks.socket, said)
    this.words = new BlockedWords('care-word', { socket: callbacks.socket, said })
    this.title.tabIndex = -1
    this.title.id = 'care-title'
    this.element.setAttribute('aria-labelledby', this.title.id)
    this.status.setAttribute('role', 'status')
    this.undo.hidden = true
    this.list = this.newList(false)
    const close = pill(words.close, () => callbacks.close())
    close.id = 'close-care'
    const head = make('div', 'care-head')
    head.append(this.title, close)
    const news = make('div', 'care-said')
    news.append(this.hint, this.status, this.list.news, this.undo)
    const blocked = make('details')
    blocked.append(make('summary', '', words.blockedWords), this.words.element)
    this.element.append(head, this.switches.element, news, this.list.element, blocked)
  }

  update(view: CareView): void {
    const before = this.view
    this.view = view
    const isWords = view.answers.type === 'words'
    if (before?.poll.pollId !== view.poll.pollId) this.begin(isWords)
    this.switches.update(view.care, isWords)
    this.words.update(view.blockedWords)
    const answers = answersOf(view.answers)
    if (!answers) return
    for (const { key, text, state } of answers.all)
      if (this.expected.delete(key) && state === 'hidden') this.say(words.blocked(text))
    this.list.update(answers)
    this.drawHint()
  }

  /** Another question. */
  private begin(isWords: boolean): void {
    this.chosen = this.merged = undefined
    this.expected.clear()
    this.say('')
    const list = this.newList(isWords)
    this.list.element.replaceWith(list.element)
    this.list.news.replaceWith(list.news)
    this.list = list
  }

  private newList(isWords: boolean): AnswerList {
    return new AnswerList({
      decide: (answer, state) => void this.decide(answer, state),
      highlight: isWords ? undefined : answer => void this.highlight(answer),
      tapped: isWords ? answer => void this.tapped(answer) : undefined,
      split: (answer, from) => void this.split(answer.key, from),
      approveAll: answers => void this.approveAll(answers),
      remover: said =>
        authorRemover({
          socket: this.callbacks.socket,
          said: () => ({
            kind: 'answer',
            text: said().text,
            meant: { pollId: this.view?.poll.pollId ?? '', answer: said().key },
          }),
          name: text => words.ofAnswer(removalWords.removeAuthor.answer, text),
          tell: sentence => this.say(sentence),
        }),
      marks: ({ key, votes }) => {
        const { merged = [], highlighted = null } = this.view?.care ?? {}
        return {
          isOfOne: votes === 1 && !this.view?.poll.past,
          isHighlighted: highlighted === key,
          isChosen: this.chosen?.key === key,
          parts: merged.filter(({ into }) => into === key).map(({ from }) => from),
          countsAs: merged.find(({ from }) => from === key)?.into ?? '',
        }
      },
    })
  }

  private async decide({ key, text, state }: Answer, wanted: AnswerState): Promise<void> {
    const name = wanted === 'hidden' ? 'hide' : state === 'hidden' ? 'restore' : 'approve'
    if (await this.send({ do: name, key }, words.done[name](text)))
      if (wanted === 'shown') this.expected.add(key)
  }

  private async highlight({ key, text }: Answer): Promise<void> {
    const isOn = this.view?.care.highlighted !== key
    const done = isOn ? words.done.highlight(text) : words.done.unhighlight
    await this.send({ do: 'highlight', key: isOn ? key : null }, done)
  }

  private async switched(name: SwitchName, isOn: boolean): Promise<void> {
    await this.send({ do: name, isOn }, words.done[name][isOn ? 'on' : 'off'])
  }

  private async approveAll(answers: readonly Answer[]): Promise<void> {
    let count = 0
    for (const { key } of answers) {
      if (!(await this.send({ do: 'approve', key }))) return
      count++
    }
    this.say(words.done.approved(count))
  }

  /** The first of two words, or the second: then the first counts as it. */
  private async tapped(answer: Answer): Promise<void> {
    const { chosen } = this
    this.chosen = chosen ? undefined : answer
    this.list.draw()
    this.say(chosen ? '' : words.mergeWith(answer.text))
    if (!chosen || chosen.key === answer.key) return
    const done = words.done.merge(chosen.text, answer.text)
    if (!(await this.send({ do: 'merge', key: chosen.key, into: answer.key }, done))) return
    this.merged = { from: chosen, into: answer }
    this.undo.hidden = false
  }

  private async takeBack(): Promise<void> {
    const { merged } = this
    if (!merged) return
    this.title.focus()
    await this.split(merged.into.key, merged.from.key)
  }

  private async split(key: string, from: string): Promise<void> {
    await this.send({ do: 'split', key, from }, words.done.split(from))
  }

  private async send(change: Parameters<CareRequests['send']>[1], done?: string): Promise<boolean> {
    const pollId = this.view?.poll.pollId
    return pollId !== undefined && (await this.requests.send(pollId, change, done))
  }

  private say(sentence: string): void {
    setText(this.status, sentence)
    this.merged = undefined
    this.undo.hidden = true
    this.drawHint()
  }

  /** Where nothing was done just now. */
  private drawHint(): void {
    const isIdle = this.status.textContent === '' && this.view?.answers.type === 'words'
    setText(this.hint, isIdle ? words.mergeHint : '')
  }
}
