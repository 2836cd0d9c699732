/** Our own server for the bench, with a question that takes ballots. */
import { createBallotRoom } from './ballot-room'
import { host } from './host'
import { startOurApp } from './start-app'

host(startOurApp(createBallotRoom))
