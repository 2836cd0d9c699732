/** The chart of a poll as a picture that is a file: drawn in a few sizes, and enlarged from these. */
import type { ChartOf } from '../../../core/charts/chart-rounds'
import {
  chartSvg,
  DEFAULT_WIDTH,
  LEAST_WIDTH,
  WIDEST,
  type ChartOptions,
} from '../../../core/charts/chart-svg'
import type { Answered, Call } from '../call'
import { failure } from '../failures'
import { chartOf, hasRound } from './poll-chart'
import { pollIdOf } from '../poll-json'
import { fileName } from './file-name'
import type { MadeFiles } from './made-files'

const TYPE = 'image/svg+xml; charset=utf-8'
/** The picture is a document that may do nothing, should somebody open it as one. */
const HEADERS = { 'Content-Security-Policy': "default-src 'none'; style-src 'none'; sandbox" }
/** So few that all who ask share them; in the widths between, the next smaller one is enlarged. */
const DRAWN_WIDTHS = [LEAST_WIDTH, 320, 480, 640, DEFAULT_WIDTH, WIDEST]

/** Answers with the picture. */
export function sendPicture(files: MadeFiles, call: Call): Promise<Answered> {
  const { code, room, id, isPresenter } = call
  const { round, theme = 'light', width = DEFAULT_WIDTH } = call.picture
  const drawn = Math.max(...DRAWN_WIDTHS.filter(each => each <= width))
  return files.answer(call, {
    name: JSON.stringify(['picture', id, round, theme, drawn]),
    hasVotes: ({ poll }) => pollIdOf(poll) === id && (isPresenter || poll.shown),
    refusal: () => undefined,
    make: async () => {
      const chart = await chartOf(room, id, isPresenter)
      if (!chart || !hasRound(chart, round)) return failure('no-such-poll')
      const file = { day: Date.now(), of: chart.question.text, ending: 'svg' }
      return {
        head: { name: fileName(code, room.document, file), type: TYPE, headers: HEADERS },
        parts: () => drawnParts(chart, { round, theme, width: drawn, withRight: true }),
      }
    },
    as: parts => enlarged(parts, width),
  })
}

/** The opening tag, and all behind it. */
async function* drawnParts(chart: ChartOf, options: ChartOptions): AsyncGenerator<Buffer> {
  const svg = chartSvg(chart, options)
  const end = svg.indexOf('>') + 1
  yield Buffer.from(svg.slice(0, end))
  yield Buffer.from(svg.slice(end))
}

function enlarged([opening, ...rest]: readonly Buffer[], width: number): Buffer[] {
  const resized = String(opening).replace(
    / width="([\d.]+)" height="([\d.]+)"/,
    (_size, drawn: string, height: string) =>
      ` width="${width}" height="${Math.round((Number(height) * width) / Number(drawn))}"`,
  )
  return [Buffer.from(resized), ...rest]
}
