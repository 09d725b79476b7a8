import type { Reporter, TestCase, TestModule, TestSuite } from 'vitest/node'

/** What scripts and people look for at the very end: `N passed, N failed, N skipped`. */
export interface Outcome {
  passed: number
  failed: number
  skipped: number
}

type Errors = Parameters<NonNullable<Reporter['onTestRunEnd']>>[1]

/**
 * Says which tests were skipped and why, then once more, where it is found at a glance, which failed, and closes with one
 * line that counts. The line comes at the process's exit, so that nothing can follow it.
 */
export class ClosingLine implements Reporter {
  #outcome: Outcome | undefined

  onInit(): void {
    process.on('exit', () => {
      const outcome = this.#outcome ?? { passed: 0, failed: 1, skipped: 0 }
      if (outcome.failed > 0 || outcome.passed === 0) process.exitCode ||= 1
      process.stdout.write(`${closingLine(outcome)}\n`)
    })
  }

  onTestRunEnd(modules: readonly TestModule[], errors: Errors): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()])
    const lines = [...tests.filter(isSkipped).map(skippedLine), ...modules.flatMap(failedLines), ...errors.map(errorLine)]
    process.stdout.write(lines.map((line) => `${line}\n`).join(''))
    this.#outcome = count(modules, tests, errors.length)
  }
}

export function closingLine({ passed, failed, skipped }: Outcome): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`
}

/** A file or a group that breaks outside its tests fails as one more test would, and so does an error nobody caught. */
function count(modules: readonly TestModule[], tests: readonly TestCase[], unhandled: number): Outcome {
  const broken = modules.flatMap(groupsOf).filter((group) => group.errors().length > 0).length
  const having = (state: string) => tests.filter((test) => test.result().state === state).length
  // A test still pending at the end never ran: that is no success.
  return { passed: having('passed'), failed: having('failed') + having('pending') + broken + unhandled, skipped: having('skipped') }
}

function groupsOf(module: TestModule): (TestModule | TestSuite)[] {
  return [module, ...module.children.allSuites()]
}

const isSkipped = (test: TestCase) => test.result().state === 'skipped'

function skippedLine(test: TestCase): string {
  const result = test.result()
  const reason = result.state === 'skipped' ? result.note : undefined
  return `skipped: ${test.module.relativeModuleId} > ${test.fullName} (${reason ?? 'no reason given'})`
}

function failedLines(module: TestModule): string[] {
  const line = (name: string, errors: Errors = []) =>
    `failed: ${[module.relativeModuleId, name].filter(Boolean).join(' > ')} (${errors.map(messageOf).join('; ')})`
  const broken = groupsOf(module).filter((group) => group.errors().length > 0)
  return [
    ...broken.map((group) => line(group.type === 'suite' ? group.fullName : '', group.errors())),
    ...[...module.children.allTests('failed')].map((test) => line(test.fullName, test.result().errors)),
    ...[...module.children.allTests('pending')].map((test) => line(test.fullName, [{ message: 'it never ran' }])),
  ]
}

const errorLine = (error: Errors[number]) => `failed: an error that nobody caught (${messageOf(error)})`

/** Its first line: the whole stands where it happened. */
function messageOf({ message }: Errors[number]): string {
  return message.split('\n', 1)[0] ?? ''
}
