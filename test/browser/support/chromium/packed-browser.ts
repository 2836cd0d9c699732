/** Unpacks the Chromium that comes in an npm package. */
import { CACHE } from './test-packages'

/** By name only: it may be installed after this file was compiled. */
const NAME: string = '@sparticuz/chromium'

/** Whether it is made for this system. */
export const isForThisSystem = (): boolean => process.platform === 'linux' && process.arch === 'x64'

/**
 * The path of the packed browser; its package is installed. It unpacks into the temporary folder, and takes any file
 * named "chromium" there for its own.
 */
export async function packedBrowser(): Promise<string> {
  const before = process.env['TMPDIR']
  process.env['TMPDIR'] = CACHE
  try {
    const { default: packed } = (await import(NAME)) as { default: { executablePath(): Promise<string> } }
    return await packed.executablePath()
  } finally {
    if (before === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = before
  }
}
