/**
 * Which method handles each message or question of another node. A missing event or a wrong type of answer does not
 * compile.
 */
import type { NodeEvent, NodeEvents, NodeReplies } from '../../core/protocol/node-events'
import type { OpenRoom } from '../open-room'
import type { Membership } from '../room/membership'

/** What is asked is answered with what this returns, or resolves to. */
type NodeHandler<E extends NodeEvent> = (
  room: OpenRoom,
  message: NodeEvents[E],
  from: string,
) => E extends keyof NodeReplies ? NodeReplies[E] | Promise<NodeReplies[E]> : unknown

export type NodeHandlers = { readonly [E in NodeEvent]: NodeHandler<E> }

/** Makes the table. */
export function nodeHandlers(rooms: Membership): NodeHandlers {
  return {
    document: (room, version) => room.refresh(version),
    erased: ({ code }) => rooms.end(code),
    isAlive: () => true,
    came: (room, came) => rooms.cameElsewhere(room, came),

    totals: ({ others }, subtotal, from) => others?.take(subtotal, from),
    totalsWanted: ({ others }) => others?.publishTotalsAgain(),
    standing(room, news, from) {
      room.others?.takeStanding(news, from)
      return room.ballots.takeStanding(news)
    },
    holdHands: ({ others }, pollId) => others?.holdHands(pollId),
    freeHands: ({ others }) => others?.decidedElsewhere(),
    hands: ({ voting }, moved) => voting.moved.receive(moved),
    passedOn: ({ voting }, tab) => voting.moved.notePassedOn(tab),
    ballot: ({ ballots }, ballot) => ballots.castElsewhere(ballot),
    manyVotes: ({ voteWatch }, news) => voteWatch.notifyPresenters(news),
    originKey: ({ ballotLimit }, told) => ballotLimit.receiveKey(told),
    originKeyWanted: ({ ballotLimit }, wanted) => ballotLimit.keyOf(wanted),

    named: ({ naming }, named, from) => naming.receive(named, from),
    claimName: ({ naming }, claim) => naming.concede(claim),
    namesWanted: ({ naming }) => naming.publishAll(),
    typing: ({ onlineList }, typist) => onlineList.noteTyping(typist),
    typingStopped: ({ onlineList }, person) => onlineList.typingStopped(person),

    line: ({ chat }, line, from) => chat.receiveLine(line, from),
    lineDeleted: ({ messages }, seq) => messages.deletion.receive(seq),
    privateLine: ({ privateMessages }, line) => privateMessages.receive(line),
    privatelySaid: ({ privateMessages }, line) => privateMessages.receiveOwn(line),
    announced: ({ announcements }) => announcements.announcedElsewhere(),
    moved: ({ host }, counts) => host.receiveArrivals(counts),

    hideNamedAsks: ({ removal }, id) => removal.namedAsks.hidden(id),
    asks: ({ asks }) => asks.changedElsewhere(),
    signs: ({ signs }, shown) => signs.receive(shown),
    reported: ({ reports }, report) => reports.reportedElsewhere(report),
    reportsDismissed: ({ reports }, key) => reports.dismissedElsewhere(key),
    reportsWanted: ({ reports }) => reports.state,

    wallPost: ({ wall }, post, from) => wall.receivePost(post, from),
    wallChosen: ({ wall }, choice) => wall.sync.choices.receive(choice),
    wallStateWanted: ({ wall }) => wall.sync.state,
  }
}
