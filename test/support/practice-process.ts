import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Report } from '#cloud/practice/report.ts'
import { templateFolder } from '../../scripts/build/template-folder.ts'
import { cloudProgram } from './cloud-programs.ts'

const templatePlace = fileURLToPath(new URL(`../../out/database-template/${templateFolder}`, import.meta.url))

/** What the build prepared, if it ran; without it each new folder takes two seconds more. */
export const builtTemplate = existsSync(templatePlace) ? templatePlace : undefined

/** How the launcher starts the stack in this folder, as program and arguments. */
export function practiceCommand(data: string, ...more: string[]): [string, ...string[]] {
  const template = builtTemplate ? ['--template', builtTemplate] : []
  return [process.execPath, '--disable-warning=ExperimentalWarning', cloudProgram('practice'), '--data', data, ...template, ...more]
}

export interface PracticeProcess {
  child: ChildProcess
  pid: number
  /** What it said of itself. */
  report: Report
  stderr(): string
  /** Resolves with the exit code, or the signal. */
  ended: Promise<number | string>
  /** Closes the IPC channel, as the launcher's end does, and waits. */
  release(): Promise<number | string>
}

/** The practice stack as a child of this process, as far as its first message. */
export async function startPracticeProcess(data: string, more: string[] = [], env: Record<string, string> = {}): Promise<PracticeProcess> {
  const [program, ...args] = practiceCommand(data, ...more)
  const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe', 'ipc'], env: { ...process.env, ...env } })
  let stderr = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text
  })
  const ended = once(child, 'exit').then(([code, signal]): number | string => code ?? signal ?? 'unknown')
  const report = await Promise.race([
    once(child, 'message').then(([message]) => message as Report),
    ended.then((end): never => {
      throw new Error(`the practice stack ended (${end}) without a message:\n${stderr}`)
    }),
  ])
  const release = () => {
    if (child.connected) child.disconnect()
    return ended
  }
  return { child, pid: child.pid ?? 0, report, stderr: () => stderr, ended, release }
}
