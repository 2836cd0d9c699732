/** Saves the chart of a result: as the server draws it, or as pixels of that. */
import { make } from '../../shared/dom'
import { keyOf } from '../../shared/connection/presenter-keys'
import { roomCode } from '../../shared/urls'
import { fileNameIn, saveFile } from '../save-file'
import { saveButton } from './save-results'
import { resultsWords as words } from './words'

/** Pixels of a PNG: as wide as a projector. */
const PNG_WIDTH = 1920

type PictureFormat = 'svg' | 'png'

/** The buttons that save the chart of the result with this id. @param said is told what came of it */
export function pictureButtons(id: string, title: string, said: (sentence: string) => void): HTMLElement[] {
  return (['svg', 'png'] as const).map(format =>
    saveButton(format, title, () => void savePicture(id, format).then(said)),
  )
}

/** Resolves to the sentence to show. */
async function savePicture(id: string, format: PictureFormat): Promise<string> {
  // The picture has the colours that the presenter looks at.
  const theme = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
  const path = `api/rooms/${roomCode || 'house'}/polls/${id}.svg?theme=${theme}`
  const address = `${path}${format === 'png' ? `&width=${PNG_WIDTH}` : ''}`
  try {
    const headers = { Authorization: `Bearer ${keyOf(roomCode) ?? ''}` }
    const response = await fetch(new URL(address, document.baseURI).href, { headers })
    if (!response.ok) return ((await response.json()) as { message: string }).message
    const svg = await response.blob()
    const name = fileNameIn(response) ?? 'chart.svg'
    if (format === 'svg') return saveFile(name, svg)
    return saveFile(name.replace(/svg$/, 'png'), await pixelsOf(svg))
  } catch {
    return words.noPicture
  }
}

/** Draws a picture as large as it says it is. */
async function pixelsOf(svg: Blob): Promise<Blob> {
  const address = URL.createObjectURL(svg)
  try {
    const image = await loaded(address)
    const canvas = make('canvas')
    canvas.width = image.naturalWidth
    canvas.height = image.naturalHeight
    const brush = canvas.getContext('2d')
    if (!brush) throw new Error('no canvas')
    brush.drawImage(image, 0, 0)
    return await new Promise<Blob>((resolve, reject) =>
      canvas.toBlob(blob => (blob ? resolve(blob) : reject(new Error('too large'))), 'image/png'),
    )
  } finally {
    URL.revokeObjectURL(address)
  }
}

function loaded(address: string): Promise<HTMLImageElement> {
  return new Promise((resolve, reject) => {
    const image = new Image()
    image.onload = () => resolve(image)
    image.onerror = () => reject(new Error('not drawn'))
    image.src = address
  })
}
