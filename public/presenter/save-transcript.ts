/** Downloads the transcript of a lesson's chat; not by a link, which could not send the presenter's key. */
import { keyOf } from '../shared/connection/presenter-keys'
import { addressOf, roomCode } from '../shared/urls'
import { saveFile } from './save-file'
import { presenterWords as words } from './words'

/**
 * Downloads a transcript. Resolves to the sentence to show.
 * @param lesson absent: the present one
 */
export async function saveTranscript(
  file: 'transcript.txt' | 'transcript.json',
  lesson?: number,
): Promise<string> {
  try {
    const headers = { Authorization: `Bearer ${keyOf(roomCode) ?? ''}` }
    const address = addressOf(roomCode, file) + (lesson === undefined ? '' : `?lesson=${lesson}`)
    const response = await fetch(address, { headers })
    if (!response.ok) return ((await response.json()) as { message: string }).message
    const name = lesson === undefined ? file : file.replace('.', `-${lesson}.`)
    return saveFile(roomCode ? `${roomCode}-${name}` : name, await response.blob())
  } catch {
    return words.gone
  }
}
