import { isRefusal } from '@mylzip/shared/domain/refusal.ts'
import { writeBackupFile } from '../../../../src-main/backup/file/write-backup-file.adapter.ts'
import { writeOutputFile } from '../../../../src-main/cli/output/write-output-file.adapter.ts'

/** Writes two files for a person, and says for each how that went. */
const [exported = '', backup = ''] = process.argv.slice(2)
async function* bytes() {
  yield Buffer.from('new')
}

const tried = [writeOutputFile(exported, Buffer.from('new'), false), writeBackupFile(backup, bytes())]
for (const result of await Promise.allSettled(tried))
  console.log(result.status === 'fulfilled' ? 'written' : isRefusal(result.reason) ? result.reason.code : String(result.reason))
