import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { KeyAndChain } from '#main/stores/store.port.ts'
import { loadSqlite, type Sqlite } from '#main/system/database/sqlite.adapter.ts'
import { makePfx, type PfxCiphers } from './pfx.ts'

export interface CertifyItem {
  id: string
  bundle: KeyAndChain
  names: string[]
  password?: string
  ciphers?: PfxCiphers
  challenge?: object
  websiteRoot?: string
  authority?: string
  staging?: boolean
  /** Where the item says its file is; in its own assets folder unless told. */
  path?: string
}

/** Its tables over the years: Certify.Datastore.SQLite's SQLiteStoreBase and ItemManager, and those before them. */
export const certifySchemas = {
  first: 'CREATE TABLE manageditem (id TEXT NOT NULL UNIQUE PRIMARY KEY, parentid TEXT NULL, json TEXT NOT NULL)',
  json: 'CREATE TABLE manageditem (id TEXT NOT NULL UNIQUE PRIMARY KEY, json TEXT NOT NULL)',
  current:
    'CREATE TABLE manageditem (id TEXT NOT NULL UNIQUE PRIMARY KEY, itemtype TEXT NOT NULL, config TEXT NOT NULL, itemvalue TEXT NULL)',
} as const

/** manageditems.db in WAL mode, left open as the running service leaves it: the newest rows are in the log only. */
export async function openCertifyDatabase(root: string, schema: keyof typeof certifySchemas = 'current'): Promise<Sqlite> {
  await mkdir(root, { recursive: true })
  const Database = await loadSqlite()
  const database = new Database(join(root, 'manageditems.db'))
  database.pragma('journal_mode = WAL')
  database.exec(certifySchemas[schema])
  return database
}

/** One managed certificate: JSON of Certify.Models.ManagedCertificate, and its PFX as AnvilACMEProvider.ExportFullCertPFX writes it. */
export async function addCertifyItem(root: string, database: Sqlite, item: CertifyItem): Promise<string> {
  const { authority = 'letsencrypt.org', bundle, ciphers = 'legacy', id, names, password = '', staging = false } = item
  const [primary = ''] = names
  const file = join(root, 'assets', primary.replace('*', '_'), '20261001_1a2b3c4d.pfx')
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, makePfx(bundle, password, ciphers))
  const config = {
    CertificateAuthorityId: authority,
    UseStagingMode: staging,
    IncludeInAutoRenew: true,
    RequestConfig: {
      PrimaryDomain: primary,
      SubjectAlternativeNames: names,
      WebsiteRootPath: item.websiteRoot ?? null,
      PerformAutomatedCertBinding: true,
      Challenges: [item.challenge ?? { ChallengeType: 'http-01' }],
    },
    PostRequestTasks: [{ TaskName: 'Export PEM', TaskTypeId: 'Certify.Providers.DeploymentTasks.CertificateExport' }],
    Id: id,
    GroupId: '1',
    Name: primary,
    ItemType: 1,
    CertificateCurrentCA: authority,
    CertificatePath: item.path ?? `C:\\ProgramData\\certify\\assets\\${primary.replace('*', '_')}\\20261001_1a2b3c4d.pfx`,
    ...(password && { CertificatePasswordCredentialId: '5d3a0f5e-credential' }),
  }
  const columns = database.prepare(`SELECT name FROM pragma_table_info('manageditem')`).pluck().all()
  if (columns.includes('itemtype'))
    database
      .prepare('INSERT INTO manageditem (id, itemtype, config, itemvalue) VALUES (?, ?, ?, NULL)')
      .run(id, 'managedcertificate', JSON.stringify(config))
  else database.prepare('INSERT INTO manageditem (id, json) VALUES (?, ?)').run(id, JSON.stringify(config))
  return file
}
