/** The words of HTML as people read them: paragraphs on lines of their own, small raised figures, names of pictures. */
import { lowered, mathText, raised } from './math-text'
import type { XmlNode } from './tree'

export interface ReadText {
  text: string
  /** What cannot be taken: pictures, sounds, films, by their file names or descriptions. */
  media: string[]
}

const BLOCKS = new Set(
  (
    'address article aside blockquote body caption center dd details div dl dt fieldset figure figcaption footer form ' +
    'h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table tbody tfoot thead tr ul prompt itembody'
  ).split(' '),
)
const DROPPED = new Set(
  'script style head template noscript iframe textarea select title meta link stylesheet'.split(' '),
)
const MEDIA = new Set('img image audio video object embed source matimage mataudio matvideo'.split(' '))
const CELLS = new Set(['td', 'th'])

/** Signs of ours, until all is joined: where a line ends, where a cell ends, a space that stays as it is. */
export const LINE = '\u0001'
const [CELL, KEPT_SPACE] = ['\u0002', '\u0003']

/** Stands in a text where something is to be typed. */
export const GAP = '_____'

/** @param leftOut elements that are not read, and what stands in their place */
export function readableText(node: XmlNode, leftOut?: (node: XmlNode) => string | undefined): ReadText {
  const media: string[] = []
  return { text: joined(marked(node, { media, leftOut, isKept: false })), media }
}

interface Reading {
  media: string[]
  leftOut: ((node: XmlNode) => string | undefined) | undefined
  /** Whether spaces and line ends stay, as in code. */
  isKept: boolean
}

function marked(node: XmlNode, reading: Reading): string {
  const { leftOut, media, isKept } = reading
  const inside = (more: Partial<Reading> = {}): string =>
    node.children
      .map(child => {
        if (typeof child !== 'string') return marked(child, { ...reading, ...more })
        const clean = child.replace(/[\u0001-\u0003]/g, '')
        return isKept || more.isKept ? clean.replace(/\r\n|\r|\n/g, LINE).replace(/ /g, KEPT_SPACE) : clean
      })
      .join('')
  const instead = leftOut?.(node)
  if (instead !== undefined) return instead
  const { name } = node
  if (DROPPED.has(name)) return ''
  if (name === 'br') return LINE
  if (name === 'math') return ` ${mathText(node)} `
  const equation = equationOf(node)
  if (equation) return ` \\(${equation}\\) `
  if (MEDIA.has(name)) return ` ${described(node, media) || (name === 'img' ? '' : inside())} `
  if (name === 'sup') return raised(inside())
  if (name === 'sub') return lowered(inside())
  if (name === 'pre') return LINE + inside({ isKept: true }) + LINE
  if (CELLS.has(name)) return inside() + CELL
  if (name === 'li') return `${LINE}- ${inside().replace(/^[\u0001\s]+/, '')}${LINE}`
  return BLOCKS.has(name) ? LINE + inside() + LINE : inside()
}

/** The TeX of a picture of a formula, as Canvas puts one. */
const equationOf = ({ attributes }: XmlNode) =>
  attributes['dataequationcontent'] || /^LaTeX: (.+)/s.exec(attributes['alt'] ?? '')?.[1]

/** A picture is said by its description; what is no picture, by nothing. */
function described({ attributes }: XmlNode, media: string[]): string {
  const { src, data, uri, alt = '', label = '' } = attributes
  const address = src ?? data ?? uri ?? ''
  const file = address.startsWith('data:') ? '' : (address.split(/[?#]/, 1)[0]!.split('/').pop() ?? '')
  const description = (alt || label).trim()
  if (file !== '' || address !== '') media.push(decoded(file) || description || 'without a name')
  return description
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}

function joined(written: string): string {
  return written
    .split(LINE)
    .map(line =>
      line
        .replace(/[\s\u00a0]+/g, ' ')
        .replace(/\s*\u0002\s*$/, '')
        .replace(/\s*\u0002\s*/g, ' | ')
        .replace(/\u0003/g, ' ')
        .replace(/\s+$/, ''),
    )
    .map(line => (/^\s*\S/.test(line) && !/^ {2}/.test(line) ? line.trimStart() : line))
    .filter(line => line.trim() !== '')
    .join('\n')
    .trim()
}

/** On one line, as a choice stands. */
export function onOneLine(text: string): string {
  const [first = '', ...more] = text.split('\n').map(line => line.trim())
  return [first, ...more.map(line => line.replace(/^- /, ''))].join(' ').trim()
}
