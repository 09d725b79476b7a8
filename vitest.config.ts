import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { ClosingLine } from './test/support/reporter.ts'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** `import 'electron'` in a test means the double: the real one needs a binary that a test machine does not have. */
const alias = { electron: at('./test/support/electron-double.ts') }

/** Two files of tests with real programs at a time fill two cores: three took as long. */
const twoAtATime = { maxWorkers: 2, testTimeout: 60_000 }

/** A browser fills both cores by itself. */
const inTurn = { fileParallelism: false, testTimeout: 60_000 }

export default defineConfig({
  test: {
    reporters: ['default', new ClosingLine()],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // What comes in time on a quiet machine comes later on a busy one, and is right all the same.
    expect: { poll: { timeout: 10_000 } },
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
          include: ['test/integration/**/*.test.ts', 'test/windows/**/*.test.ts'],
          globalSetup: ['test/support/postgres.setup.ts'],
          sequence: { groupOrder: 2 },
          // As with the units: what files need is read once for all, which saves those of the cloud a quarter of their time.
          isolate: false,
          setupFiles: ['test/support/shared-worker.setup.ts'],
          ...twoAtATime,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          globalSetup: ['test/support/renderer.setup.ts'],
          sequence: { groupOrder: 3 },
          ...inTurn,
        },
      },
    ],
  },
})
