/** How many people are here and have voted: figures, the line that fills, and a lozenge each. */
import type { Turnout } from '../../../src/core/protocol/poll'
import { make, setProperty } from '../dom'
import { Crowd } from './crowd'
import { stageWords } from './words'

export class People {
  private readonly crowd: Crowd

  constructor(private readonly root: HTMLElement) {
    this.crowd = new Crowd(this.part('.crowd'))
  }

  /** @param isVoting whether the picture is that in which people vote */
  update({ voted, present }: Turnout, isVoting: boolean): void {
    const isEverybody = present > 1 && voted === present
    const sentence = isEverybody ? stageWords.allVoted(present) : stageWords.turnout(voted, present)
    withFigures(this.part('.turnout'), present === 0 ? stageWords.nobodyHere : sentence)
    withFigures(this.part('.join-picture .people'), stageWords.here(present))
    withFigures(this.part('.end-picture .people'), stageWords.tookPart(present))
    const line = this.part('.lower')
    setProperty(line, '--part', present > 0 ? Math.min(1, voted / present).toFixed(4) : '0')
    if (isEverybody && isVoting && !line.classList.contains('everybody')) line.classList.add('pulse')
    if (!isEverybody) line.classList.remove('pulse')
    line.classList.toggle('everybody', isEverybody)
    this.crowd.update(present)
  }

  private part(selector: string): HTMLElement {
    return this.root.querySelector<HTMLElement>(selector)!
  }
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
