/** Which choices an answer line means: `B`, `B) text`, `B, D`, `2`, or the text of a choice. */
import { labelsAt } from '../poll/list-labels'

interface Choice {
  text: string
}

const AROUND = /^[\s"'“”«»„*_`]+|[\s"'“”«»„*_`]+$/g
/** What is longer names no choice; the patterns below are for short texts. */
const MAX_SAID_LENGTH = 400
const PLAIN = /^[!-)+-\]a-}][ -\]a-}]*$/
const fold = (text: string) =>
  // Most texts need no look at their characters.
  text.length > MAX_SAID_LENGTH || (PLAIN.test(text) && !/["'.\s]$|^["']/.test(text))
    ? text.toLowerCase()
    : text
        .normalize('NFKC')
        .replace(AROUND, '')
        .replace(/[.。]$/, '')
        .toLowerCase()
const BETWEEN = /\s*(?:,|;|、|，|\/|&|\+|\s(?:and|und|et|y|e|и|ve)\s)\s*/iu

/** The places of the choices that are meant; undefined: it cannot be told. */
export function placesOf(said: string, choices: readonly Choice[]): number[] | undefined {
  if (said.length > MAX_SAID_LENGTH) return undefined
  const text = said.replace(AROUND, '')
  if (text === '') return undefined
  const meant = fold(text)
  const same = choices.findIndex(choice => choice.text === text || fold(choice.text) === meant)
  if (same >= 0) return [same]
  const label = placeAt(text, choices)
  if (label !== undefined) return [label]
  const parts = /^[A-L]{2,12}[.]?$/.test(text) ? [...text.replace('.', '')] : text.split(BETWEEN)
  const places = parts.map(part => {
    const wanted = fold(part)
    const named = choices.findIndex(choice => fold(choice.text) === wanted)
    return named >= 0 ? named : placeAt(part, choices)
  })
  if (places.some(place => place === undefined)) return undefined
  return [...new Set(places as number[])].sort((one, other) => one - other)
}

/** A letter or number alone, or with the text that stands there. */
function placeAt(text: string, choices: readonly Choice[]): number | undefined {
  const isAlone = /^[(（[]?(?:\p{L}|\p{Nd}{1,2}|[①-⑫])[)）\].。:]?$/u.test(text)
  const bare = isAlone ? text.replace(/[^\p{L}\p{N}]/gu, '') : text
  const labels = labelsAt(isAlone && !/^[①-⑫]$/.test(bare) ? `${bare})` : text)
  for (const { place, length } of labels) {
    if (place > choices.length) continue
    if (isAlone) return place - 1
    const rest = fold(text.slice(length))
    const meant = fold(choices[place - 1]!.text)
    if (rest === meant || rest.startsWith(meant) || meant.startsWith(rest)) return place - 1
  }
  return undefined
}
