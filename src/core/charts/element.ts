/** Writes elements of SVG: everything that is a text or a value is escaped here, and nowhere else. */

export type Attributes = Readonly<Record<string, string | number | undefined>>

/** An element with these attributes; those that are undefined are left out. `content` is markup. */
export function element(name: string, attributes: Attributes, content = ''): string {
  let opening = `<${name}`
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined) continue
    opening += ` ${key}="${typeof value === 'number' ? rounded(value) : escaped(value)}"`
  }
  return content === '' ? `${opening}/>` : `${opening}>${content}</${name}>`
}

/** A text as content of an element. */
export function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')
}

/** Hundredths are more than a screen shows. */
export function rounded(value: number): string {
  return String(Math.round(value * 100) / 100)
}
