/** Reads what stands behind the `?` of a request, by the table of operations. */
import type { Request } from 'express'
import { queryParameters, type Operation } from './operation'

/** How a picture is asked for. */
export interface PictureQuery {
  round?: number | undefined
  width?: number | undefined
  theme?: (typeof queryParameters)['theme']['schema']['enum'][number] | undefined
}

export interface Query {
  step: number | undefined
  lesson: number | undefined
  hidden: boolean
  picture: PictureQuery
}

/** Parameters that the operation does not know are not looked at. Undefined: one of the others makes no sense. */
export function readQuery({ query }: Request, { query: known = [] }: Operation): Query | undefined {
  const texts = Object.fromEntries(known.map(name => [name, query[name]]))
  const isFitting = Object.entries(texts).every(
    ([name, text]) =>
      text === undefined || (typeof text === 'string' && fits(name as keyof typeof queryParameters, text)),
  )
  if (!isFitting) return undefined
  const numberOf = (text: unknown) => (text === undefined ? undefined : Number(text))
  return {
    step: numberOf(texts['step']),
    lesson: numberOf(texts['lesson']),
    hidden: texts['hidden'] === 'true',
    picture: {
      round: numberOf(texts['round']),
      width: numberOf(texts['width']),
      theme: texts['theme'] as PictureQuery['theme'],
    },
  }
}

function fits(name: keyof typeof queryParameters, text: string): boolean {
  const schema: { type: string; enum?: readonly string[]; minimum?: number; maximum?: number } =
    queryParameters[name].schema
  if (schema.enum) return schema.enum.includes(text)
  if (schema.type === 'boolean') return text === 'true' || text === 'false'
  const { minimum = 0, maximum = Infinity } = schema
  return /^\d{1,15}$/.test(text) && Number(text) >= minimum && Number(text) <= maximum
}
