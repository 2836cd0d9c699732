/** The page at `/` where there is no house room: a field for a room code. */
import { fillLobby } from './rooms-menu'
import { byId } from '../shared/dom'

fillLobby(byId('lobby'))
