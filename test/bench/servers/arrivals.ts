/** Our own server with the built pages, for visits. */
import { host } from './host'
import { startOurApp } from './start-app'

host(startOurApp(undefined, {}, 'dist/public'))
