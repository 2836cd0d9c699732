/** The audience's page: puts its parts together. */
import type { Counts } from '../src/core/events'
import { Chart } from './chart'
import { Choices, onLetterKey } from './choices'
import { connect, type Connection, type LineState } from './connection'
import { initMenu } from './menu'
import { byId, show } from './page'
import { OwnVote, type VoteView } from './poll'
import { browserId, forgetTab, recallTab, rememberTab } from './tab'
import { TallyVoice } from './voice'
import { keepAwake } from './wake'
import { words } from './words'

const remembered = recallTab()
const browser = browserId()
const chart = new Chart(byId('chart'), byId('table-rows'))
const voice = new TallyVoice(byId('tally-voice'))
const takeBack = byId('take-back')
let line: LineState = { name: 'connecting' }
let counts: Counts = {}
let rev = -1
let pollId: string | undefined

const vote = new OwnVote(
  () => connection,
  {
    changed(view, sentence) {
      draw(view)
      if (sentence) show(byId('status-message'), sentence)
    },
  },
  remembered,
  browser !== undefined,
)
const choices = new Choices(byId('choices'), letter => vote.want(letter))
const menu = initMenu(() => voice.read(counts))

const connection: Connection = connect(
  { tab: remembered.tab, browser },
  {
    state(state) {
      line = state
      if (state.name === 'displaced') vote.letGo()
      draw(vote.view)
      const sentence = lineSentence(state, vote.view)
      if (sentence) show(byId('status-message'), sentence)
      byId('displaced').hidden = state.name !== 'displaced'
      byId('poll').hidden = state.name === 'displaced'
      if (state.name === 'displaced') byId('use-here').focus()
    },
    snapshot(snapshot, why) {
      pollId = snapshot.poll.pollId
      showTally(snapshot.counts, snapshot.rev)
      show(byId('question'), snapshot.poll.question || words.questionAloud)
      show(byId('connection-count'), words.connectedUsers(snapshot.connected))
      void keepAwake(snapshot.poll.state === 'open')
      vote.settle(snapshot, why)
    },
    leaving: () => rememberTab({ tab: remembered.tab, ...vote.memory }),
    returning: forgetTab,
  },
)

const { socket } = connection
socket.on('usersConnected', count => show(byId('connection-count'), words.connectedUsers(count)))
socket.on('userVote', choice => vote.heard(choice))
socket.on('voteCount', (newCounts, mark) => {
  if (mark.pollId === pollId && mark.rev > rev) showTally(newCounts, mark.rev)
})

takeBack.addEventListener('click', () => {
  vote.want(null)
  focusChoices()
})
byId('use-here').addEventListener('click', () => {
  connection.revive()
  focusChoices()
})
onLetterKey(
  () => menu.letterKeys() && line.name !== 'displaced',
  letter => {
    if (vote.view.poll?.choices.some(choice => choice.letter === letter)) vote.want(letter)
  },
)

/** The focus goes on from a button that has gone. */
function focusChoices(): void {
  byId('choices').querySelector('button')?.focus()
}

function showTally(newCounts: Counts, newRev: number): void {
  counts = newCounts
  rev = newRev
  chart.draw(counts)
  voice.changed(counts)
}

function draw(view: VoteView): void {
  choices.draw(view, line.name === 'connected')
  takeBack.hidden =
    (view.wanted === undefined ? view.recorded : view.wanted) === null ||
    view.poll?.state !== 'open' ||
    line.name === 'displaced'
  document.body.dataset.line = line.name
}

function lineSentence(state: LineState, { recorded, wanted }: VoteView): string | undefined {
  if (state.name === 'refused') return state.sentence
  if (state.name === 'gone') return words.gone
  if (state.name === 'serverClosing') return words.serverClosing
  if (state.name === 'displaced') return words.elsewhere
  if (state.name !== 'reconnecting') return undefined
  if (wanted) return words.keptTap(wanted)
  return recorded ? words.reconnectingKept(recorded) : words.reconnecting
}
