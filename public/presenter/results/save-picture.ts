/** Saves the chart of a result: as the server draws it, or as pixels of that. */
import { make } from '../../shared/dom'
import { apiAddress, download, saveFile } from '../save-file'
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
function savePicture(id: string, format: PictureFormat): Promise<string> {
  // The picture has the colours that the presenter looks at.
  const theme = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
  const size = format === 'png' ? `&width=${PNG_WIDTH}` : ''
  return download(apiAddress(`polls/${id}.svg?theme=${theme}${size}`), {
    save: async (svg, name = 'chart.svg') =>
      format === 'svg' ? saveFile(name, svg) : saveFile(name.replace(/svg$/, 'png'), await pixelsOf(svg)),
    failed: words.noPicture,
  })
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
