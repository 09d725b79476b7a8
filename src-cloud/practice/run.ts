import { flushCompileCache } from 'node:module'
import { setTimeout as wait } from 'node:timers/promises'
import { readOptions } from './options.ts'
import { refusalReport, report } from './report.ts'
import { type PracticeStack, startStack } from './stack.ts'
import { createStderrLog } from './stderr-log.adapter.ts'

/** ms. Whoever ends the parent must not wait for a database; it survives being cut short. */
const patience = 900

/** Runs the stack until it is `over`. Answers the exit code. */
export async function runPractice(process: NodeJS.Process, over: Promise<void>): Promise<number> {
  const log = createStderrLog()
  let stack: PracticeStack
  try {
    stack = await startStack(readOptions(process.argv.slice(2)), process.env, log)
  } catch (error) {
    log.error('the practice stack did not start', { error: error instanceof Error ? error.stack : String(error) })
    await report(process, refusalReport(error))
    return 1
  }
  await report(process, { ready: true, ...stack.addresses })
  // Written at the end of the process, it would hold up the end.
  flushCompileCache()
  await over
  // The database survives that, too: what it has acknowledged is on the disk.
  const closed = stack.close().catch((error) => log.error('the practice stack was not closed in order', { error: String(error) }))
  await Promise.race([closed, wait(patience, undefined, { ref: false })])
  return 0
}
