import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, mkdirSync, openSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { templateFolder } from '../build/template-folder.ts'
import { crashReason } from './crash-reason.ts'
import { KnownFailure } from './failure.ts'

export interface PracticeStack {
  readonly cloudUrl: string
  readonly directoryUrl: string
  readonly caRootFile: string
  readonly enrolmentTokenFile: string
  readonly dnsPort: number
  readonly zone: string
  readonly process: ChildProcess
}

/** ms. A first start makes a database; an old disk may take its time with it. */
const patience = 60_000

/**
 * Starts the practice cloud, DNS and authority as one child, and resolves when all of it answers. Refuses with
 * PRACTICE_STACK_FAILED, or with what the stack itself refused (PORT_TAKEN, DATA_FOLDER_IN_USE, …).
 */
export async function startPractice(options: {
  root: string
  folder: string
  dnsPort?: number
  onSpawn(child: ChildProcess): void
}): Promise<PracticeStack> {
  mkdirSync(options.folder, { recursive: true })
  const logFile = join(options.folder, 'practice.log')
  const log = openSync(logFile, sizeOf(logFile) > 1_000_000 ? 'w' : 'a', 0o600)
  const began = sizeOf(logFile)
  const template = join(options.root, 'out/database-template', templateFolder)
  const args = [join(options.root, 'out/cloud/practice.js'), '--data', options.folder, '--template', template]
  if (options.dnsPort !== undefined) args.push('--dns-port', String(options.dnsPort))
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', log, log, 'ipc'],
    // A process group of its own: Ctrl-C in the terminal must not take the cloud away before the agent has ended. It
    // still dies with the launcher, because then its IPC channel closes.
    detached: true,
    windowsHide: true,
  })
  closeSync(log)
  options.onSpawn(child)
  const answer = await firstMessage(child, () => tailOf(logFile, began))
  return { ...answer, process: child }
}

async function firstMessage(child: ChildProcess, log: () => string): Promise<Omit<PracticeStack, 'process'>> {
  const message = untilItSpeaks(child, log)
  // Loaded while the stack starts: it brings zod, which would delay every start here.
  const [{ readPracticeMessage }, said] = await Promise.all([import('./practice-message.ts'), message])
  const answer = readPracticeMessage(said)
  if (answer === undefined) throw new Refusal('PRACTICE_STACK_FAILED', { reason: 'it answered with something unknown' })
  if (!answer.ready) throw new KnownFailure(answer.code, answer.sentence)
  return answer
}

function untilItSpeaks(child: ChildProcess, log: () => string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const failed = (reason: string) => reject(new Refusal('PRACTICE_STACK_FAILED', { reason }))
    const timer = setTimeout(() => failed(`it was not ready after ${patience / 1000} s`), patience)
    child.once('error', (error) => failed(error.message))
    child.once('exit', (code, signal) => failed(log() || `it ended with ${signal ?? `exit code ${code}`}`))
    child.once('message', resolve)
    for (const event of ['error', 'exit', 'message']) child.once(event, () => clearTimeout(timer))
  })
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0
}

/** Why it ended, by what this start has written. */
function tailOf(file: string, from: number): string {
  return crashReason(readFileSync(file).subarray(from).toString('utf8'))
}
