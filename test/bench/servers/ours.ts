/** Our own server for the bench, with its free show of hands. */
import { host } from './host'
import { startOurApp } from './start-app'

host(startOurApp())
