import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { day, minute, toTimestamp } from '@mylzip/shared/domain/time.ts'
import { sampleToken } from '../../support/sample-token.ts'
import { sampleNow } from '../../support/samples.ts'
import type { Script } from '../../support/scripted-agent.ts'
import { scenes } from '../scenes.ts'

const taken = new Refusal('LOCAL_API_PORT_TAKEN', { port: 18_460 })
const longLabel = 'Überwachung der Zertifikate im Rechenzentrum Süd, Raum 12'.padEnd(64, 'x')

const all = [
  sampleToken(),
  sampleToken({
    ...{ id: '7c2f4b1e-3d5a-4f6b-8c9d-0a1b2c3d4e02', label: longLabel, shown: 'mylzip_local_Zz09', level: 'operate' },
    ...{ lastUsedAt: toTimestamp(sampleNow - 59 * minute), expiresAt: toTimestamp(sampleNow + 300 * day) },
  }),
  sampleToken({
    id: '7c2f4b1e-3d5a-4f6b-8c9d-0a1b2c3d4e03',
    label: 'Old wall',
    state: 'expired',
    expiresAt: toTimestamp(sampleNow - 5 * day),
  }),
]

/** Programs of this computer that may ask. */
export const tokenScenes = {
  tokens: {
    ...scenes.protected,
    tokens: { api: { port: 18_460, address: 'http://127.0.0.1:18460/api', problem: null }, tokens: all },
  },
  'tokens-port-taken': {
    ...scenes.protected,
    tokens: {
      api: {
        port: 18_460,
        address: null,
        problem: {
          ...{ code: taken.code, sentence: taken.message, data: { ...taken.data } },
          nextStep: 'Choose another port for programs with a token, or end the program that listens there.',
        },
      },
      tokens: all,
    },
  },
} satisfies Record<string, Script>
