import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { privateFile } from './private-file.adapter.ts'
import { MasterKey } from './sealing.ts'
import { generateSigningKey, SigningKey } from './signing-key.ts'

/** The cloud's own keys in files of one folder. For one machine: several instances share keys by their environment. */
export async function keyFiles(folder: string): Promise<{ signingKey: SigningKey; masterKey: MasterKey }> {
  const signing = await privateFile(join(folder, 'signing-key.json'), async () => JSON.stringify(await generateSigningKey()))
  const master = await privateFile(join(folder, 'master-key.json'), () => JSON.stringify(newMasterKey()))
  return { signingKey: SigningKey.parse(JSON.parse(signing)), masterKey: MasterKey.parse(JSON.parse(master)) }
}

function newMasterKey(): MasterKey {
  return { kid: randomBytes(6).toString('hex'), k: randomBytes(32).toString('base64url') }
}
