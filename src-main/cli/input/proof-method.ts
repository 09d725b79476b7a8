import { resolve } from 'node:path'
import type { ProofMethod } from '@mylzip/shared/domain/proof-methods.ts'
import { InvalidArgumentError } from 'commander'

type Reader = (argument: string) => ProofMethod

const none =
  (via: 'automatic' | 'cloud' | 'delegation' | 'dns-persist'): Reader =>
  (argument) => {
    if (argument !== '') throw new InvalidArgumentError(`“${via}” takes nothing after it.`)
    return { via }
  }

const withPort =
  (via: 'http-listener' | 'tls-alpn'): Reader =>
  (argument) => {
    if (argument === '') return { via }
    const port = Number(argument)
    if (/^\d+$/.test(argument) && port >= 1 && port <= 65_535) return { via, port }
    throw new InvalidArgumentError(`“${argument}” is not a port number from 1 to 65535.`)
  }

function needed(what: string, argument: string): string {
  if (argument === '') throw new InvalidArgumentError(`It must say which ${what}.`)
  return argument
}

const readers: Record<ProofMethod['via'], Reader> = {
  automatic: none('automatic'),
  cloud: none('cloud'),
  delegation: none('delegation'),
  'dns-persist': none('dns-persist'),
  // As `rfc2136:ns1.example` or, as it is written elsewhere, `rfc2136://ns1.example`.
  rfc2136: (argument) => ({ via: 'rfc2136', server: `rfc2136://${needed('server', argument.replace(/^\/\//, ''))}` }),
  'http-listener': withPort('http-listener'),
  'http-webroot': (argument) => ({ via: 'http-webroot', folder: resolve(needed('folder', argument)) }),
  'tls-alpn': withPort('tls-alpn'),
}

export const proofMethods = Object.keys(readers)
/** Those that say nothing without what comes after their colon. */
export const goesOn: ReadonlySet<string> = new Set<ProofMethod['via']>(['rfc2136', 'http-webroot'])

/** Reads KIND[:ARGUMENT]. Whether the proof can work here, the agent says. */
export function proofMethod(text: string): ProofMethod {
  const [, via = '', argument = ''] = /^([^:]*):?(.*)$/s.exec(text) ?? []
  const read = Object.hasOwn(readers, via) ? readers[via as ProofMethod['via']] : undefined
  if (!read) throw new InvalidArgumentError(`It is one of ${proofMethods.join(', ')}.`)
  return read(argument)
}
