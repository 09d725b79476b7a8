import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { z } from 'zod'
import { keyFromPem } from '../reading/account-key.policy.ts'
import { attempt } from '../reading/attempt.ts'
import type { Candidate, CandidateAccount, PeerReader } from '../reading/candidate.port.ts'
import { directoryFrom, directoryOnHost, hostOf } from '../reading/directories.policy.ts'
import type { ForeignEntry, ForeignFolder } from '../reading/foreign-folder.adapter.ts'
import { openMaterial } from '../reading/open-material.adapter.ts'
import { decodeText, limits, parseJson } from '../reading/text.policy.ts'

const Resource = z.object({
  domain: z.string().optional(),
  id: z.string().optional(),
  domains: z.array(z.string()).optional(),
  certUrl: z.string().optional(),
})

/** Version 4 keeps `registration.uri`, version 5 `registration.accountURL` and the server's own URL. */
const AccountFile = z.object({
  email: z.string().optional(),
  server: z.string().optional(),
  registration: z
    .object({
      uri: z.string().optional(),
      accountURL: z.string().optional(),
      location: z.string().optional(),
      body: z.object({ contact: z.array(z.string()).nullish() }).nullish(),
      contact: z.array(z.string()).nullish(),
    })
    .nullish(),
})

interface FoundAccount {
  host: string
  directory: string | undefined
  account: CandidateAccount
}

/**
 * lego's folder (`.lego`): `certificates/NAME.{crt,issuer.crt,key,json}` and `accounts/HOST_PORT/ID/`, with the key in
 * `keys/ID.key` (version 4) or beside account.json (version 5). How a name is proven is nowhere written down. From
 * lego's cmd/internal/storage and cmd/internal/migrate.
 */
export function createLegoReader(known: readonly string[]): PeerReader {
  return {
    source: 'lego',
    async recognises(folder) {
      const files = await folder.list('certificates')
      return (await folder.list('accounts')) !== undefined && files !== undefined
    },
    async read(folder) {
      const problems: Refusal[] = []
      const accounts = (await attempt(problems, () => accountsIn(folder, known, problems))) ?? []
      const files = (await attempt(problems, () => folder.list('certificates'))) ?? []
      const names = files
        .filter(({ name }) => name.endsWith('.crt') && !name.endsWith('.issuer.crt'))
        .map(({ name }) => name.slice(0, -'.crt'.length))
      const candidates: Candidate[] = []
      for (const name of names) candidates.push(await candidateOf(folder, name, files, accounts, known))
      const left = files.filter(({ name }) => name.endsWith('.json') && !names.includes(name.slice(0, -'.json'.length)))
      for (const { name } of left) await attempt(problems, () => refuseAlone(folder, name))
      return { candidates, problems }
    },
  }
}

/** What lego wrote down of a certificate whose file is gone. */
async function refuseAlone(folder: ForeignFolder, name: string): Promise<void> {
  await read(folder, folder.at('certificates', name), Resource)
  throw new Refusal('ADOPTION_FILE_MISSING', { file: folder.at('certificates', `${name.slice(0, -'.json'.length)}.crt`) })
}

async function candidateOf(
  folder: ForeignFolder,
  name: string,
  files: ForeignEntry[],
  accounts: FoundAccount[],
  known: readonly string[],
): Promise<Candidate> {
  const problems: Refusal[] = []
  const at = (ending: string) => folder.at('certificates', `${name}${ending}`)
  const has = (ending: string) => files.some((file) => file.name === `${name}${ending}`)
  const resource = has('.json') ? await attempt(problems, () => read(folder, at('.json'), Resource)) : undefined
  const host = resource?.certUrl === undefined ? undefined : hostOf(resource.certUrl)
  const there = accounts.filter((account) => host === undefined || account.host === folderNameOf(host))
  const [account] = there.length === 1 ? there : []
  return {
    id: name,
    label: resource?.id ?? resource?.domain ?? name,
    recordedNames: resource?.domains ?? (resource?.domain ? [resource.domain] : []),
    files: { certificate: at('.crt'), chain: has('.issuer.crt') ? at('.issuer.crt') : null, key: has('.key') ? at('.key') : null },
    directory: account?.directory ?? (host === undefined ? undefined : directoryOnHost(host, known)),
    proof: undefined,
    way: undefined,
    dnsSecret: undefined,
    account: account?.account,
    deployHints: [],
    problems,
    open: (password) =>
      openMaterial(folder, {
        certificate: at('.crt'),
        chain: has('.issuer.crt') ? [at('.issuer.crt')] : [],
        key: has('.key') ? at('.key') : undefined,
        passwords: password ? [password] : [],
        trouble: has('.key')
          ? undefined
          : new Refusal('ADOPTION_KEY_MISSING', { reason: 'lego was given a request that was made elsewhere' }),
      }),
  }
}

async function accountsIn(folder: ForeignFolder, known: readonly string[], problems: Refusal[]): Promise<FoundAccount[]> {
  const found: FoundAccount[] = []
  for (const server of (await folder.list('accounts')) ?? []) {
    if (server.kind === 'file') continue
    for (const account of (await attempt(problems, () => folder.list('accounts', server.name))) ?? []) {
      if (account.kind === 'file') continue
      const one = await attempt(problems, () => accountIn(folder, server.name, account.name, known))
      if (one) found.push(one)
    }
  }
  return found
}

async function accountIn(folder: ForeignFolder, host: string, id: string, known: readonly string[]): Promise<FoundAccount | undefined> {
  const file = await read(folder, folder.at('accounts', host, id, 'account.json'), AccountFile)
  if (!file) return undefined
  const { registration } = file
  const account = {
    url: registration?.uri ?? registration?.accountURL ?? registration?.location,
    contact: registration?.body?.contact ?? registration?.contact ?? [],
    openKey: () => accountKey(folder, [folder.at('accounts', host, id, `${id}.key`), folder.at('accounts', host, id, 'keys', `${id}.key`)]),
  }
  const onHost = known.filter((url) => folderNameOf(hostOf(url) ?? '') === host)
  return { host, directory: directoryFrom(file.server) ?? (onHost.length === 1 ? onHost[0] : undefined), account }
}

async function accountKey(folder: ForeignFolder, [file = '', ...others]: string[]): Promise<string> {
  const bytes = await folder.read(file, limits.pem)
  if (bytes) return keyFromPem(decodeText(bytes), file)
  if (others.length === 0) throw new Refusal('ADOPTION_FILE_MISSING', { file })
  return accountKey(folder, others)
}

async function read<Schema extends z.ZodType>(folder: ForeignFolder, file: string, schema: Schema) {
  const bytes = await folder.read(file, limits.json)
  return bytes && parseJson(decodeText(bytes), schema, file)
}

/** As lego writes a host into a path. */
function folderNameOf(host: string): string {
  return host.replaceAll(/[:/\\]/g, '_')
}
