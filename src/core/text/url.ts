/** Reads addresses that others wrote. */

/**
 * The address in this text; undefined: it is none. `URL.canParse` does not say so on Node 20: once it is compiled, it
 * reads letters such as "à" as bytes of UTF-8, and `new URL` throws for what it has allowed.
 */
export function urlOf(text: string): URL | undefined {
  try {
    return new URL(text)
  } catch {
    return undefined
  }
}
