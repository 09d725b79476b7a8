import type { ProofMethod } from '@mylzip/shared/domain/proof-methods.ts'
import type { OrderInput } from '@mylzip/shared/operations/certificates.ts'

/** The same order on the command line (docs/command-line.md). A request is a file there, which only the person knows. */
export function orderCommand({ names, authorities = [], profile, keyType, keyUse, exportable, proof, csr }: OrderInput): string {
  const options = [
    ...authorities.flatMap((directory) => ['--authority', directory]),
    ...(profile === undefined ? [] : ['--profile', profile]),
    ...(keyType === undefined ? [] : ['--key-type', keyType]),
    ...(keyUse === 'tpm' ? ['--tpm'] : []),
    ...(exportable === false ? ['--non-exportable'] : []),
    ...(proof === undefined || proof.via === 'automatic' ? [] : ['--proof', written(proof)]),
    ...(csr === undefined ? [] : ['--csr', 'request.pem']),
  ]
  return ['mylzip', 'order', ...names, ...options].map(quoted).join(' ')
}

function written(proof: ProofMethod): string {
  switch (proof.via) {
    case 'rfc2136':
      return proof.server
    case 'http-webroot':
      return `${proof.via}:${proof.folder}`
    case 'http-listener':
    case 'tls-alpn':
      return proof.port === undefined ? proof.via : `${proof.via}:${proof.port}`
    default:
      return proof.via
  }
}

/** In double quotes, as shells of Windows and of others read them. */
function quoted(word: string): string {
  return /^[\w.:/@=-]+$/.test(word) ? word : `"${word.replaceAll('"', '')}"`
}
