/**
 * Measures the controls of a page as they are drawn: what scrolls sideways, lies over another control, is too small for
 * a finger, breaks inside a word, or has the focus behind something that is fixed.
 */
import type { Page } from 'playwright-core'
import { settled } from '../support/fit'

/** What is wrong with the controls of a page, a sentence each; an empty list where all of them can be used. */
export async function controlFaults(page: Page): Promise<string[]> {
  // What still moves is not where it is to be pressed.
  await settled(page)
  return page.evaluate(measure)
}

/** Runs in the page. */
async function measure(): Promise<string[]> {
  /** WCAG wants 24 px; ours are 44, and links in text aside. A switch of a browser may round. */
  const LEAST_PX = 43.5
  /** Some pages set buttons within lines of a list: these keep the least that the law asks for. */
  const LEAST_IN_LISTS_PX = 24
  const TARGETS = 'button, select, summary, textarea, a.pill, [role=tab], input:not([type=hidden])'
  const TEXTS = 'h1, h2, h3, legend, label, p, [role=status], [role=alert]'
  const found: string[] = []

  const nameOf = (element: Element): string =>
    element.id
      ? `#${element.id}`
      : `"${(element.textContent.trim() || element.getAttribute('aria-label') || element.className).slice(0, 30)}"`

  const isSeen = (element: Element): boolean => {
    if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return false
    const { width, height } = element.getBoundingClientRect()
    return width > 1 && height > 1
  }

  /** The box of what a finger meets: of a box to check, its whole label. */
  const targetOf = (element: Element): Element =>
    (element.matches('[type=checkbox], [type=radio], [type=file]') && element.closest('label')) || element

  /** The part of a box that its ancestors do not hide by scrolling. */
  const seenPart = (element: Element) => {
    const { left, right, top, bottom } = element.getBoundingClientRect()
    const part = { left, right, top, bottom }
    for (let each = element.parentElement; each && each !== document.body; each = each.parentElement) {
      const { overflowX, overflowY, position } = getComputedStyle(each)
      const frame = each.getBoundingClientRect()
      if (overflowX !== 'visible') {
        part.left = Math.max(part.left, frame.left)
        part.right = Math.min(part.right, frame.right)
      }
      if (overflowY !== 'visible') {
        part.top = Math.max(part.top, frame.top)
        part.bottom = Math.min(part.bottom, frame.bottom)
      }
      if (position === 'fixed') break
    }
    return part
  }

  /** What stays where it is while the page scrolls below it, or asks once more over what it is about. */
  const layerOf = (element: Element): Element | null => {
    for (let each: Element | null = element; each; each = each.parentElement)
      if (/fixed|sticky/.test(getComputedStyle(each).position) || each.matches('.confirm')) return each
    return null
  }

  const brokenWords = (element: Element): string[] => {
    const broken: string[] = []
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
    const range = document.createRange()
    while (walker.nextNode()) {
      const node = walker.currentNode as Text
      if (!isSeen(node.parentElement!)) continue
      for (const match of node.data.matchAll(/[^\s\u200b\u00ad/.:@-]+/g)) {
        range.setStart(node, match.index)
        range.setEnd(node, match.index + match[0].length)
        const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)))
        if (lines.size > 1) broken.push(match[0])
      }
    }
    return broken
  }

  if (document.scrollingElement!.scrollWidth > document.documentElement.clientWidth)
    found.push(`the page scrolls sideways: ${document.scrollingElement!.scrollWidth} px`)

  // What a dialog covers cannot be pressed.
  const dialogs = [...document.querySelectorAll('[aria-modal=true]')].filter(isSeen)
  const within = dialogs[dialogs.length - 1] ?? document.body
  const controls = [...new Set([...within.querySelectorAll(TARGETS)].filter(isSeen).map(targetOf))].filter(
    isSeen,
  )
  for (const control of controls) {
    const { left, right, width, height } = control.getBoundingClientRect()
    const isInText = control.matches('.link') || getComputedStyle(control).display === 'inline'
    const least =
      control.closest('.log, .small, .menu') || control.matches('.small') ? LEAST_IN_LISTS_PX : LEAST_PX
    if (!isInText && (height < least || width < Math.min(least, LEAST_PX)))
      found.push(`${nameOf(control)} is ${width.toFixed(0)} x ${height.toFixed(0)} px`)
    const part = seenPart(control)
    if (part.left < -0.5 || (part.right > innerWidth + 0.5 && left < innerWidth) || right - part.right > 1)
      found.push(`${nameOf(control)} sticks out: ${left.toFixed(0)} to ${right.toFixed(0)} px`)
    if (control.matches('button, a, summary, [role=tab]'))
      for (const word of brokenWords(control)) found.push(`${nameOf(control)} breaks the word "${word}"`)
    if (control.matches('button, [role=tab]')) {
      const clips = getComputedStyle(control)
      if (clips.textOverflow !== 'ellipsis' && control.scrollWidth > control.clientWidth + 1)
        found.push(`the text of ${nameOf(control)} is wider than it`)
    }
  }

  for (const text of [...within.querySelectorAll(TEXTS)].filter(isSeen))
    for (const word of brokenWords(text)) found.push(`${nameOf(text)} breaks the word "${word}"`)

  controls.forEach((one, index) => {
    const a = seenPart(one)
    for (const other of controls.slice(index + 1)) {
      if (one.contains(other) || other.contains(one) || layerOf(one) !== layerOf(other)) continue
      const b = seenPart(other)
      const x = Math.min(a.right, b.right) - Math.max(a.left, b.left)
      const y = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)
      if (x > 1 && y > 1)
        found.push(`${nameOf(one)} overlaps ${nameOf(other)} by ${x.toFixed(0)} x ${y.toFixed(0)} px`)
    }
  })

  /** What a pointer meets in the middle of a control in place of it; undefined where it meets the control itself. */
  const coverOf = (control: Element): string | undefined => {
    const { left, right, top, bottom } = seenPart(control)
    let cover = 'nothing'
    for (const share of [0.25, 0.5, 0.75]) {
      const hit = document.elementFromPoint((left + right) / 2, top + (bottom - top) * share)
      if (hit && (control.contains(hit) || hit.contains(control) || hit.closest('.confirm'))) return undefined
      if (hit) cover = nameOf(hit)
    }
    return cover
  }

  // What has the focus is seen: its middle is not below something else.
  const before = document.activeElement
  // What has the focus already is not scrolled to again.
  if (before instanceof HTMLElement) before.blur()
  for (const control of controls) {
    const focused = control.matches('label') ? control.querySelector('input')! : control
    if (!(focused instanceof HTMLElement) || focused.matches(':disabled, [tabindex="-1"]')) continue
    focused.focus()
    if (document.activeElement !== focused) continue
    if (!coverOf(control)) continue
    // What was out of sight may get its size only now.
    for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame)
    const cover = coverOf(control)
    if (cover) found.push(`${nameOf(control)} has the focus and is hidden by ${cover}`)
  }
  if (before instanceof HTMLElement) before.focus()
  return [...new Set(found)]
}
