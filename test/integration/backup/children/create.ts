import { randomBytes } from 'node:crypto'
import { createBackups } from '../../../../src-main/backup/create-backup.service.ts'
import { openFoundations } from '../../../support/agent-foundations.ts'

/** Makes a backup, and says when it begins. */
const [folder = '', file = '', passphrase = ''] = process.argv.slice(2)
const agent = await openFoundations(folder)
process.stdout.write('begun\n')
await createBackups({ ...agent, folder, version: '1.2.3', random: randomBytes })({ file, passphrase })
process.stdout.write('made\n')
