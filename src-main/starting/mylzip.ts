#!/usr/bin/env node
import { failedAnswer, linesOf } from '../cli/output/answer.ts'
import { oldNode } from '../system/node-version.policy.ts'

// What is built begins here: an older Node would stop at the program's first import, or die of a library, and say nothing
// that helps.

const args = process.argv.slice(2)
const refusal = oldNode(process.versions.node, `npm run mylzip --silent -- ${args.join(' ')}`.trim())
if (refusal === undefined) await import('../mylzip.ts')
else {
  const { stdout, stderr } = linesOf(failedAnswer(refusal), args.includes('--json'))
  for (const line of stdout) process.stdout.write(`${line}\n`)
  for (const line of stderr) process.stderr.write(`${line}\n`)
  process.exitCode = 1
}
