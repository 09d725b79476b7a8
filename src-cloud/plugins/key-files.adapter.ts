import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { privateFile } from './private-file.adapter.ts'
import { MasterKey } from './sealing.ts'
import { generateSigningKey, SigningKey } from './signing-key.ts'

/** The cloud's own keys in files of one folder. For one machine: several instances share keys by their environment. */
export async function keyFiles(folder: string): Promise<{ signingKey: SigningKey; licenceKey: SigningKey; masterKey: MasterKey }> {
  const newKey = async () => JSON.stringify(await generateSigningKey())
  const signing = await privateFile(join(folder, 'signing-key.json'), newKey)
  const licence = await privateFile(join(folder, 'licence-key.json'), newKey)
  const master = await privateFile(join(folder, 'master-key.json'), () => JSON.stringify(newMasterKey()))
  return {
    signingKey: SigningKey.parse(JSON.parse(signing)),
    licenceKey: SigningKey.parse(JSON.parse(licence)),
    masterKey: MasterKey.parse(JSON.parse(master)),
  }
}

function newMasterKey(): MasterKey {
  return { kid: randomBytes(6).toString('hex'), k: randomBytes(32).toString('base64url') }
}
