import type { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { z } from 'zod'
import { keyFromJwk } from '../reading/account-key.policy.ts'
import { attempt } from '../reading/attempt.ts'
import type { Candidate, CandidateAccount, PeerReader } from '../reading/candidate.port.ts'
import { directoryFrom } from '../reading/directories.policy.ts'
import type { ForeignEntry, ForeignFolder } from '../reading/foreign-folder.adapter.ts'
import { openMaterial } from '../reading/open-material.adapter.ts'
import { decodeText, limits, parseJson, strange } from '../reading/text.policy.ts'
import { AccountFile, dnsServerOf, namesOf, OrderFile, PluginArgs, passwordsOf, proofWayOf, ServerFile } from './order.policy.ts'

interface Above {
  directory: string | undefined
  account: CandidateAccount | undefined
}

/**
 * Posh-ACME's folder: `SERVER/dir.json`, `SERVER/ACCOUNT/acct.json` with the account's key as a JWK, and
 * `SERVER/ACCOUNT/ORDER/` with order.json, cert.cer, cert.key, chain.cer and two PFX files. From Posh-ACME's
 * Private/Import-PAConfig, Private/Export-PACertFiles, Private/Update-PAOrder and Public/New-PAAccount.
 */
export const poshAcmeReader: PeerReader = {
  source: 'posh-acme',
  async recognises(folder) {
    const entries = (await folder.list()) ?? []
    if (entries.some(({ name }) => name === 'current-server.txt')) return true
    const problems: Refusal[] = []
    for (const { kind, name } of entries)
      if (kind === 'folder' && holds(await attempt(problems, () => folder.list(name)), 'dir.json')) return true
    // What may not be looked into may be the very folder.
    if (problems[0]) throw problems[0]
    return false
  },
  async read(folder) {
    const problems: Refusal[] = []
    const candidates: Candidate[] = []
    for (const server of await foldersIn(folder, problems)) {
      const location = await attempt(problems, () => read(folder, folder.at(server, 'dir.json'), ServerFile))
      const directory = directoryFrom(location?.location)
      for (const name of await foldersIn(folder, problems, server)) {
        const account = await attempt(problems, () => accountIn(folder, server, name))
        for (const order of await foldersIn(folder, problems, server, name)) {
          const candidate = await candidateIn(folder, [server, name, order], { directory, account }, problems)
          if (candidate) candidates.push(candidate)
        }
      }
    }
    return { candidates, problems }
  },
}

async function candidateIn(
  folder: ForeignFolder,
  way: string[],
  { directory, account }: Above,
  above: Refusal[],
): Promise<Candidate | undefined> {
  const files = (await attempt(above, () => folder.list(...way))) ?? []
  if (!holds(files, 'order.json') && !holds(files, 'cert.cer')) return undefined
  const problems: Refusal[] = []
  const at = (file: string) => folder.at(...way, file)
  const order = await attempt(problems, async () => {
    const found = await read(folder, at('order.json'), OrderFile)
    if (!found) throw strange(at('order.json'), 'it is not there')
    return found
  })
  const args = (await attempt(problems, () => read(folder, at('pluginargs.json'), PluginArgs))) ?? {}
  const fromPfx = !holds(files, 'cert.key') && holds(files, 'fullchain.pfx')
  const certificate = at(fromPfx ? 'fullchain.pfx' : 'cert.cer')
  const chain = holds(files, 'chain.cer') && !fromPfx ? at('chain.cer') : undefined
  const key = holds(files, 'cert.key') ? at('cert.key') : undefined
  return {
    id: way.join('/'),
    label: order?.FriendlyName || order?.MainDomain || (way.at(-1) ?? ''),
    recordedNames: order ? namesOf(order) : [],
    files: { certificate, chain: chain ?? null, key: key ?? (fromPfx ? certificate : null) },
    directory,
    ...(order ? proofWayOf(order, args) : { proof: undefined, way: undefined }),
    dnsSecret: order && dnsServerOf(order, args)?.secret,
    account,
    deployHints: order?.Install ? ['Posh-ACME imports it into the certificate store of Windows'] : [],
    problems,
    open: (password) =>
      openMaterial(folder, {
        certificate,
        chain: chain ? [chain] : [],
        key,
        passwords: [...(password ? [password] : []), ...(fromPfx ? passwordsOf(order ?? {}) : [])],
      }),
  }
}

async function accountIn(folder: ForeignFolder, server: string, name: string): Promise<CandidateAccount | undefined> {
  const file = folder.at(server, name, 'acct.json')
  const account = await read(folder, file, AccountFile)
  if (!account) return undefined
  return {
    url: account.location ?? undefined,
    contact: [account.contact ?? []].flat(),
    openKey: async () => keyFromJwk(account.key ?? {}, file),
  }
}

async function foldersIn(folder: ForeignFolder, problems: Refusal[], ...way: string[]): Promise<string[]> {
  const entries = (await attempt(problems, () => folder.list(...way))) ?? []
  return entries.filter(({ kind }) => kind === 'folder').map(({ name }) => name)
}

function holds(entries: ForeignEntry[] | undefined, name: string): boolean {
  return entries?.some((entry) => entry.name === name) ?? false
}

async function read<Schema extends z.ZodType>(folder: ForeignFolder, file: string, schema: Schema) {
  const bytes = await folder.read(file, limits.json)
  return bytes && parseJson(decodeText(bytes), schema, file)
}
