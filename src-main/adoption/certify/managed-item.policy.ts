import type { ProofMethod } from '@mylzip/shared/domain/proof-methods.ts'
import { z } from 'zod'
import { oneLine } from '../../system/one-line.policy.ts'

const Challenge = z.object({
  ChallengeType: z.string().nullish(),
  ChallengeProvider: z.string().nullish(),
  ChallengeRootPath: z.string().nullish(),
})

const Task = z.object({ TaskName: z.string().nullish(), TaskTypeId: z.string().nullish() })

/** What Certify The Web keeps of a managed certificate; the parts that matter here. From Certify.Models/Config/ManagedCertificate.cs. */
export const ManagedItem = z.object({
  Name: z.string().nullish(),
  UseStagingMode: z.boolean().nullish(),
  CertificateAuthorityId: z.string().nullish(),
  CertificateCurrentCA: z.string().nullish(),
  CertificatePath: z.string().nullish(),
  CertificatePasswordCredentialId: z.string().nullish(),
  ServerSiteId: z.string().nullish(),
  GroupId: z.string().nullish(),
  PostRequestTasks: z.array(Task).nullish(),
  RequestConfig: z
    .object({
      PrimaryDomain: z.string().nullish(),
      SubjectAlternativeNames: z.array(z.string()).nullish(),
      SubjectIPAddresses: z.array(z.string()).nullish(),
      WebsiteRootPath: z.string().nullish(),
      Challenges: z.array(Challenge).nullish(),
      PerformAutomatedCertBinding: z.boolean().nullish(),
    })
    .nullish(),
})
export type ManagedItem = z.infer<typeof ManagedItem>

/** Its authorities by their ids (Certify.Models/CertificateAuthorities/Definitions): production, then staging. */
const authorities: Readonly<Record<string, readonly [string, string?]>> = {
  'letsencrypt.org': ['https://acme-v02.api.letsencrypt.org/directory', 'https://acme-staging-v02.api.letsencrypt.org/directory'],
  'buypass.com': ['https://api.buypass.com/acme/directory', 'https://api.test4.buypass.no/acme/directory'],
  'zerossl.com': ['https://acme.zerossl.com/v2/DV90'],
  google: ['https://dv.acme-v02.api.pki.goog/directory', 'https://dv.acme-v02.test-api.pki.goog/directory'],
  'rsa.ssl.com': ['https://acme.ssl.com/sslcom-dv-rsa'],
  'acme.atlas.globalsign.com': ['https://emea.acme.atlas.globalsign.com/directory'],
  'sectigo-dv': ['https://acme.sectigo.com/v2/DV'],
  'sectigo-OV': ['https://acme.sectigo.com/v2/OV'],
  'sectigo-ev': ['https://acme.sectigo.com/v2/EV'],
  'martinisecurity.com': [
    'https://wfe.prod.martinisecurity.com/v2/acme/directory',
    'https://wfe.dev.martinisecurity.com/v2/acme/directory',
  ],
}

export function directoryOf({ CertificateAuthorityId, CertificateCurrentCA, UseStagingMode }: ManagedItem): string | undefined {
  const id = CertificateCurrentCA ?? CertificateAuthorityId ?? ''
  const [production, staging] = Object.hasOwn(authorities, id) ? (authorities[id] ?? []) : []
  return UseStagingMode === true ? staging : production
}

export function namesOf({ RequestConfig: config }: ManagedItem): string[] {
  const names = [config?.PrimaryDomain, ...(config?.SubjectAlternativeNames ?? []), ...(config?.SubjectIPAddresses ?? [])]
  return [...new Set(names.filter((name) => name != null && name !== ''))] as string[]
}

export function proofWayOf({ RequestConfig: config }: ManagedItem): { proof: ProofMethod | undefined; way: string | undefined } {
  const [challenge, ...others] = config?.Challenges ?? []
  if (challenge === undefined) return { proof: undefined, way: undefined }
  if (others.length > 0) return { proof: undefined, way: 'several ways, one for each part of its names' }
  const { ChallengeProvider: provider, ChallengeRootPath: own, ChallengeType: type } = challenge
  if (type === 'dns-01')
    return { proof: undefined, way: `dns-01 by ${oneLine(provider ?? 'a DNS provider')}, whose credentials stay there` }
  const folder = own || config?.WebsiteRootPath
  const isFolder = folder != null && /^(?:[a-z]:[\\/]|\/(?!\/))/i.test(folder) && folder.length <= 1000
  if (type !== 'http-01' || !isFolder) return { proof: undefined, way: 'http-01 by its own service beside IIS' }
  return { proof: { via: 'http-webroot', folder }, way: `http-01 in the folder ${oneLine(folder)}` }
}

export function hintsOf({ GroupId, PostRequestTasks, RequestConfig: config, ServerSiteId }: ManagedItem): string[] {
  const site = GroupId || ServerSiteId
  const tasks = (PostRequestTasks ?? []).map((task) => task.TaskName || task.TaskTypeId).filter((name) => name != null)
  return [
    ...(config?.PerformAutomatedCertBinding === true ? [site ? `bindings of IIS, site ${oneLine(site)}` : 'bindings of IIS'] : []),
    ...tasks.map((name) => `after each renewal it runs the task ${oneLine(name)}`),
  ]
}
