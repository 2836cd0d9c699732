/** Which part of the picture an address asks for, and how: `?only=chart&ground=none&theme=light`. */

const PARTS = ['chart', 'question', 'join'] as const
const THEMES = ['dark', 'light'] as const
export type Part = (typeof PARTS)[number]

export interface Look {
  /** Undefined: the whole screen. */
  only: Part | undefined
  /** Without it, what is below the page shows through. */
  hasGround: boolean
  /** Undefined: as this browser was left. */
  theme: (typeof THEMES)[number] | undefined
  /** With a part: also the state, the rounds, what is right and why. */
  hasNotes: boolean
  /** With a part: also where to join. */
  hasJoinLine: boolean
  /** Names of what was asked for with a value that does not exist. */
  unknown: string[]
}

export function readLook(search: string): Look {
  const asked = new URLSearchParams(search)
  const unknown: string[] = []
  const read = <Value extends string>(name: string, values: readonly Value[]): Value | undefined => {
    const text = asked.get(name)
    const value = values.find(each => each === text)
    if (text && !value) unknown.push(name)
    return value
  }
  return {
    only: read('only', PARTS),
    hasGround: read('ground', ['none']) === undefined,
    theme: read('theme', THEMES),
    hasNotes: asked.has('notes'),
    hasJoinLine: asked.has('join'),
    unknown,
  }
}

/** Whether it is a part of somebody else's picture: without buttons and keys of its own. */
export function isPart({ only, hasGround }: Look): boolean {
  return only !== undefined || !hasGround
}

/** Says on the stage what the style sheet shows. */
export function applyLook(root: HTMLElement, look: Look): void {
  document.documentElement.classList.toggle('no-ground', !look.hasGround)
  if (look.only) root.dataset['only'] = look.only
  root.classList.toggle('with-notes', look.hasNotes)
  root.classList.toggle('with-join', look.hasJoinLine)
  if (look.theme) root.classList.toggle('light', look.theme === 'light')
}
