import { fileURLToPath } from 'node:url'
import { defaultDataDirectory } from '../../src-main/system/data-directory.policy.ts'
import { homeFolder } from '../../src-main/system/home-folder.adapter.ts'
import { outliveReaders } from '../bootstrap/lost-readers.mjs'
import { reportFailure } from './failure.ts'
import { help } from './help.ts'
import { launch } from './launch.ts'
import { readOptions } from './options.ts'

// What npm start runs, under Node 24. The launcher says nothing on stdout itself: that belongs to the agent.

const root = fileURLToPath(new URL('../..', import.meta.url))
const args = process.argv.slice(2)
// Again, as this may be another process than start.mjs.
outliveReaders()

let exitCode = 0
try {
  const options = readOptions(args)
  if (options.help) {
    process.stdout.write(help)
  } else {
    const data = options.data ?? defaultDataDirectory(process.platform, process.env, homeFolder())
    exitCode = await launch(root, data, options)
  }
} catch (error) {
  exitCode = reportFailure(error, args.includes('--json'))
}
// Only once what was said has left: a pipe on Windows is slower than this process.
process.stdout.write('', () => process.exit(exitCode))
