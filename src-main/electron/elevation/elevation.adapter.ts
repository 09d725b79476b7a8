import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { minute } from '@mylzip/shared/domain/time.ts'
import { z } from 'zod'
import { commandLine } from '../../system/powershell/command-line.policy.ts'
import type { PowerShell } from '../../system/powershell/powershell.port.ts'
import type { ElevatedCall, Elevation } from './elevation.port.ts'

/** ms. Windows' question stands for two minutes by itself; then what was started has to end. */
const patience = 10 * minute

export function createElevation(powershell: PowerShell): Elevation {
  async function begin({ args, isSeen = false, program }: ElevatedCall, waits: boolean): Promise<number | null> {
    const { exitCode, granted } = await powershell.run({
      script: 'elevation/run',
      data: { program, arguments: typeof args === 'string' ? args : commandLine(args), verb: 'runas', isSeen, waits },
      answer: z.object({ granted: z.boolean(), exitCode: z.int().nullable() }),
      patience,
    })
    if (!granted) throw new Refusal('RIGHTS_NOT_GIVEN')
    return exitCode
  }

  return {
    async start(call) {
      await begin(call, false)
    },
    run: async (call) => (await begin(call, true)) ?? 0,
  }
}
