import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { textOf } from '../text-file.policy.ts'
import { recordFileName } from './update-plan.policy.ts'
import { readRecord, type UpdateRecord } from './update-record.policy.ts'

/** What became of the last update, as it stands in a service's folder; undefined where there was none, or it cannot be read. */
export async function readLastUpdate(serviceFolder: string): Promise<UpdateRecord | undefined> {
  return readRecord(await readFile(join(serviceFolder, recordFileName), 'utf8').catch(() => ''))
}

/** Why an installer that was asked to be silent could not install the service, in its own words; undefined where it has left none. */
export async function readInstallerFailure(serviceFolder: string): Promise<string | undefined> {
  const said = await readFile(join(serviceFolder, 'failure.txt')).then(textOf, () => '')
  return said.trim() || undefined
}
