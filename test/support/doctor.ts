import type { Finding } from '@mylzip/shared/operations/doctor.ts'
import type { InterfaceAddress } from '#main/device/lan-addresses.port.ts'
import type { Check, Verdict } from '#main/doctor/check.port.ts'
import { askServer } from '#main/doctor/dns/ask-server.adapter.ts'
import type { Surroundings } from '#main/doctor/surroundings.port.ts'
import { createWays } from '#main/doctor/way/ways.adapter.ts'

export interface TestSurroundings {
  /** What this system's resolver knows. */
  names?: Record<string, string[]>
  /** Ports of 127.0.0.1 where its DNS servers listen. */
  dnsPorts?: number[]
  environment?: Record<string, string>
  rootsPem?: string
  now?: () => number
  patience?: number
}

export const officeAddress: InterfaceAddress = { name: 'eth0', address: '192.168.7.23', family: 'IPv4', internal: false }

/** The doctor's real probes, on a network of which a test decides what the names mean. */
export function surroundingsFor(given: TestSurroundings = {}): Surroundings {
  const { names = {}, dnsPorts = [], environment = {}, rootsPem, now = Date.now, patience = 2_000 } = given
  const resolver: Surroundings['resolver'] = {
    servers: () => dnsPorts.map((port) => ({ address: '127.0.0.1', port })),
    lookup: async (name) => (names[name] ? { addresses: names[name] } : { failure: 'ENOTFOUND' }),
  }
  const clock = { now }
  return {
    interfaces: () => [officeAddress],
    route: async () => ({ from: officeAddress.address }),
    resolver,
    askServer,
    ways: createWays({ resolver, environment, extraRootsPem: rootsPem, userAgent: 'test', clock, patience }),
    environment,
    clock,
  }
}

export function look(check: Check): Promise<Verdict> {
  return check.look(new AbortController().signal)
}

/** The evidence as one text, a line each. */
export function evidenceOf({ evidence }: Pick<Finding, 'evidence'>): string {
  return evidence.map(({ label, value }) => `${label}: ${value}`).join('\n')
}
