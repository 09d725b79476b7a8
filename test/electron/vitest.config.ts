import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { ClosingLine } from '../support/reporter.ts'

/** Real Electron under Playwright: `npm run prove:desktop`. Never a part of `npm test`, which has its double. */
export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  test: {
    reporters: ['default', new ClosingLine()],
    include: ['test/electron/**/*.test.ts'],
    // One icon at a time in the notification area, and one program of that name.
    fileParallelism: false,
    testTimeout: 2 * 60_000,
    hookTimeout: 2 * 60_000,
  },
})
