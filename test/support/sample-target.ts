import type { Target } from '@mylzip/shared/operations/targets.ts'

/** A script that nothing was told yet; of the certificate of agent-services.ts. */
export const target: Target = {
  id: '7c1f0b0e-5a0e-4d0e-9a53-6f1d1c1f0a03',
  certificateId: '0b7c1f0e-5a0e-4d0e-9a53-6f1d1c1f0a01',
  kind: 'script',
  label: 'The intranet',
  settings: { kind: 'script', program: '/usr/local/sbin/give-certificate', arguments: [], timeoutSeconds: 60, check: false },
  hiddenArguments: 0,
  hasPassword: false,
  createdAt: '2026-11-21T08:00:00.000Z',
  foundThumbprint: null,
  rolledBackFrom: null,
  before: { version: null, found: false },
  stays: [],
  allowed: true,
  consumer: null,
}
