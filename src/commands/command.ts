/** What commands share: the settings, and an end with a sentence. */
import path from 'node:path'
import { ConfigError, readConfig, type Config } from '../config'
import type { Env } from '../config-readers'
import { StoreError } from '../store/errors'

/** Something that the person who called has to know: printed as it is. */
export class CommandError extends Error {}

/** The environment, for a command that reads the settings in a way of its own. */
export function environment(): Env {
  return process.env
}

/** Runs a command with the settings. An expected failure prints its sentence and ends the process with code 1. */
export function runCommand(act: (config: Config) => Promise<void>): Promise<void> {
  return runSafely(() => act(readConfig(process.env)))
}

/** The same, without the settings. */
export async function runSafely(act: () => Promise<void>): Promise<void> {
  try {
    await act()
  } catch (error) {
    const isExpected = [ConfigError, StoreError, CommandError].some(kind => error instanceof kind)
    console.error(isExpected ? (error as Error).message : error)
    process.exitCode = 1
  }
}

/** The one folder that a command takes, as a whole path. */
export function folderOf(command: string, words: readonly string[]): string {
  const [folder, ...rest] = words
  if (!folder || rest.length > 0 || folder.startsWith('-'))
    throw new CommandError(`Name one folder: ask-the-audience ${command} FOLDER`)
  return path.resolve(folder)
}
