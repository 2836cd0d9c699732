/** What may be done with an ask in each state: the button, its key, and what takes it back. */
import type { AskAction, CaredAsk } from '../../../src/core/protocol/asks'
import { asksCareWords as words } from './words'

/** What a row does itself, besides what the server does. */
export type Does = AskAction | 'line'

export interface Action {
  does: Does
  text: string
  /** A letter. */
  key: string
}

const of = (does: Does, text: string, key: string): Action => ({ does, text, key })

const { actions } = words
const SCREEN = of('screen', actions.screen, 'S')
const OFF = of('unscreen', actions.unscreen, 'S')
const ALOUD = of('answer', actions.aloud, 'D')
const LINE = of('line', actions.line, 'L')
const HIDE = of('hide', actions.hide, 'H')

/**
 * The actions for an ask, in the order of its buttons.
 * @param mergingId the ask that is about to be merged into another one
 */
export function actionsFor({ id, state, into }: CaredAsk, isUp: boolean, mergingId?: number): Action[] {
  if (into !== undefined) return [of('unmerge', actions.unmerge, 'M')]
  if (state === 'hidden') return [of('restore', actions.restore, 'R')]
  const screen = isUp ? OFF : SCREEN
  const merge = of(
    'merge',
    mergingId === undefined ? actions.merge : mergingId === id ? actions.notMerge : actions.mergeHere,
    'M',
  )
  if (state === 'answered') return [of('reopen', actions.reopen, 'O'), LINE, screen, HIDE]
  if (state === 'waiting') return [of('approve', actions.approve, 'A'), screen, ALOUD, LINE, HIDE, merge]
  return [screen, ALOUD, LINE, HIDE, merge]
}

/** What takes an action back; undefined: nothing does. */
export const UNDO: Partial<Record<AskAction, AskAction>> = {
  answer: 'reopen',
  hide: 'restore',
  merge: 'unmerge',
  unmerge: 'merge',
  screen: 'unscreen',
  unscreen: 'screen',
}
