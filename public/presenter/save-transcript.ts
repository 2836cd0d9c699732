/** Downloads the transcript of a lesson's chat. */
import { addressOf, roomCode } from '../shared/urls'
import { download, saveFile } from './save-file'
import { presenterWords as words } from './words'

/**
 * Downloads a transcript. Resolves to the sentence to show.
 * @param lesson absent: the present one
 */
export function saveTranscript(file: 'transcript.txt' | 'transcript.json', lesson?: number): Promise<string> {
  const name = lesson === undefined ? file : file.replace('.', `-${lesson}.`)
  return download(addressOf(roomCode, file) + (lesson === undefined ? '' : `?lesson=${lesson}`), {
    save: text => saveFile(roomCode ? `${roomCode}-${name}` : name, text),
    failed: words.gone,
  })
}
