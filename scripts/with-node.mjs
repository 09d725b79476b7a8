// node scripts/with-node.mjs SCRIPT …: the same preparation as npm start's, for every other command of package.json.
import { underNode24 } from './bootstrap/under-node-24.mjs'

const [script = '', ...args] = process.argv.slice(2)
await underNode24(script, args)
