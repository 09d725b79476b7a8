import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { checkPorts } from '#main/doctor/checks/ports.check.ts'
import { checkWebroot } from '#main/doctor/checks/webroot.check.ts'
import { createDoctor } from '#main/doctor/doctor.service.ts'
import { lookAtPort } from '#main/doctor/machine/ports.adapter.ts'
import { lookAtWebroot } from '#main/doctor/machine/webroot.adapter.ts'
import { portUseOf } from '#main/doctor/proof-ways.policy.ts'
import { nodeTimers } from '#main/system/node-timers.adapter.ts'
import { freePorts } from '../../support/free-port.ts'
import { startPage } from '../../support/https-page.ts'
import { createSilentLog } from '../../support/silent-log.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

test('each certificate’s failure is explained by its own port or folder, and another’s is never named as the reason', async () => {
  const page = await startPage(undefined, (_, response) => void response.end())
  onTestFinished(page.close)
  const [free = 0] = await freePorts(1)
  const there = await temporaryFolder()
  onTestFinished(there.remove)
  const gone = join(there.path, 'gone')

  const proofs = {
    'busy.test': { via: 'http-listener', port: page.port },
    'open.test': { via: 'http-listener', port: free },
    'webroot.test': { via: 'http-webroot', folder: gone },
    'fine.test': { via: 'http-webroot', folder: there.path },
  } as const
  const uses = Object.entries(proofs).map(([name, proof]) => {
    const use = portUseOf(proof, name)
    if (!use) throw new Error(`${name} needs no port`)
    return { ...use, certificateId: name }
  })
  const webroots = (['webroot.test', 'fine.test'] as const).map((name) =>
    checkWebroot({ name, folder: proofs[name].folder, certificateId: name }, lookAtWebroot),
  )
  const failure = (name: string, code: 'CHALLENGE_PORT_TAKEN' | 'ACME_VALIDATION_CONNECTION' | 'WEBROOT_UNUSABLE') => ({
    ...{ certificateId: name, name, code, sentence: '', at: '2026-11-21T08:00:00.000Z', nextAttemptAt: null },
  })
  const doctor = createDoctor({
    clock: { now: Date.now },
    timers: nodeTimers,
    elapsed: () => performance.now(),
    log: createSilentLog(),
    examine: async () => ({
      checks: [...checkPorts({ uses, lookAtPort, usual: [], ownPid: 1 }), ...webroots],
      failures: [
        failure('busy.test', 'CHALLENGE_PORT_TAKEN'),
        failure('open.test', 'ACME_VALIDATION_CONNECTION'),
        failure('webroot.test', 'WEBROOT_UNUSABLE'),
        failure('fine.test', 'WEBROOT_UNUSABLE'),
      ],
      dependents: Object.keys(proofs).map((name) => ({ certificateId: name, name, needs: [name] })),
      addresses: [],
    }),
  })
  const { failures, findings } = await doctor.report({ names: [] })
  expect(Object.fromEntries(failures.map(({ name, explainedBy }) => [name, explainedBy]))).toEqual({
    'busy.test': ['ports:busy.test'],
    'open.test': [],
    'webroot.test': ['webroot:webroot.test'],
    'fine.test': [],
  })
  expect(findings.find(({ id }) => id === 'webroot:webroot.test')).toMatchObject({
    code: 'WEBROOT_UNUSABLE',
    sentence: expect.stringContaining(`${gone}: it is not there`),
    holdsUp: ['webroot.test'],
  })
})
