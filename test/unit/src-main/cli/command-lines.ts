import { PassThrough } from 'node:stream'
import { createCli } from '#main/cli/cli.ts'
import { createProgram } from '#main/cli/program.ts'
import { runCommandLine } from '#main/cli/run-command-line.ts'
import type { Surroundings } from '#main/cli/surroundings.ts'

/** Surroundings without a terminal, and what was written to them. */
export function recordedSurroundings(env: NodeJS.ProcessEnv = { HOME: '/nowhere' }) {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()]
  const surroundings = {
    stdin: new PassThrough(),
    stdout,
    stderr,
    env,
    platform: 'linux',
    version: '1.2.3',
    interrupted: new AbortController().signal,
  } as unknown as Surroundings
  return { surroundings, stdout: () => String(stdout.read() ?? ''), stderr: () => String(stderr.read() ?? '') }
}

/** One command line in this process. */
export async function typed(...args: string[]) {
  const { surroundings, stdout, stderr } = recordedSurroundings()
  const exitCode = await runCommandLine(args, surroundings)
  return { exitCode, stdout: stdout(), stderr: stderr() }
}

/** The tree of commands, for looking at. */
export function tree() {
  const { surroundings } = recordedSurroundings()
  return createProgram(createCli({ surroundings, json: false, command: () => 'mylzip', globals: () => ({}) }))
}
