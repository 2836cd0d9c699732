/**
 * Measures every text on a page, as it is drawn: what is cut, covered by another text, outside the window, or broken
 * inside a word that would fit a line of its own.
 */
import type { Page } from 'playwright-core'
import { settled } from './fit'

/** A text in fewer ems than this must not be broken inside its words. */
const LEAST_EMS = 6

interface Options {
  /** Only texts in here; the page, if absent. */
  within?: string
  /** What scrolls inside itself, or fades at its edge, and may therefore cut texts. */
  mayCut?: string
}

/** What is wrong with the texts of a page, a sentence each; an empty list where all of them can be read. */
export async function textFaults(page: Page, options: Options = {}): Promise<string[]> {
  // What still moves is not where it is to be read.
  await settled(page)
  return page.evaluate(measure, { within: 'body', mayCut: '', leastEms: LEAST_EMS, ...options })
}

/** Runs in the page. */
function measure(options: { within: string; mayCut: string; leastEms: number }): string[] {
  interface Box {
    text: string
    layer: Element | null
    rects: DOMRect[]
  }
  /** Letters of some fonts are a little taller than their lines. */
  const TOLERANCE_PX = 1.5
  const found: string[] = []
  const boxes: Box[] = []

  const isSeen = (element: Element): boolean => {
    // Folded away, such as in closed details.
    if (!element.checkVisibility()) return false
    for (let each: Element | null = element; each; each = each.parentElement) {
      const style = getComputedStyle(each)
      const { width, height } = each.getBoundingClientRect()
      if (style.visibility !== 'visible' || style.display === 'none' || style.opacity === '0') return false
      // Only for screen readers.
      if (width <= 1 && height <= 1 && style.overflow !== 'visible') return false
      if (/^inset\(50%/.test(style.clipPath)) return false
    }
    return true
  }

  /** Each word that stands on more than one line, with its width on one. */
  const checkWords = (node: Text, style: CSSStyleDeclaration): void => {
    const range = document.createRange()
    const em = parseFloat(style.fontSize)
    const canvas = document.createElement('canvas').getContext('2d')!
    canvas.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`
    const block = blockOf(node.parentElement!)
    const { paddingLeft, paddingRight } = getComputedStyle(block)
    const room = block.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight)
    for (const match of node.data.matchAll(/[^\s\u200b\u00ad/-]+/g)) {
      const word = match[0]
      // Between the letters of these scripts a line may break anywhere.
      if (/[\u0e00-\u0eff\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]/.test(word))
        continue
      range.setStart(node, match.index)
      range.setEnd(node, match.index + word.length)
      const lines = new Set([...range.getClientRects()].map(rect => Math.round(rect.top)))
      if (lines.size < 2) continue
      const width = canvas.measureText(word).width
      if (width <= room - 1)
        found.push(`"${word}" is broken though it fits a line: "${node.data.slice(0, 40)}"`)
      else if (room < em * options.leastEms)
        found.push(`"${node.data.slice(0, 40)}" has ${(room / em).toFixed(1)} em and breaks its words`)
    }
  }

  function blockOf(element: Element): Element {
    let each = element
    while (getComputedStyle(each).display === 'inline' && each.parentElement) each = each.parentElement
    return each
  }

  /** Whether an ancestor hides a part of the text. */
  const isCut = (element: Element, rect: DOMRect): Element | undefined => {
    let isFixed = false
    for (
      let each: Element | null = element;
      each && each !== document.documentElement;
      each = each.parentElement
    ) {
      const style = getComputedStyle(each)
      if (each !== element && isFixed) return undefined
      if (style.position === 'fixed') isFixed = true
      if (each === document.body || style.overflow === 'visible' || style.display === 'inline') continue
      if (options.mayCut && each.closest(options.mayCut)) continue
      const outer = each.getBoundingClientRect()
      const cutsX =
        style.overflowX !== 'visible' &&
        (rect.left < outer.left - TOLERANCE_PX || rect.right > outer.right + TOLERANCE_PX)
      const cutsY =
        (style.overflowY === 'hidden' || style.overflowY === 'clip') &&
        (rect.top < outer.top - TOLERANCE_PX * 2 || rect.bottom > outer.bottom + TOLERANCE_PX * 2)
      if (cutsX || cutsY) return each
    }
    return undefined
  }

  /** What lies over the rest of the page: that scrolls below it. */
  const layerOf = (element: Element): Element | null => {
    for (let each: Element | null = element; each; each = each.parentElement)
      if (/fixed|sticky/.test(getComputedStyle(each).position)) return each
    return element.closest('dialog, [role=dialog]')
  }
  const walker = document.createTreeWalker(document.querySelector(options.within)!, NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) {
    const node = walker.currentNode as Text
    const element = node.parentElement!
    if (!node.data.trim() || element.closest('script, style, noscript, option, title') || !isSeen(element))
      continue
    const range = document.createRange()
    range.selectNodeContents(node)
    // A line that is cut away as a whole is not seen; it may begin a little above the edge, as letters are taller than lines.
    const frame = (options.mayCut && element.closest(options.mayCut)?.getBoundingClientRect()) || null
    const rects = [...range.getClientRects()].filter(
      ({ width, height, top, bottom }) =>
        width > 0.5 &&
        height > 0 &&
        !(frame && (top + bottom <= 2 * frame.top || top + bottom >= 2 * frame.bottom)),
    )
    if (rects.length === 0) continue
    const text = node.data.trim().slice(0, 40)
    const style = getComputedStyle(element)
    for (const rect of rects) {
      if (rect.left < -TOLERANCE_PX || rect.right > innerWidth + TOLERANCE_PX)
        found.push(`"${text}" is outside the window: ${rect.left.toFixed(0)} to ${rect.right.toFixed(0)} px`)
      const cutter = isCut(element, rect)
      if (cutter) found.push(`"${text}" is cut by ${cutter.tagName}#${cutter.id}.${cutter.className}`)
    }
    checkWords(node, style)
    boxes.push({ text, layer: layerOf(element), rects })
  }

  // The part of a line box that letters fill is lower than the box.
  const shrink = ({ left, right, top, bottom, height }: DOMRect) => ({
    left: left + 1,
    right: right - 1,
    top: top + height * 0.15,
    bottom: bottom - height * 0.15,
  })
  boxes.forEach((one, index) => {
    for (const other of boxes.slice(index + 1)) {
      if (one.layer !== other.layer) continue
      const overlaps = one.rects
        .map(shrink)
        .some(a =>
          other.rects
            .map(shrink)
            .some(b => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom),
        )
      if (overlaps) found.push(`"${one.text}" overlaps "${other.text}"`)
    }
  })
  if (document.scrollingElement!.scrollWidth > innerWidth) found.push('the page scrolls sideways')
  return [...new Set(found)]
}
