import type { AuditService } from '../audit/audit.service.ts'
import { usualDirectories } from '../authorities/usual-directories.ts'
import { checkAuthority } from '../doctor/checks/authority.check.ts'
import { checkCloud } from '../doctor/checks/cloud.check.ts'
import { checkInterception } from '../doctor/checks/interception.check.ts'
import { checkProxy } from '../doctor/checks/proxy.check.ts'
import { createDoctor } from '../doctor/doctor.service.ts'
import { cloudTimeUrl } from '../doctor/network-checks.ts'
import type { AgentServices } from '../doors/agent-services.port.ts'
import { createProxyService } from '../proxy/proxy.service.ts'
import { tryWhatFailedOnTheWay } from '../renewals/after-way-changed.ts'
import type { Log } from '../system/log/log.port.ts'
import type { ProxyChoice } from '../system/network/proxy-in-use.ts'
import { nodeTimers } from '../system/node-timers.adapter.ts'
import type { AgentOptions } from './agent-options.ts'
import type { Foundations } from './foundations.ts'
import { createSurroundings } from './surroundings.ts'

type Needs = Pick<Foundations, 'clock' | 'db' | 'proxy' | 'secrets' | 'userAgent'> & {
  audit: Pick<AuditService, 'record' | 'announce'>
  log: Log
  options: Pick<AgentOptions, 'cloudUrl' | 'directoryUrl' | 'extraRootsPem' | 'proxy' | 'resolver'>
  lookAgain(): void
}

/** The proxy, and what the doctor sees of one before it is kept. `lookAgain`: something may be due that could not be done before. */
export function prepareProxy(needs: Needs): AgentServices['proxy'] {
  const { clock, db, log, options, lookAgain } = needs
  const { cloudUrl, directoryUrl } = options
  const timeUrl = cloudTimeUrl(cloudUrl)
  const surroundings = createSurroundings(needs)
  const doctor = createDoctor<ProxyChoice>({
    clock,
    timers: nodeTimers,
    elapsed: () => performance.now(),
    log,
    async examine(choice) {
      const around = await surroundings(choice)
      const directories = await usualDirectories(db, directoryUrl)
      const urls = [...directories, timeUrl]
      return {
        failures: [],
        dependents: [],
        addresses: [],
        checks: [
          checkProxy(around, urls),
          ...directories.map((directory) => checkAuthority(around, directory)),
          checkCloud(around, { url: cloudUrl, timeUrl }),
          checkInterception(around, urls),
        ],
      }
    },
  })
  return createProxyService({
    ...needs,
    isFixed: options.proxy !== undefined,
    urls: async () => [cloudUrl, ...(await usualDirectories(db, directoryUrl))],
    examine: async (choice) => (await doctor.report(choice)).findings,
    async changed() {
      await tryWhatFailedOnTheWay({ db, clock })
      lookAgain()
    },
  })
}
