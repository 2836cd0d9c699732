/**
 * Holds this page's vote: what was tapped, what is being sent, what the server recorded.
 * A tap without a connection is stored and sent once, for its own poll. Draws nothing.
 */
import type { Poll } from '../../src/core/protocol/poll'
import type { Reply } from '../../src/core/protocol/replies'
import type { Snapshot } from '../../src/core/protocol/snapshot'
import type { Connection, SnapshotReason } from '../shared/connection/connection'
import { ANSWER_TIMEOUT_MS, sentenceOf } from '../shared/connection/request'
import type { Remembered } from '../shared/connection/identity'
import type { OwnChoice } from '../shared/poll/choice-rows'
import { words } from '../shared/words'

export interface VoteView extends OwnChoice {
  poll: Poll | undefined
}

interface Callbacks {
  /** The view changed. `sentence`: what to tell the voter about it. */
  changed(view: VoteView, sentence?: string): void
}

export class OwnVote {
  private poll: Poll | undefined
  private pollId: string | undefined
  private recorded: string | null = null
  private wanted: { choice: string | null } | undefined
  /** Recorded in the earlier rounds of this question. */
  private said: string[] = []
  /** What was wanted when the server asked for a ticket. */
  private keptBack: OwnVote['wanted']
  private sending = false
  /** The open poll whose closing a refusal has already announced; it is not announced again. */
  private saidClosed: Poll | undefined

  constructor(
    private readonly connection: () => Connection,
    private readonly callbacks: Callbacks,
    private readonly keepsMemory: boolean,
  ) {}

  /** Restores what this tab remembers; call it before the first snapshot. */
  recall({ pollId, vote, wanted, said = [] }: Remembered): void {
    this.pollId = pollId
    this.recorded = vote ?? null
    this.wanted = wanted
    this.said = said
  }

  get view(): VoteView {
    return { poll: this.poll, recorded: this.recorded, wanted: this.wanted?.choice }
  }

  /** The vote is kept here until there is a ticket. */
  get needsTicket(): boolean {
    return this.wanted !== undefined && this.wanted === this.keptBack
  }

  /** What this tab must remember for a reload. */
  get memory(): Pick<Remembered, 'pollId' | 'vote' | 'wanted' | 'said'> {
    return { pollId: this.pollId, vote: this.recorded, wanted: this.wanted, said: this.said }
  }

  /** A vote as it is sent, such as a letter; null withdraws it. The same vote again changes nothing. */
  want(choice: string | null): void {
    const current = this.wanted ? this.wanted.choice : this.recorded
    if (!this.poll || choice === current) return
    if (this.poll.state === 'closed') return this.tell(this.withVotes(words.closed))
    this.wanted = { choice }
    if (this.connection().socket.connected) {
      this.tell(sendingSentence(choice))
      void this.send()
    } else this.tell(choice ? words.keptTap(letterOf(choice)) : words.keptTakeBack)
  }

  /** Reconciles this page's vote with a snapshot, and sends a stored tap. */
  reconcile({ poll, yourVote, voteMoved }: Snapshot, why: SnapshotReason): void {
    const samePoll = poll.pollId === this.pollId
    const lost = samePoll ? undefined : (this.wanted?.choice ?? undefined)
    const had = this.recorded
    this.poll = poll
    this.pollId = poll.pollId
    if (!samePoll) this.forget(poll)
    else if (had && !yourVote && !this.wanted && !voteMoved && poll.state === 'open')
      this.wanted = { choice: had } // raise it again
    this.recorded = yourVote
    if (this.wanted) {
      this.tell(sendingSentence(this.wanted.choice))
      void this.send()
    } else if (lost) this.tell(words.tapDropped(letterOf(lost)))
    else if (had && !samePoll) this.tell(`${words.voteDropped} ${prompt(poll)}`)
    else if (had && !yourVote && voteMoved) this.tell(words.voteMoved)
    else if (why === 'check' && had === yourVote) this.callbacks.changed(this.view)
    else if (poll.state === 'closed') this.tell(this.closedSentence(poll))
    else if (yourVote) this.tell(words[why === 'back' ? why : 'recorded'](letterOf(yourVote)))
    else this.tell(this.keepsMemory ? openSentence(poll) : words.connectedNoStorage)
  }

  /** The poll changed without a reconnect. If it has another id, this page has no vote in it. */
  pollChanged(poll: Poll, isTimeUp = false): void {
    const before = this.poll
    this.poll = poll
    if (poll.pollId !== this.pollId) {
      this.forget(poll)
      this.pollId = poll.pollId
      this.recorded = null
      if (poll.state === 'closed') return this.tell(this.closedSentence(poll))
      return this.tell(poll.round > 1 ? `${words.askedAgain} ${prompt(poll)}` : openSentence(poll))
    }
    // The tickets are void: the server says so.
    if (this.needsTicket && !poll.tickets && poll.state === 'open') return this.again()
    const isSame = poll.state === before?.state && (poll.state === 'open' || poll.shown === before.shown)
    if (isSame || (poll.state === 'closed' && before?.state === 'open' && before === this.saidClosed))
      return this.callbacks.changed(this.view)
    if (poll.state === 'open') return this.tell(`${words.reopened} ${prompt(poll)}`)
    if (poll.state === before?.state) return this.tell(this.closedSentence(poll))
    this.tell(this.withVotes(isTimeUp ? words.timeIsUp : words.closed))
  }

  /** The server sent what it recorded, perhaps from another tab. */
  receive(choice: string | null): void {
    if (!this.poll || this.wanted || choice === this.recorded) return
    this.recorded = choice
    this.tell(recordedSentence(choice))
  }

  /** Another tab has this vote now: this page must not raise it again. */
  release(): void {
    this.recorded = null
    this.wanted = undefined
  }

  /** Another poll: votes of earlier rounds belong to it where it is the next round. */
  private forget(poll: Poll): void {
    this.wanted = undefined
    if (poll.round === 1) this.said = []
    else if (this.recorded) this.said = [...this.said, this.recorded]
  }

  private closedSentence(poll: Poll): string {
    if (poll.stage === 'join') return words.beforeFirst
    return this.withVotes(poll.posed && poll.shown ? words.results : words.closed)
  }

  private withVotes(sentence: string): string {
    const said = [...this.said, ...(this.recorded ? [this.recorded] : [])].map(letterOf).filter(Boolean)
    return said.length > 0 ? `${sentence} ${words.youSaid(said)}` : sentence
  }

  /** What kept a vote back is over: it is sent. */
  again(): void {
    this.keptBack = undefined
    if (this.wanted) this.tell(sendingSentence(this.wanted.choice))
    void this.send()
  }

  private async send(): Promise<void> {
    const { socket, revive } = this.connection()
    const { wanted, pollId } = this
    if (this.sending || !wanted || !pollId || !socket.connected) return
    this.sending = true
    const { choice } = wanted
    const request = socket.timeout(ANSWER_TIMEOUT_MS)
    const reply: Reply<object> | undefined = await (
      choice
        ? request.emitWithAck('castVote', { pollId, vote: choice })
        : request.emitWithAck('withdrawVote', { pollId })
    ).catch(() => undefined)
    this.sending = false
    if (!reply) {
      // Not acknowledged: it stays wanted, and the next snapshot sends it again, which is idempotent.
      if (socket.connected) revive()
      return
    }
    if (reply.ok) this.recorded = choice
    if (this.wanted !== wanted) return void this.send()
    // It is kept, and sent once there is a ticket.
    if (!reply.ok && reply.code === 'needs-ticket') {
      this.keptBack = wanted
      return this.tell(sentenceOf(reply))
    }
    this.wanted = undefined
    if (!reply.ok) {
      const isClosed = reply.code === 'poll-closed'
      if (isClosed) this.saidClosed = this.poll
      this.tell(isClosed ? this.withVotes(sentenceOf(reply)) : sentenceOf(reply))
    } else this.tell(recordedSentence(choice))
  }

  private tell(sentence: string): void {
    this.callbacks.changed(this.view, sentence)
  }
}

function openSentence(poll: Poll): string {
  return poll.question || poll.answer ? prompt(poll) : words.connected
}

function prompt({ answer }: Poll): string {
  return answer ? words.giveAnswer : words.tapAnswer
}

function sendingSentence(vote: string | null): string {
  return vote ? words.sending(letterOf(vote)) : words.takingBack
}

function recordedSentence(vote: string | null): string {
  return vote ? words.recorded(letterOf(vote)) : words.takenBack
}

/** A vote that is one letter is named by it; of any other one this is empty. */
export function letterOf(vote: string): string {
  return /^[A-L]$/.test(vote) ? vote : ''
}
