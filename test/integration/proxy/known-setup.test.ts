import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { knownSetup } from '#main/composition/known-setup.repository.ts'
import { rememberStart } from '#main/composition/last-start.ts'
import { proxyRepository } from '#main/proxy/proxy.repository.ts'
import type { ProxyChoice } from '#main/system/network/proxy-in-use.ts'
import { openFoundations } from '../../support/agent-foundations.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const own = (address: string) => ({ use: 'own' as const, address, user: undefined, password: undefined, past: ['.intranet.example'] })

it.each<[string, ProxyChoice | undefined, ProxyChoice]>([
  ['the one that administrators have set', own('http://set.test:3128'), own('http://set.test:3128')],
  ['none, where administrators have set that', { use: 'none' }, { use: 'none' }],
  ['the one that was chosen here, where they have set nothing', undefined, own('http://chosen.test:3128')],
])('an agent that does not open is examined by the proxy it would use: %s', async (_, proxy, used) => {
  const folder = await temporaryFolder()
  const base = await openFoundations(folder.path)
  onTestFinished(() => base.close().then(folder.remove))
  await rememberStart(base.db, {
    ...{ folder: folder.path, mode: 'service', version: '1.2.3', cloudUrl: 'https://cloud.test', directoryUrl: 'https://ca.test/dir' },
    ...{ isDirectoryNamed: false, extraRootsPem: undefined, enrolmentToken: undefined, keyType: undefined, dns: undefined },
    ...{ practice: false, proxy },
  })
  const chosen = { use: 'own', address: 'http://chosen.test:3128', user_name: null, sealed_password: null } as const
  await proxyRepository(base.db).put({ ...chosen, past: '[".intranet.example"]' })
  expect((await knownSetup(join(folder.path, 'agent.db'))).proxy).toEqual(used)
})
