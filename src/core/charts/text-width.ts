/**
 * How wide a text is at most, where there is no browser to measure it: by a table of DejaVu Sans Bold, the widest of the
 * common fonts. A picture has room for what this says whatever font it is shown in.
 */

/** Widths in em, with the characters that have them. */
const WIDTHS: [em: number, characters: string][] = [
  [0.38, "ijlI|.,:;'` \u00a0·’‘"],
  [0.46, '!()[]/\\fJ"“”'],
  [0.5, 'rt-–'],
  [0.6, 'csz?*_°'],
  [0.7, 'aevxy0123456789$€£§T'],
  [0.74, 'bdghknopquLEFPSZ{}'],
  [0.86, 'ABCDGHKNOQRUVXY+=<>#~^±−×÷&'],
  [1.06, 'mwM%@W—…'],
]
const LATIN = new Map(WIDTHS.flatMap(([em, characters]) => [...characters].map(each => [each, em] as const)))

/** Regular letters are narrower than bold ones. */
const REGULAR = 0.92
const NARROW_SPACES = /^[\u2009\u200a\u202f]$/
const NOTHING = /^[\p{M}\p{Cf}\ufe00-\ufe0f\u{1f3fb}-\u{1f3ff}]$/u
const PICTURE = /^[\p{Extended_Pictographic}\p{RI}]$/u
/** Chinese, Japanese and Korean, and what is as wide. */
const WIDE =
  /^[\u1100-\u115f\u2e80-\u303f\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]$/u
const ALPHABET = /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Hebrew}\p{Script=Arabic}]$/u
const EM = { picture: 1.4, wide: 1.05, alphabet: 0.82, other: 1.05 }

/** A letter with its marks, a flag, or signs that are joined to one. */
const CLUSTER =
  /(?:\p{RI}\p{RI}|[^])(?:[\p{M}\ufe0f\u{1f3fb}-\u{1f3ff}\u{e0020}-\u{e007f}]|\u200d(?:\p{Extended_Pictographic}|[\p{M}\p{L}])?)*/gu

/** The signs of a text as people count them: none of them may be torn. */
export function clustersOf(text: string): string[] {
  return text.match(CLUSTER) ?? []
}

/** In the unit of the size. */
export function textWidth(text: string, size: number, isBold: boolean): number {
  let em = 0
  for (const cluster of clustersOf(text)) em += clusterWidth(cluster)
  return em * size * (isBold ? 1 : REGULAR)
}

function clusterWidth(cluster: string): number {
  const first = String.fromCodePoint(cluster.codePointAt(0)!)
  const known = LATIN.get(first)
  if (known !== undefined) return known
  if (NARROW_SPACES.test(first)) return 0.25
  if (NOTHING.test(first)) return 0
  // A font that does not know the joint picture draws its parts.
  if (PICTURE.test(first)) return EM.picture * cluster.split('\u200d').length
  if (WIDE.test(first)) return EM.wide
  return ALPHABET.test(first) ? EM.alphabet : EM.other
}
