import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { ClosingLine } from '../support/reporter.ts'

/** What takes minutes: `npm run soak:…`. Never a part of `npm test`. */
export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  test: {
    reporters: ['default', new ClosingLine()],
    include: ['test/soak/**/*.test.ts'],
    globalSetup: ['test/support/postgres.setup.ts'],
    fileParallelism: false,
    testTimeout: 60 * 60_000,
    hookTimeout: 120_000,
  },
})
