/** Reads what stands on each page of a PDF that Chromium has written: its letters, as whoever copies them gets them. */
import { inflateSync } from 'node:zlib'

interface PdfObject {
  head: string
  stream: Buffer | undefined
}

/** The text of each page, without spaces: where words end is not written in a PDF. */
export function textOfPages(pdf: Buffer): string[] {
  const objects = objectsOf(pdf)
  const catalog = [...objects.values()].find(({ head }) => /\/Type\s*\/Catalog\b/.test(head))!
  const tree = refsIn(catalog.head, 'Pages')[0]!
  return pagesBelow(objects, tree).map(page => pageText(objects, page))
}

function objectsOf(pdf: Buffer): Map<number, PdfObject> {
  const objects = new Map<number, PdfObject>()
  const text = pdf.toString('latin1')
  for (const { 1: number, index, 0: begin } of text.matchAll(/(?:^|\n)(\d+) 0 obj\b/g)) {
    const from = index + begin.length
    const streamAt = text.indexOf('stream', from)
    const end = text.indexOf('endobj', from)
    const hasStream = streamAt >= 0 && streamAt < end
    const head = text.slice(from, hasStream ? streamAt : end)
    const length = Number(/\/Length (\d+)/.exec(head)?.[1])
    const start = streamAt + (text[streamAt + 6] === '\r' ? 8 : 7)
    const bytes = hasStream ? pdf.subarray(start, start + length) : undefined
    const stream = bytes && (head.includes('/FlateDecode') ? inflateSync(bytes) : bytes)
    objects.set(Number(number), { head, stream })
  }
  return objects
}

/** The objects that are named behind this key: one, or a list. */
function refsIn(head: string, key: string): number[] {
  const [, list = ''] = new RegExp(`/${key}\\s*(\\[[^\\]]*\\]|\\d+ 0 R)`).exec(head) ?? []
  return Array.from(list.matchAll(/(\d+) 0 R/g), ([, number]) => Number(number))
}

function pagesBelow(objects: Map<number, PdfObject>, number: number): string[] {
  const { head } = objects.get(number)!
  if (/\/Type\s*\/Page\b(?!s)/.test(head)) return [head]
  return refsIn(head, 'Kids').flatMap(kid => pagesBelow(objects, kid))
}

function pageText(objects: Map<number, PdfObject>, page: string): string {
  const [resources] = refsIn(page, 'Resources')
  const around = resources === undefined ? page : objects.get(resources)!.head
  const [fontDict] = refsIn(around, 'Font')
  const named = fontDict === undefined ? around : objects.get(fontDict)!.head
  const fonts = new Map<string, Map<string, string>>()
  for (const [, name, number] of named.matchAll(/\/(F\d+)\s+(\d+) 0 R/g))
    fonts.set(name!, lettersOf(objects, Number(number)))
  let letters = new Map<string, string>()
  let text = ''
  for (const number of refsIn(page, 'Contents')) {
    const content = objects.get(number)!.stream!.toString('latin1')
    for (const [, font, hex] of content.matchAll(/\/(F\d+)\s+[\d.]+\s+Tf|<([0-9A-Fa-f]+)>/g))
      if (font) letters = fonts.get(font) ?? new Map<string, string>()
      else text += (hex!.match(/.{4}/g) ?? []).map(glyph => letters.get(glyph.toLowerCase()) ?? '').join('')
  }
  return text.replace(/\s/g, '')
}

/** Which letters the glyphs of a font stand for, by their hexadecimal numbers. */
function lettersOf(objects: Map<number, PdfObject>, font: number): Map<string, string> {
  const letters = new Map<string, string>()
  const [map] = refsIn(objects.get(font)!.head, 'ToUnicode')
  const text = map === undefined ? '' : objects.get(map)!.stream!.toString('latin1')
  const unicode = (hex: string) => Buffer.from(hex, 'hex').swap16().toString('utf16le')
  for (const [, block] of text.matchAll(/beginbfchar([\s\S]*?)endbfchar/g))
    for (const [, glyph, hex] of block!.matchAll(/<(\w+)>\s*<(\w+)>/g))
      letters.set(glyph!.toLowerCase(), unicode(hex!))
  for (const [, block] of text.matchAll(/beginbfrange([\s\S]*?)endbfrange/g))
    for (const [, first, last, hex] of block!.matchAll(/<(\w+)>\s*<(\w+)>\s*<(\w+)>/g))
      for (let at = parseInt(first!, 16), step = 0; at <= parseInt(last!, 16); at++, step++)
        letters.set(
          at.toString(16).padStart(4, '0'),
          unicode((parseInt(hex!, 16) + step).toString(16).padStart(hex!.length, '0')),
        )
  return letters
}
