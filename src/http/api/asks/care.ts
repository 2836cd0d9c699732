/** What programs with the presenter's key do with the questions from the audience: by the rules of the events of pages. */
import type { AskAction } from '../../../core/protocol/asks'
import { parseEvent } from '../../../core/protocol/schemas'
import { refuse } from '../../../core/protocol/refusals'
import type { Answered, Call, Handler } from '../call'
import { askJson, settingsJson } from './told'
import type { askOperations } from './operations'

type Acting = Exclude<keyof typeof askOperations, 'asks' | 'asksTable' | 'setAsks'>

const ACTIONS: Record<Acting, AskAction> = {
  approveAsk: 'approve',
  hideAsk: 'hide',
  restoreAsk: 'restore',
  answerAsk: 'answer',
  reopenAsk: 'reopen',
  screenAsk: 'screen',
  unscreenAsk: 'unscreen',
  mergeAsk: 'merge',
  unmergeAsk: 'unmerge',
}

/** The handlers: of the settings, and one an action. */
export const careHandlers = {
  setAsks: setAsks as Handler,
  ...(Object.fromEntries(
    Object.entries(ACTIONS).map(([name, action]) => [name, (call: Call) => cared(call, action)]),
  ) as Record<Acting, Handler>),
}

async function setAsks({ room, request }: Call): Promise<Answered> {
  const parsed = parseEvent('setAsks', request.body)
  if (!parsed.ok) return parsed
  const reply = await room.setAsks(parsed.value)
  return reply.ok ? settingsJson(room.document) : reply
}

/** Cares for an ask of the present lesson; answers it as it is then. */
async function cared({ room, id, request }: Call, action: AskAction): Promise<Answered> {
  if (!/^\d{1,15}$/.test(id)) return refuse('no-such-ask')
  const given = bodyOf(request.body, action)
  const parsed = given && parseEvent('careForAsk', { ...given, id: Number(id), action })
  if (!parsed?.ok) return parsed ?? refuse('bad-request')
  const { lesson } = room.document
  const reply = await room.careForAsk(parsed.value)
  if (!reply.ok) return reply
  const ask = (await room.asks(lesson)).find(each => each.id === parsed.value.id)
  return ask ? askJson(ask) : refuse('no-such-ask')
}

/** What an action needs besides the ask; undefined: it is not there, or it is no object. */
function bodyOf(body: unknown, action: AskAction): object | undefined {
  if (action !== 'merge' && action !== 'answer') return {}
  if (body === undefined || body === null) return action === 'answer' ? {} : undefined
  if (typeof body !== 'object' || Array.isArray(body)) return undefined
  const { into, answer } = body as { into?: unknown; answer?: unknown }
  if (action === 'merge') return into === undefined ? undefined : { into }
  return answer === undefined ? {} : { answer }
}
