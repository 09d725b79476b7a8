import { z } from 'zod'
import { powershellForTest } from '../support/powershell.ts'

/** A program that is started with DEBUG=*, as people do who look for a fault in their own. */
const { powershell, remove } = await powershellForTest()
await powershell.run({ script: 'test/echo', data: { text: 'for nobody' }, answer: z.unknown() })
await remove()
process.stdout.write('done\n')
