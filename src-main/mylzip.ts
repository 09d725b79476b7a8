import packageJson from '../package.json' with { type: 'json' }
import { runCommandLine } from './cli/run-command-line.ts'
import { keepNewFilesPrivate } from './system/files/private-files.ts'
import { outliveReaders } from './terminal/console.ts'

// The command line: it asks the agent that runs, and where none runs it opens the agent for the length of one command.

keepNewFilesPrivate()
outliveReaders(process)

const { stdin, stdout, stderr, env, platform } = process
const interruption = new AbortController()
// Once each: a second Ctrl-C ends the process where it stands.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => interruption.abort())
// Started in a checkout by another process that has died: nobody waits any more.
process.once('disconnect', () => interruption.abort())
process.channel?.unref()

const exitCode = await runCommandLine(process.argv.slice(2), {
  stdin,
  stdout,
  stderr,
  env,
  platform,
  version: packageJson.version,
  interrupted: interruption.signal,
})
// What was said must have left before the process ends, and an open connection must not keep it alive.
stdout.write('', () => stderr.write('', () => process.exit(exitCode)))
