import { join, sep } from 'node:path'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { z } from 'zod'
import { keyFromJwk } from '../reading/account-key.policy.ts'
import { attempt } from '../reading/attempt.ts'
import type { Candidate, CandidateAccount, PeerReader } from '../reading/candidate.port.ts'
import { directoryFrom } from '../reading/directories.policy.ts'
import { type DnsServer, dnsServerFrom } from '../reading/dns-server.policy.ts'
import type { ForeignFolder } from '../reading/foreign-folder.adapter.ts'
import { openMaterial } from '../reading/open-material.adapter.ts'
import { decodeText, limits, parseJson, strange } from '../reading/text.policy.ts'
import { proofWayOf } from './proof-way.policy.ts'
import { type RenewalConf, readRenewalConf, textOf } from './renewal-conf.policy.ts'

/**
 * certbot's configuration folder: `live/NAME/{privkey,fullchain}.pem`, links into `archive/NAME`, `renewal/NAME.conf`, and
 * `accounts/SERVER/ID/{private_key,regr}.json`. Written from certbot's _internal/storage.py and _internal/account.py.
 */
export const certbotReader: PeerReader = {
  source: 'certbot',
  async recognises(folder) {
    const [live, renewal] = [await folder.list('live'), await folder.list('renewal')]
    return live !== undefined || (renewal ?? []).some(({ name }) => name.endsWith('.conf'))
  },
  async read(folder) {
    const problems: Refusal[] = []
    const live = (await attempt(problems, () => folder.list('live'))) ?? []
    const renewal = (await attempt(problems, () => folder.list('renewal'))) ?? []
    const configured = renewal.filter(({ name }) => name.endsWith('.conf')).map(({ name }) => name.slice(0, -'.conf'.length))
    const names = new Set([...configured, ...live.filter(({ kind, name }) => kind !== 'file' && name !== 'README').map(({ name }) => name)])
    const candidates: Candidate[] = []
    for (const name of names) candidates.push(await candidateOf(folder, name, configured.includes(name)))
    return { candidates, problems }
  },
}

async function candidateOf(folder: ForeignFolder, name: string, isConfigured: boolean): Promise<Candidate> {
  const problems: Refusal[] = []
  const conf = isConfigured ? await attempt(problems, () => confOf(folder, name)) : undefined
  const at = (file: string) => folder.at('live', name, file)
  const directory = directoryFrom(conf && textOf(conf, 'renewalparams/server'))
  const dns = conf && (await attempt(problems, () => dnsServerOf(folder, conf)))
  return {
    id: name,
    label: name,
    recordedNames: [],
    files: { certificate: at('fullchain.pem'), chain: at('chain.pem'), key: at('privkey.pem') },
    directory,
    ...proofWayOf(conf, dns),
    dnsSecret: dns?.secret,
    account: conf && directory ? await attempt(problems, () => accountOf(folder, conf, directory)) : undefined,
    deployHints: conf ? hintsOf(conf) : [],
    problems,
    open: (password) =>
      openMaterial(folder, { certificate: at('fullchain.pem'), key: at('privkey.pem'), passwords: password ? [password] : [] }),
  }
}

/** Without any of these certbot takes the file for none of its own. */
const members = ['cert', 'privkey', 'chain', 'fullchain']

async function confOf(folder: ForeignFolder, name: string): Promise<RenewalConf> {
  const file = folder.at('renewal', `${name}.conf`)
  const bytes = await folder.read(file, limits.settings)
  const conf = readRenewalConf(bytes ? decodeText(bytes) : '')
  if (!members.every((member) => conf.has(member))) throw strange(file, 'it does not name the files of a certificate')
  return conf
}

/** Its credentials lie in a file of their own, which may be anywhere; only inside of certbot's folder they are read. */
async function dnsServerOf(folder: ForeignFolder, conf: RenewalConf): Promise<DnsServer | undefined> {
  const file = textOf(conf, 'renewalparams/dns_rfc2136_credentials')
  if (textOf(conf, 'renewalparams/authenticator') !== 'dns-rfc2136' || file === undefined) return undefined
  const bytes = await folder.read(file, limits.settings)
  const credentials = readRenewalConf(bytes ? decodeText(bytes) : '')
  const value = (name: string) => textOf(credentials, `dns_rfc2136_${name}`)
  return dnsServerFrom({
    host: value('server'),
    port: value('port'),
    keyName: value('name'),
    algorithm: value('algorithm'),
    secret: value('secret'),
  })
}

const Registration = z.object({ uri: z.string(), body: z.object({ contact: z.array(z.string()).optional() }).optional() })

async function accountOf(folder: ForeignFolder, conf: RenewalConf, directory: string): Promise<CandidateAccount | undefined> {
  const id = textOf(conf, 'renewalparams/account')
  const server = URL.parse(directory)
  if (id === undefined || !/^[\w-]+$/.test(id) || !server) return undefined
  const host = process.platform === 'win32' ? server.host.replace(':', '_') : server.host
  const place = folder.at('accounts', host, ...server.pathname.split('/').filter((part) => part !== '' && part !== '..'), id)
  const file = join(place, 'regr.json')
  const bytes = await folder.read(file, limits.settings)
  const registration = bytes && parseJson(decodeText(bytes), Registration, file)
  return {
    url: registration?.uri,
    contact: registration?.body?.contact ?? [],
    openKey: () => accountKey(folder, join(place, 'private_key.json')),
  }
}

async function accountKey(folder: ForeignFolder, file: string): Promise<string> {
  const bytes = await folder.read(file, limits.settings)
  if (!bytes) throw new Refusal('ADOPTION_FILE_MISSING', { file })
  return keyFromJwk(parseJson(decodeText(bytes), z.looseObject({}), file), file)
}

function hintsOf(conf: RenewalConf): string[] {
  const installer = textOf(conf, 'renewalparams/installer')
  const hook = textOf(conf, 'renewalparams/deploy_hook') ?? textOf(conf, 'renewalparams/renew_hook')
  const live = textOf(conf, 'fullchain')
  return [
    ...(installer ? [`certbot writes it into the settings of ${installer}`] : []),
    ...(hook ? [`after each renewal certbot runs: ${hook}`] : []),
    ...(live ? [`programs may read it from ${live.split(/[\\/]/).slice(0, -1).join(sep)}`] : []),
  ]
}
