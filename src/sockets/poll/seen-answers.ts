/** Remembers which answers people had typed a minute ago, by their keys: the panic button hides those that came since. */
import { answerKey } from '../../core/question-types/open-answers'
import { ABSTAIN, VOTERS } from '../../core/question-types/question-type'

/** Milliseconds between two looks at what people typed. */
const INTERVAL_MS = 10_000
/** Looks that are remembered: as far back as is asked for, and one more. */
const MAX_LOOKS = 8

export class SeenAnswers {
  private looks: { at: number; pollId: string; keys: readonly string[] }[] = []
  private timer: NodeJS.Timeout | undefined

  /** @param look the poll that is up, and the spellings in its tally, the most frequent or the oldest first */
  constructor(private readonly look: () => { pollId: string; spellings: Iterable<string> }) {}

  /** Something may have been typed: it is looked at soon. */
  changed(): void {
    this.timer ??= setTimeout(() => {
      this.timer = undefined
      this.note()
    }, INTERVAL_MS).unref()
  }

  /** Keys of the answers to this poll that were there so many milliseconds ago; none where that is not known. */
  before(pollId: string, ms: number, now = performance.now()): readonly string[] {
    const old = this.looks.filter(look => look.pollId === pollId && look.at <= now - ms)
    return old.at(-1)?.keys ?? []
  }

  close(): void {
    clearTimeout(this.timer)
  }

  private note(): void {
    const { pollId, spellings } = this.look()
    const keys = new Set<string>()
    for (const spelling of spellings)
      if (spelling !== VOTERS && spelling !== ABSTAIN) keys.add(answerKey(spelling))
    this.looks = [...this.looks, { at: performance.now(), pollId, keys: [...keys] }].slice(-MAX_LOOKS)
  }
}
