import { getCACertificates } from 'node:tls'

/** The roots that this machine trusts (PEM), each once: some machines list them more than once. The first reading takes 50 ms. */
export function machineRoots(): string[] {
  return [...new Set(getCACertificates('system'))]
}
