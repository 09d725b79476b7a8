import { readFile, writeFile } from 'node:fs/promises'
import { withRollout } from './rollout.policy.ts'

// npm run rollout -- <percentage> <channel file>…: how many of a hundred computers a published version is offered to, in dist/ or
// where it is published. More of them later: the same again with a higher number. 0 stops it for those who have not taken it.

const [percentage = '', ...files] = process.argv.slice(2)
if (!/^\d+$/.test(percentage) || files.length === 0) {
  process.stderr.write('Usage: npm run rollout -- <percentage> <channel file>…\n')
  process.exitCode = 2
} else {
  for (const file of files) await writeFile(file, withRollout(await readFile(file, 'utf8'), Number(percentage)))
}
