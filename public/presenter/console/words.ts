/** The words of the console: what is done next, what was done, and what the keys do. */
import type { Question } from '../../../src/core/protocol/poll'
import type { Command } from '../../../src/core/protocol/presenter'
import { words } from '../../shared/words'
import { presenterPageWords } from '../page-words'

const steps: Record<Command['name'], string> = {
  ask: 'Ask',
  askPrepared: 'Ask the next question',
  close: presenterPageWords.closeVoting,
  reopen: 'Reopen voting',
  show: presenterPageWords.showResults,
  hide: 'Hide the results',
  reveal: presenterPageWords.revealRight,
  conceal: 'Conceal the right answer',
  markRight: 'Mark the right answer',
  clear: 'Clear the votes',
  again: 'Ask again',
  hands: 'Free show of hands',
  newLesson: 'New lesson',
  next: 'Next',
  back: 'Back',
  stage: 'Show the question',
  finish: 'Finish',
  reword: 'Correct the wording',
  undo: 'Undo',
  showAgain: 'Show the last result',
  setTimer: 'Countdown',
  extendTimer: 'More time',
  prepare: 'Add to the list',
  editPrepared: 'Save in the list',
  removePrepared: 'Remove',
  movePrepared: 'Move',
}

/** Short names of the steps that can be taken back. */
const undoable: Partial<Record<Command['name'], string>> = {
  ask: 'ask',
  askPrepared: 'ask',
  again: 'ask again',
  clear: 'clear',
  hands: 'show of hands',
  newLesson: 'new lesson',
  showAgain: 'show again',
}

/** What a step is about. */
interface Subject {
  /** The question that is asked, and its number in the list. */
  question?: Question | undefined
  number?: number
  /** What is right, as it is read. */
  right?: string | null
}

/** Characters of a right answer that is said on a button. */
const MAX_RIGHT = 24
const isShort = (right: string) => right.length <= MAX_RIGHT

export const consoleWords = {
  step: steps,
  writeQuestion: 'Write a question',
  /** What "next" does; null: nothing is left to do but to write a question. */
  nextStep(name: Command['name'] | null, { question, right }: Subject): string {
    if (name === null) return consoleWords.writeQuestion
    if (name === 'askPrepared' && question) return `${steps.ask}: ${question.text || words.questionAloud}`
    return name === 'reveal' && right ? consoleWords.revealAnswer(right) : steps[name]
  },
  /** What it does after that. */
  thenStep(name: Command['name'] | null, { number = 0, right }: Subject): string {
    if (name === 'askPrepared') return `then: ask question ${number}`
    if (name === 'reveal' && right && isShort(right)) return `then: reveal ${right}`
    const step = name === null ? consoleWords.writeQuestion : steps[name]
    return `then: ${step.charAt(0).toLowerCase()}${step.slice(1)}`
  },
  revealAnswer: (right: string) => (isShort(right) ? `Reveal ${right}` : steps.reveal),
  nothingNext: 'No question is prepared: leave full screen to write one.',
  isUp: (number: number) => `Question ${number} is up.`,
  done: {
    ask: 'The question is up.',
    askPrepared: 'The question is up.',
    back: 'One step back.',
    close: 'Voting is closed.',
    reopen: 'Voting is open again.',
    show: 'The audience sees the results.',
    hide: 'Results are hidden.',
    reveal: 'The audience sees the right answer.',
    conceal: 'The right answer is concealed.',
    clear: 'All votes are cleared.',
    again: 'Asked again.',
    hands: 'A free show of hands.',
    finish: 'The closing picture is up.',
    stage: 'The screens have changed.',
    reword: 'Corrected on every page. All votes stay.',
    undo: 'Taken back, with all votes.',
    showAgain: 'An earlier result is shown.',
    newLesson: 'A new lesson. The one before is kept with its results and its chat.',
    prepare: 'Added to the list.',
    editPrepared: 'Saved in the list.',
    removePrepared: 'Removed from the list.',
  } as Partial<Record<Command['name'], string>>,
  shownOnceApproved: 'Results are shown: the audience sees the answers that you approve.',
  voting: { open: 'open', closed: 'closed' },
  seen: { shown: 'shown', hidden: 'hidden' },
  notMarked: 'not marked',
  hasNone: 'has none',
  /** `letter`: of one choice. */
  answer: (letter: string | null) => (letter ? `Answer ${letter}` : 'Answer'),
  noneIsRight: 'None',
  cannotBeRight: 'No answer to this kind of question is right or wrong.',
  noAnswersYet: 'Nobody has answered yet.',
  ofPeople: (count: number) => `of ${count} ${count === 1 ? 'person' : 'people'}`,
  wholeRight: (count: number) => `${count} right`,
  newest: (answers: string[]) => `The newest: ${answers.join('; ')}.`,
  keptBack: (answer: string, state: 'waiting' | 'hidden') =>
    `${answer} (${state === 'waiting' ? 'waits for approval' : 'hidden'})`,
  kept: {
    waiting: (answers: string[]) => `Waiting for approval: ${answers.join(', ')}.`,
    hidden: (answers: string[]) => `Hidden: ${answers.join(', ')}.`,
  },
  /** What the last step was that can be taken back, where the sentence beside it is about another one. */
  undoStep: (name: Command['name']) => `${steps.undo}: ${undoable[name] ?? steps[name]}`,
  blanked: 'The screens are black. “Next”, “Black” or “.” brings the picture back.',
  nothingToUndo: 'There is nothing to undo. A step can be undone for ten seconds.',
  handsAreUp: 'A free show of hands is up already.',
  onlyYou: 'Only you see this',
  everybodySees: 'Everybody sees this',
  timeIsUp: (turnout: string) => `Time is up: voting is closed, ${turnout}.`,
  tooFast: 'A second press came too fast and was ignored.',
  place: (number: number, count: number) => `Question ${number} of ${count}`,
  onProjector: {
    join: 'How to join is on the projector',
    question: 'On the projector',
    /** Behind the place of a question. */
    listed: 'on the projector',
    end: 'The closing picture is on the projector',
    black: 'The projector is black',
  },
  keys: [
    ['Space, →, Page Down', 'next'],
    ['←, Page Up', 'back'],
    ['U, Ctrl + Z', 'undo'],
    ['T', 'say turnout and tally'],
    ['J', 'how to join, on the projector'],
    ['B, .', 'black, on every screen'],
    ['Q', 'stop all writing, and hide the last minute'],
  ],
  networkHelp:
    'Nobody has come yet. Are the phones on the same Wi-Fi as this computer? Does a firewall of this computer stand in the way?',
  erased: 'Erased.',
  hasEnded: 'This room has ended.',
}
