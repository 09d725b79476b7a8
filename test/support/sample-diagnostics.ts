import { type Diagnostics, diagnosticsParts } from '@mylzip/shared/operations/diagnostics.ts'

export const sampleDiagnostics: Diagnostics = {
  madeAt: '2026-11-21T13:00:00.000Z',
  version: '0.1.0',
  fileName: 'mylzip-diagnostics-2026-11-21-1300.txt',
  parts: diagnosticsParts.map((part) => ({
    part,
    content: `{\n  "of": "${part}"\n}`,
    redacted: part === 'log' ? 2 : 0,
    missing: part === 'policy' ? 'It could not be read.' : null,
  })),
}
