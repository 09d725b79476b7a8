import { release } from 'node:os'
import { join } from 'node:path'
import type { Snapshot } from '@mylzip/shared/operations/values.ts'
import type { AuditService } from '../audit/audit.service.ts'
import { createDiagnostics } from '../diagnostics/diagnostics.service.ts'
import { secretsInEnvironment } from '../diagnostics/known-secrets.policy.ts'
import { logTail } from '../diagnostics/log-tail.adapter.ts'
import { settingsTold } from '../diagnostics/settings-told.ts'
import { databaseHealth } from '../doctor/machine/database-health.repository.ts'
import type { AgentServices } from '../doors/agent-services.port.ts'
import { doorSecrets } from '../doors/pipe/door-file.adapter.ts'
import { type ProxyEnvironment, proxyFor, proxyLabel } from '../system/network/proxy.policy.ts'
import type { Foundations } from './foundations.ts'

type Needs = Pick<Foundations, 'clock' | 'db' | 'log' | 'options' | 'proxy'> & {
  snapshot(): Promise<Snapshot>
  audit: Pick<AuditService, 'newestHead'>
  services: Pick<AgentServices, 'authorities' | 'doctor' | 'proofs' | 'targets'>
  policy(): Promise<unknown>
}

/** What support is told of an agent that runs. */
export function prepareDiagnostics({
  clock,
  db,
  log,
  options,
  proxy,
  snapshot,
  audit,
  services,
  policy,
}: Needs): AgentServices['diagnostics'] {
  const { cloudUrl, directoryUrl, enrolmentToken, folder, version } = options
  let underWay: Promise<Snapshot> | undefined
  /** All parts of one bundle are gathered at once: they share one look at how things stand. */
  const state = () => {
    underWay ??= snapshot().finally(() => {
      underWay = undefined
    })
    return underWay
  }
  return createDiagnostics({
    clock,
    version,
    log,
    knownSecrets: async () => [
      ...secretsInEnvironment(process.env),
      ...secretsInEnvironment(proxy.environment()),
      ...(await doorSecrets(folder)),
      ...(enrolmentToken === undefined ? [] : [enrolmentToken]),
    ],
    sources: {
      about: async () => ({ ...(await state()).about, cloud: cloudUrl, ...machineTold() }),
      device: async () => (await state()).device,
      certificates: async () => (await state()).certificates,
      failures: async () => failuresIn(await state()),
      runs: async () => (await state()).runs,
      doctor: () => services.doctor.report({ names: [] }),
      settings: () =>
        settingsTold(services, { proxy: proxy.now().use, proxies: proxiesTold([cloudUrl, directoryUrl], proxy.environment()) }),
      policy,
      database: () => databaseHealth(join(folder, 'agent.db'), db),
      audit: async () => ({ head: (await audit.newestHead()) ?? null, last: (await state()).activity }),
      log: () => logTail(join(folder, 'log')),
    },
  })
}

/** Versions of what it runs on, which explain more than anything else. */
export function machineTold(): object {
  const { arch, platform, versions } = process
  const { node, electron = null, openssl } = versions
  return {
    node,
    electron,
    openssl,
    system: { platform, release: release(), arch },
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  }
}

/** By which proxy each is reached; how one signs in there is nobody’s business. */
function proxiesTold(urls: readonly string[], environment: ProxyEnvironment): object[] {
  return urls.map((url) => {
    const proxy = proxyFor(url, environment)
    return { url, proxy: proxy ? proxyLabel(proxy) : null }
  })
}

function failuresIn({ certificates }: Snapshot): object[] {
  return certificates.flatMap(({ names, failure, current }) => [
    ...(failure ? [{ of: names[0], failure }] : []),
    ...(current?.consumers ?? []).flatMap(({ label, failure: ofProgram }) =>
      ofProgram ? [{ of: names[0], program: label, failure: ofProgram }] : [],
    ),
  ])
}
