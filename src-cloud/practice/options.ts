import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'

export interface PracticeOptions {
  /** Absolute. Everything lies in here. */
  data: string
  /** Fixed when given; otherwise remembered, otherwise any free one. */
  dnsPort: number | undefined
  /** A prepared, empty database to copy at the first start. */
  template: string | undefined
  /** Where http-01 is fetched from on 127.0.0.1. */
  http01Port: number
}

const known = {
  data: { type: 'string' },
  'dns-port': { type: 'string' },
  template: { type: 'string' },
  'http-01-port': { type: 'string' },
} as const

/** Refuses with OPTION_INVALID. */
export function readOptions(args: readonly string[]): PracticeOptions {
  const values = parse(args)
  if (values.data === undefined) throw new Refusal('OPTION_INVALID', { option: '--data', reason: 'it must name a folder' })
  return {
    data: resolve(values.data),
    dnsPort: portOf('--dns-port', values['dns-port']),
    template: values.template === undefined ? undefined : resolve(values.template),
    http01Port: portOf('--http-01-port', values['http-01-port']) ?? 5002,
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: known, allowPositionals: false }).values
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new Refusal('OPTION_INVALID', { option: args.join(' '), reason }, { cause: error })
  }
}

function portOf(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const port = Number(text)
  if (/^\d+$/.test(text) && port >= 1 && port <= 65_535) return port
  throw new Refusal('OPTION_INVALID', { option, reason: 'a port is a number from 1 to 65535' })
}
