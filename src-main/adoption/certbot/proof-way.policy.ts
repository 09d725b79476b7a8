import type { ProofMethod } from '@mylzip/shared/domain/proof-methods.ts'
import { oneLine } from '../../system/one-line.policy.ts'
import type { DnsServer } from '../reading/dns-server.policy.ts'
import { type RenewalConf, sectionOf, textOf } from './renewal-conf.policy.ts'

export interface ProofWay {
  proof: ProofMethod | undefined
  /** In words. */
  way: string | undefined
}

/** How certbot proves the names, and the same way here when there is one. */
export function proofWayOf(conf: RenewalConf | undefined, dns: DnsServer | undefined): ProofWay {
  if (!conf) return { proof: undefined, way: undefined }
  if (dns) return { proof: { via: 'rfc2136', server: dns.url }, way: 'dns-01 by RFC 2136' }
  const authenticator = textOf(conf, 'renewalparams/authenticator')
  if (authenticator === undefined) return { proof: undefined, way: undefined }
  if (authenticator === 'standalone') return standalone(conf)
  if (authenticator === 'webroot') return webroot(conf)
  if (authenticator === 'manual') return { proof: undefined, way: 'certbot asked a person or a script of its own (manual)' }
  if (authenticator.startsWith('dns-') || authenticator.includes(':dns-'))
    return { proof: undefined, way: `dns-01 by certbot’s plugin ${oneLine(authenticator)}, whose credentials stay there` }
  return { proof: undefined, way: `certbot’s plugin ${oneLine(authenticator)}` }
}

function standalone(conf: RenewalConf): ProofWay {
  const port = Number(textOf(conf, 'renewalparams/http01_port') ?? 80)
  if (!Number.isInteger(port) || port < 1 || port > 65_535) return { proof: undefined, way: 'http-01 by certbot’s own listener' }
  const proof: ProofMethod = port === 80 ? { via: 'http-listener' } : { via: 'http-listener', port }
  return { proof, way: `http-01 by certbot’s own listener at port ${port}` }
}

/** Each name may have a folder of its own; here a certificate has one. */
function webroot(conf: RenewalConf): ProofWay {
  const mapped = [...new Set(sectionOf(conf, 'renewalparams/webroot_map').map(([, folder]) => folder))]
  const [folder, ...others] = mapped.length > 0 ? mapped : [...new Set(conf.get('renewalparams/webroot_path') ?? [])]
  if (!folder || folder.length > 1000) return { proof: undefined, way: 'http-01 in a web server’s folder that is not recorded' }
  if (others.length > 0) return { proof: undefined, way: `http-01 in several folders (${oneLine([folder, ...others].join(', '))})` }
  return { proof: { via: 'http-webroot', folder }, way: `http-01 in the folder ${oneLine(folder)}` }
}
