/** The colours of charts: those of the pages (`public/shared/tokens.css`), light, dark and for paper. */

export type ThemeName = 'light' | 'dark' | 'print'

export interface Theme {
  ground: string
  /** What lights the ground from above; null: nothing. */
  spotlight: string | null
  lozenge: string
  outline: string
  hairline: string
  /** What is no choice: bars of typed answers, points, columns. */
  fill: string
  ink: string
  soft: string
  right: string
  onRight: string
  onLetter: string
  /** The marks of a pattern, and how much they cover. */
  marks: string
  marksOpacity: number
  /** How much of a letter's colour is in a bar below text. */
  chosen: number
  letters: Record<string, string>
}

const LIGHT_LETTERS = {
  A: '#b86e00',
  B: '#0f6fae',
  C: '#087a55',
  D: '#a83a7c',
  E: '#b0442e',
  F: '#6554c0',
  G: '#5c6b12',
  H: '#0a6e78',
  I: '#5a5675',
  J: '#9e1854',
  K: '#2743b8',
  L: '#7a4a1c',
}

const light: Theme = {
  ground: '#f6f5ff',
  spotlight: '#e2deff',
  lozenge: '#ffffff',
  outline: '#726bc0',
  hairline: '#cfcbf0',
  fill: '#726bc0',
  ink: '#15123f',
  soft: '#4a4680',
  right: '#0a6b49',
  onRight: '#ffffff',
  onLetter: '#ffffff',
  marks: '#000000',
  marksOpacity: 0.24,
  chosen: 0.3,
  letters: LIGHT_LETTERS,
}

export const themes: Record<ThemeName, Theme> = {
  light,
  // No ink for the ground.
  print: { ...light, ground: '#ffffff', spotlight: null },
  dark: {
    ground: '#12103a',
    spotlight: '#2b2580',
    lozenge: '#1b1850',
    outline: '#847edb',
    hairline: '#3a3590',
    fill: '#9f97f0',
    ink: '#ffffff',
    soft: '#c9c6f2',
    right: '#7ee2b8',
    onRight: '#0b2a3a',
    onLetter: '#12103a',
    marks: '#12103a',
    marksOpacity: 0.28,
    chosen: 0.46,
    letters: {
      A: '#f0a830',
      B: '#62bdf0',
      C: '#3ecf9b',
      D: '#e58bc0',
      E: '#f28b6e',
      F: '#b0a0ff',
      G: '#c4d654',
      H: '#62d6dc',
      I: '#c0bcdc',
      J: '#ec6e96',
      K: '#6a92ff',
      L: '#cca078',
    },
  },
}

/** The colour of a letter; of what has none, that of what is no choice. */
export function colourOf(theme: Theme, letter: string): string {
  return theme.letters[letter] ?? theme.fill
}

/** A colour mixed into another one. @param share how much of it, from 0 to 1 */
export function mixed(colour: string, into: string, share: number): string {
  const channel = (from: string, at: number) => parseInt(from.slice(at, at + 2), 16)
  const channels = [1, 3, 5].map(at =>
    Math.round(channel(colour, at) * share + channel(into, at) * (1 - share))
      .toString(16)
      .padStart(2, '0'),
  )
  return `#${channels.join('')}`
}
