// npm start. Runs on any Node ≥ 20 and needs nothing installed: bootstrap/ installs, then goes on under Node 24.
import { outliveReaders } from './bootstrap/lost-readers.mjs'
import { underNode24 } from './bootstrap/under-node-24.mjs'

outliveReaders()
await underNode24('scripts/start/main.ts', process.argv.slice(2))
