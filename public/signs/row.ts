/** The row of signs on the audience's page. It is loaded once a presenter has switched signs on. */
import { SIGNS, type Sign } from '../../src/core/protocol/signs'
import type { ClientSocket } from '../shared/connection/connection'
import { answerTo, ANSWER_TIMEOUT_MS, sentenceOf } from '../shared/connection/request'
import { make, setText } from '../shared/dom'
import { drawSign } from './drawings'
import { signWords as words } from './words'

/** Fills an element with a button for each sign, and a line that says what became of it. */
export function fillSigns(place: HTMLElement, socket: ClientSocket): void {
  place.classList.add('signs-row')
  place.setAttribute('role', 'group')
  place.setAttribute('aria-label', words.row)
  const said = make('p')
  said.setAttribute('role', 'status')
  place.append(...SIGNS.map(button), said)

  function button(sign: Sign): HTMLElement {
    const made = make('button', 'sign-button')
    made.type = 'button'
    made.append(drawSign(sign), make('span', '', words.names[sign]))
    made.addEventListener('click', () => void show(sign))
    return made
  }

  async function show(sign: Sign): Promise<void> {
    const asked = socket.timeout(ANSWER_TIMEOUT_MS).emitWithAck('showSign', { sign })
    const reply = await answerTo(asked, words.noAnswer)
    setText(said, reply.ok ? words.shown(sign) : sentenceOf(reply))
  }
}
