import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { ClosingLine } from '../support/reporter.ts'

/** What changes the machine it runs on: `npm run prove:machine`. Never a part of `npm test`. */
export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  test: {
    reporters: ['default', new ClosingLine()],
    include: ['test/machine/**/*.test.ts'],
    fileParallelism: false,
    // Each step stands on the one before.
    bail: 1,
    testTimeout: 5 * 60_000,
    hookTimeout: 5 * 60_000,
  },
})
