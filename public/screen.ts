/** The projector's page: question, chart, turnout, and how to join. No vote, no key, not counted. */
import type { Counts, Turnout } from '../src/core/events'
import { Chart } from './chart'
import { connect } from './connection'
import { byId, show } from './page'
import { keepAwake } from './wake'
import { words } from './words'

const chart = new Chart(byId('chart'), byId('table-rows'))
let rev = -1
let pollId: string | undefined

const { socket } = connect(
  { screen: true },
  {
    state(state) {
      document.body.dataset.line = state.name
      const isWell = state.name === 'connected' || state.name === 'connecting'
      const sentence = state.name === 'gone' ? words.gone : words.reconnecting
      show(byId('status-message'), isWell ? '' : state.name === 'refused' ? state.sentence : sentence)
    },
    snapshot(snapshot) {
      pollId = snapshot.poll.pollId
      showTally(snapshot.counts, snapshot.rev)
      showTurnout(snapshot)
      showConnected(snapshot.connected)
      const { question, choices, state } = snapshot.poll
      show(byId('question'), question || words.questionAloud)
      show(byId('state'), words.state[state])
      const labels = byId('labels')
      labels.textContent = ''
      labels.append(...choices.map(({ letter, text }) => label(letter, text)))
      void keepAwake(true)
      void showAddress()
    },
    leaving() {},
    returning() {},
  },
)
socket.on('voteCount', (counts, mark) => {
  if (mark.pollId === pollId && mark.rev > rev) showTally(counts, mark.rev)
})
socket.on('turnout', (voted, present) => showTurnout({ voted, present }))
socket.on('usersConnected', showConnected)

function showTally(counts: Counts, newRev: number): void {
  rev = newRev
  chart.draw(counts)
}

function showTurnout({ voted, present }: Turnout): void {
  show(byId('turnout'), words.turnout(voted, present))
}

function showConnected(count: number): void {
  byId('nobody-yet').hidden = count > 0
  byId('turnout').hidden = count === 0
}

function label(letter: string, text: string): HTMLElement {
  const made = document.createElement('div')
  made.className = 'label'
  made.dataset.letter = letter
  const name = document.createElement('b')
  name.textContent = letter
  const words = document.createElement('span')
  words.dir = 'auto'
  words.textContent = text
  made.append(name, words)
  return made
}

/** The address beside the QR code, without what nobody types. */
async function showAddress(): Promise<void> {
  try {
    const response = await fetch('share.json')
    const { url } = (await response.json()) as { url: string }
    show(byId('address'), url.replace(/^https?:\/\//, '').replace(/\/$/, ''))
  } catch {
    // The line is down too; the next snapshot asks again.
  }
}
