/** What an item of QTI 2 or 3 declares as right: values, or a mapping that gives points. */
import { allNamed, childOf, childrenOf, trimmedIn, type XmlNode } from './tree'

/** What is right, as the item declares it. */
export interface Declared {
  cardinality: string
  baseType: string
  /** Identifiers, spellings or numbers. */
  right: string[]
  hasPartly: boolean
}

export function declaredFor(item: XmlNode, { attributes }: XmlNode): Declared {
  const wanted = attributes['responseidentifier']
  const declarations = childrenOf(item, 'responsedeclaration')
  const node = declarations.find(each => each.attributes['identifier'] === wanted) ?? declarations[0]
  const values = node
    ? allNamed(childOf(node, 'correctresponse') ?? EMPTY, 'value').map(each => trimmedIn(each))
    : []
  const entries = node
    ? allNamed(childOf(node, 'mapping') ?? EMPTY, 'mapentry').map(each => ({
        key: each.attributes['mapkey'] ?? '',
        points: Number(each.attributes['mappedvalue'] ?? 0),
      }))
    : []
  const giving = entries.filter(({ points }) => points > 0)
  const most = Math.max(0, ...giving.map(({ points }) => points))
  const isMany = node?.attributes['cardinality'] === 'multiple'
  const mapped = giving.filter(({ points }) => isMany || points === most).map(({ key }) => key)
  const isTyped = node?.attributes['basetype'] === 'string'
  return {
    cardinality: node?.attributes['cardinality'] ?? 'single',
    baseType: node?.attributes['basetype'] ?? '',
    right: [...new Set(values.length === 0 ? mapped : isTyped ? [...values, ...mapped] : values)],
    hasPartly: !isMany && giving.length > mapped.length,
  }
}

export const EMPTY: XmlNode = { name: '', attributes: {}, children: [] }
