import { enableCompileCache } from 'node:module'
import { dirname, join } from 'node:path'

// The engine as a process of its own, from the built bundle, with nothing of the agent around it:
//   engine.js SETTINGS NAME KEY-TYPE   one certificate, and the end: a cold process, as the peers are
//   engine.js SETTINGS                 waits for wishes from its parent: the warm agent

// Before anything else is loaded: what was compiled once is not compiled again.
enableCompileCache(join(dirname(process.argv[2] ?? ''), 'compile-cache'))
await import('./engine-run.ts')
