import type { Reporter, TestCase, TestModule, TestSuite } from 'vitest/node'

/** What scripts and people look for at the very end: `N passed, N failed, N skipped`. */
export interface Outcome {
  passed: number
  failed: number
  skipped: number
}

type Errors = Parameters<NonNullable<Reporter['onTestRunEnd']>>[1]

/**
 * Says which tests were skipped and why, and closes with one line that counts. The line comes at the process's exit,
 * so that nothing can follow it.
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
    for (const test of tests.filter((test) => test.result().state === 'skipped')) process.stdout.write(`${skippedLine(test)}\n`)
    this.#outcome = count(modules, tests, errors.length)
  }
}

export function closingLine({ passed, failed, skipped }: Outcome): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`
}

/** A file or a group that breaks outside its tests fails as one more test would, and so does an error nobody caught. */
function count(modules: readonly TestModule[], tests: readonly TestCase[], unhandled: number): Outcome {
  const groups = modules.flatMap((module): (TestModule | TestSuite)[] => [module, ...module.children.allSuites()])
  const broken = groups.filter((group) => group.errors().length > 0).length
  const having = (state: string) => tests.filter((test) => test.result().state === state).length
  // A test still pending at the end never ran: that is no success.
  return { passed: having('passed'), failed: having('failed') + having('pending') + broken + unhandled, skipped: having('skipped') }
}

function skippedLine(test: TestCase): string {
  const result = test.result()
  const reason = result.state === 'skipped' ? result.note : undefined
  return `skipped: ${test.module.relativeModuleId} > ${test.fullName} (${reason ?? 'no reason given'})`
}
