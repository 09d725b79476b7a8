import { oldNode } from '../system/node-version.policy.ts'
import { createConsole, reportRefusal } from '../terminal/console.ts'

// What is built begins here, for the same reason as mylzip.ts does.

const refusal = oldNode(process.versions.node, 'npm start')
if (refusal === undefined) await import('../headless.ts')
else process.exitCode = reportRefusal(refusal, createConsole(process, process.argv.includes('--json')), process.stderr)
