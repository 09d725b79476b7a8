import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { ClosingLine } from './test/support/reporter.ts'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** `import 'electron'` in a test means the double: the real one needs a binary that a test machine does not have. */
const alias = { electron: at('./test/support/electron-double.ts') }

/** Tests with real programs wait a third of their time: three files at a time keep two cores busy. */
const threeAtATime = { maxWorkers: 3, testTimeout: 60_000 }

/** A browser fills both cores by itself. */
const inTurn = { fileParallelism: false, testTimeout: 60_000 }

export default defineConfig({
  test: {
    reporters: ['default', new ClosingLine()],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        resolve: { alias },
        // Nothing is kept in modules: without a worker for each file half the time is saved.
        test: { name: 'unit', include: ['test/unit/**/*.test.{ts,tsx}'], sequence: { groupOrder: 1 }, isolate: false },
      },
      { extends: true, test: { name: 'architecture', include: ['test/architecture/**/*.test.ts'], sequence: { groupOrder: 1 } } },
      {
        extends: true,
        test: {
          name: 'integration',
          include: ['test/integration/**/*.test.ts'],
          globalSetup: ['test/support/postgres.setup.ts'],
          sequence: { groupOrder: 2 },
          ...threeAtATime,
        },
      },
      { extends: true, test: { name: 'browser', include: ['test/browser/**/*.test.ts'], sequence: { groupOrder: 3 }, ...inTurn } },
    ],
  },
})
