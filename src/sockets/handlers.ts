/**
 * Which method of which feature takes each event. An event that is missing, misspelt or answered otherwise does not
 * compile.
 */
import type { Extent } from '../core/access/permissions'
import type { EventReply } from '../core/protocol/client-events'
import type { EventInputs, EventName } from '../core/protocol/schemas'
import type { OpenRoom } from './open-room'
import type { RoomAdmin } from './room-admin'
import type { RoomSocket } from './room/live-room'
import type { Membership } from './room/membership'

/**
 * Takes an event of a socket that may send it, parsed: decides, records, announces. `extent`: whether it may do so with
 * what is anybody's. What it returns is the acknowledgement; it throws nothing it expects.
 */
export type Handler<E extends EventName> = (
  socket: RoomSocket,
  input: EventInputs[E],
  extent: Extent,
) => EventReply<E> | Promise<EventReply<E>>

export type Handlers = { readonly [E in EventName]: Handler<E> }

/** Every room is opened in `open-room.ts`. */
const roomOf = ({ data }: RoomSocket) => data.room as OpenRoom

/** Makes the table. */
export function eventHandlers(rooms: Pick<Membership, 'snapshot'>, admin: RoomAdmin): Handlers {
  return {
    castVote: (socket, vote) => roomOf(socket).voting.cast(socket, vote),
    withdrawVote: (socket, vote) => roomOf(socket).voting.withdraw(socket, vote),
    present: (socket, command) => roomOf(socket).presenting.command(command),
    listResults: (socket, which) => roomOf(socket).presenting.resultRequests.list(which),
    resultTable: (socket, which) => roomOf(socket).presenting.resultRequests.table(which),
    eraseResult: (socket, result) => roomOf(socket).presenting.resultRequests.erase(result),
    newKey: socket => roomOf(socket).presenting.newKey(socket),
    makeHelper: (socket, helper) => roomOf(socket).helping.makeHelper(helper),
    revokeHelper: (socket, helper) => roomOf(socket).helping.revokeHelper(helper),
    eraseRoom: (socket, room, extent) => admin.eraseRoom(socket, room, extent),
    listRooms: () => admin.listRooms(),
    eraseLesson: (socket, which) => roomOf(socket).lessons.eraseLesson(which),
    nameRoom: (socket, name) => roomOf(socket).roomName.nameRoom(name),
    careForAnswers: (socket, decided) => roomOf(socket).answers.decide(decided),
    getSnapshot: async socket => ({ ok: true, snapshot: await rooms.snapshot(socket.data.room, socket) }),

    openChat: (socket, how) => roomOf(socket).chat.openChat(socket, how),
    closeChat: socket => roomOf(socket).chat.closeChat(socket),
    olderLines: (socket, where) => roomOf(socket).chat.olderLines(socket, where),
    takeName: (socket, name) => roomOf(socket).naming.takeName(socket, name),
    releaseName: socket => roomOf(socket).naming.releaseName(socket),
    'chat message': (socket, line) => roomOf(socket).chat.newLines.say(socket, line),
    sayAs: (socket, line) => roomOf(socket).chat.newLines.sayAs(socket, line),
    deleteLine: (socket, line, extent) => roomOf(socket).chat.deleteLine(socket, line, extent),
    typing: socket => roomOf(socket).onlineList.typing(socket),
    sayPrivately: (socket, line) => roomOf(socket).privateMessages.sayPrivately(socket, line),
    report: (socket, report) => roomOf(socket).reports.report(socket, report),
    dismissReports: (socket, key) => roomOf(socket).reports.dismiss(key),
    mute: (socket, person) => roomOf(socket).moderation.mute(person),
    removePerson: (socket, person) => roomOf(socket).removal.removePerson(person),
    letBack: (socket, person) => roomOf(socket).removal.letBack(person),
    setTalk: (socket, settings) => roomOf(socket).moderation.setTalk(settings),
    setSharing: (socket, settings) => roomOf(socket).sharing.setSharing(settings),
    showSign: (socket, sign) => roomOf(socket).signs.show(socket, sign),
    setSigns: (socket, settings) => roomOf(socket).signs.setSigns(settings),
    setBallotsPerAddress: (socket, limit) => roomOf(socket).ballotLimit.setBallotsPerAddress(limit),
    makeTickets: (socket, wanted) => roomOf(socket).tickets.makeTickets(wanted),
    stopTickets: (socket, known) => roomOf(socket).tickets.stopTickets(known),
    listTickets: (socket, where) => roomOf(socket).tickets.listTickets(where),
    countTickets: socket => roomOf(socket).tickets.countTickets(),
    useTicket: (socket, { ticket }) => roomOf(socket).tickets.useTicket(socket, ticket),
    panic: (socket, { action }) => roomOf(socket).panicButton.press(action),
    announce: (socket, { text }) => roomOf(socket).announcements.make(text),
    withdrawAnnouncement: (socket, announcement) =>
      roomOf(socket).announcements.withdrawAnnouncement(announcement),

    openAsks: socket => roomOf(socket).asks.openAsks(socket),
    closeAsks: socket => roomOf(socket).asks.closeAsks(socket),
    addAsk: (socket, ask) => roomOf(socket).asks.asking.addAsk(socket, ask),
    editAsk: (socket, ask) => roomOf(socket).asks.asking.editAsk(socket, ask),
    withdrawAsk: (socket, ask) => roomOf(socket).asks.asking.withdrawAsk(socket, ask),
    voteForAsk: (socket, vote) => roomOf(socket).asks.asking.voteForAsk(socket, vote),
    careForAsk: (socket, care) => roomOf(socket).asks.moderation.careForAsk(care),
    setAsks: (socket, settings) => roomOf(socket).asks.moderation.setAsks(settings),

    openWall: (socket, how) => roomOf(socket).wall.openWall(socket, how),
    closeWall: socket => roomOf(socket).wall.closeWall(socket),
    searchWall: (socket, search) => roomOf(socket).wall.searchWall(socket, search),
    pauseWall: (socket, pause) => roomOf(socket).wall.pauseWall(socket, pause),
    postToWall: (socket, post) => roomOf(socket).wall.submissions.postToWall(socket, post),
    setWall: (socket, settings) => roomOf(socket).wall.moderation.setWall(settings),
    approvePost: (socket, post) => roomOf(socket).wall.moderation.approvePost(post),
    rejectPost: (socket, post, extent) => roomOf(socket).wall.moderation.rejectPost(socket, post, extent),
    pinPost: (socket, post) => roomOf(socket).wall.moderation.pinPost(post),
    blockAuthor: (socket, author) => roomOf(socket).wall.moderation.blockAuthor(author),
    blockWord: (socket, word) => roomOf(socket).blockedWords.blockWord(word),
    updateTerm: (socket, term) => roomOf(socket).wall.workshopStream.updateTerm(socket, term),
    startStream: socket => roomOf(socket).wall.workshopStream.startStream(socket),
    stopStream: socket => roomOf(socket).wall.workshopStream.stopStream(socket),
  }
}
