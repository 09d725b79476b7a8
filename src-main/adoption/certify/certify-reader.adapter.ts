import { dirname, join } from 'node:path'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { attempt } from '../reading/attempt.ts'
import type { Candidate, CandidateAccount, PeerReader } from '../reading/candidate.port.ts'
import type { ForeignFolder } from '../reading/foreign-folder.adapter.ts'
import { openMaterial } from '../reading/open-material.adapter.ts'
import { partsAfter } from '../reading/path.policy.ts'
import { parseJson, strange } from '../reading/text.policy.ts'
import { readDatabaseCopy } from './database-copy.adapter.ts'
import { directoryOf, hintsOf, ManagedItem, namesOf, proofWayOf } from './managed-item.policy.ts'
import { managedItems, type StoredItem } from './managed-items.repository.ts'

const database = 'manageditems.db'
const owner = 'the Windows account that Certify The Web’s service runs as'

/**
 * Certify The Web's folder in ProgramData: `manageditems.db` (SQLite; each item is JSON), and certificates with their keys
 * as `assets/NAME/DATE_ID.pfx`, without a password unless one was chosen. From Certify.Models/Config and
 * Certify.Providers/ACME/Anvil.
 */
export const certifyReader: PeerReader = {
  source: 'certify',
  async recognises(folder) {
    const entries = (await folder.list()) ?? []
    return entries.some(({ name }) => name === database)
  },
  async read(folder) {
    const problems: Refusal[] = []
    const items = (await attempt(problems, () => itemsIn(folder))) ?? []
    const candidates: Candidate[] = []
    for (const stored of items) {
      const candidate = await attempt(problems, () => candidateOf(folder, stored))
      if (candidate) candidates.push(candidate)
    }
    return { candidates, problems }
  },
}

async function itemsIn(folder: ForeignFolder): Promise<StoredItem[]> {
  const items = await readDatabaseCopy(folder, database, managedItems)
  if (!items) throw strange(folder.at(database), 'it has no table of certificates')
  return items
}

function candidateOf(folder: ForeignFolder, { config, id }: StoredItem): Candidate {
  const item = parseJson(config, ManagedItem, folder.at(database))
  const file = fileOf(folder, item)
  const key = file?.endsWith('.pem') ? join(dirname(file), 'privkey.pem') : undefined
  return {
    id,
    label: item.Name || id,
    recordedNames: namesOf(item),
    files: { certificate: file ?? null, chain: file ?? null, key: key ?? file ?? null },
    directory: directoryOf(item),
    ...proofWayOf(item),
    dnsSecret: undefined,
    account: accountOf(folder),
    deployHints: hintsOf(item),
    problems: [],
    async open(password) {
      if (file === undefined) throw new Refusal('ADOPTION_KEY_MISSING', { reason: notIssued(item) })
      const isSealed = password === undefined && Boolean(item.CertificatePasswordCredentialId)
      const trouble = isSealed ? new Refusal('ADOPTION_KEY_SEALED', { file, owner }) : undefined
      return openMaterial(folder, { certificate: file, key, passwords: password === undefined ? [] : [password], trouble })
    },
  }
}

/** The path was written on the machine itself; here only what follows its folder `assets` counts. */
function fileOf(folder: ForeignFolder, { CertificatePath: path }: ManagedItem): string | undefined {
  const way = path == null ? undefined : partsAfter(path, 'assets')
  return way && folder.at('assets', ...way)
}

function notIssued({ CertificatePath: path }: ManagedItem): string {
  return path ? 'Certify The Web put it into another folder than its own' : 'it was never issued'
}

/** All accounts lie sealed in the same database. */
function accountOf(folder: ForeignFolder): CandidateAccount {
  return {
    url: undefined,
    contact: [],
    openKey: async () => {
      throw new Refusal('ADOPTION_ACCOUNT_SEALED', { file: folder.at(database), owner })
    },
  }
}
