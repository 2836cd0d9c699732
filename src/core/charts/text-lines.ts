/** Breaks a text into the lines of a picture: between words, inside a word only where it is wider than a line. */
import { cleanLines } from './clean-text'
import { clustersOf, textWidth } from './text-width'

export interface Lines {
  lines: string[]
  /** It was too long: the last line ends with an ellipsis. */
  isShortened: boolean
}

export interface TextBox {
  width: number
  size: number
  isBold: boolean
  /** The most lines. */
  most: number
}

/** Longer texts are read as paragraphs. */
const MAX_BALANCED = 4
const BALANCING_STEPS = 6

/** Where a line may end without a space: behind signs of scripts that have none between words. */
const BREAKS_BEHIND =
  /^[\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff\uff01-\uff60、。\u{20000}-\u{3fffd}\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]/u

/** The lines of a text, as many as there may be. */
export function linesOf(text: string, box: TextBox): Lines {
  const lines: string[] = []
  for (const paragraph of cleanLines(text)) {
    for (const line of wrapped(paragraph, box)) {
      if (lines.length === box.most) return { lines: withEllipsis(lines, box), isShortened: true }
      lines.push(line)
    }
  }
  return { lines, isShortened: false }
}

/** The same number of lines, of widths as equal as they can be. */
export function balancedLinesOf(text: string, box: TextBox): Lines {
  const greedy = linesOf(text, box)
  const count = greedy.lines.length
  if (greedy.isShortened || count < 2 || count > MAX_BALANCED) return greedy
  let best = greedy
  let [low, high] = [box.width / 2, box.width]
  for (let step = 0; step < BALANCING_STEPS; step++) {
    const width = (low + high) / 2
    const tried = linesOf(text, { ...box, width })
    if (tried.lines.length > count) low = width
    else [best, high] = [tried, width]
  }
  return best
}

function* wrapped(paragraph: string, box: TextBox): Generator<string> {
  const widthOf = (text: string) => textWidth(text, box.size, box.isBold)
  let line = ''
  let lineWidth = 0
  for (const piece of piecesOf(paragraph)) {
    const width = widthOf(piece)
    if (line !== '' && lineWidth + widthOf(piece.trimEnd()) > box.width) {
      yield line.trimEnd()
      ;[line, lineWidth] = ['', 0]
    }
    if (lineWidth + widthOf(piece.trimEnd()) <= box.width) {
      line += piece
      lineWidth += width
      continue
    }
    for (const cluster of clustersOf(piece)) {
      const own = widthOf(cluster)
      if (line !== '' && lineWidth + own > box.width) {
        yield line
        ;[line, lineWidth] = ['', 0]
      }
      line += cluster
      lineWidth += own
    }
  }
  yield line.trimEnd()
}

/** Words with the space behind them, single signs where there are no spaces. */
function piecesOf(paragraph: string): string[] {
  return (paragraph.match(/[^ ]+ *| +/g) ?? []).flatMap(word => {
    const pieces: string[] = []
    let piece = ''
    for (const cluster of clustersOf(word)) {
      piece += cluster
      if (!BREAKS_BEHIND.test(cluster)) continue
      pieces.push(piece)
      piece = ''
    }
    return piece === '' ? pieces : [...pieces, piece]
  })
}

function withEllipsis(lines: readonly string[], { width, size, isBold }: TextBox): string[] {
  const clusters = clustersOf(lines[lines.length - 1] ?? '')
  while (clusters.length > 0 && textWidth(`${clusters.join('').trimEnd()}…`, size, isBold) > width)
    clusters.pop()
  return [...lines.slice(0, -1), `${clusters.join('').trimEnd()}…`]
}
