import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { OfferedKind, Target, TargetQuestion, TargetTest } from '@mylzip/shared/operations/targets.ts'
import type { AgentServices } from '#main/doors/agent-services.port.ts'

/** What a test wants of programs: which are set up, and what becomes of what is done to them. */
export interface ProgramScript {
  targets?: Target[]
  offered?: OfferedKind[]
  tryTarget?: (which: TargetQuestion) => Promise<TargetTest>
  changeTarget?: (what: string) => Promise<Target>
}

export function scriptTargets(script: ProgramScript, asked: string[]): AgentServices['targets'] {
  const there = async <Value>(value: Value | undefined): Promise<Value> => {
    if (value === undefined) throw new Refusal('TARGET_NOT_FOUND', { targetId: 'of the scene' })
    return value
  }
  const change = async (what: string) => {
    asked.push(what)
    return there(await script.changeTarget?.(what))
  }
  return {
    list: async () => script.targets ?? [],
    kinds: async () => script.offered ?? [],
    preview: async (which) => there(await script.tryTarget?.(which)),
    test: async (which) => there(await script.tryTarget?.(which)),
    add: ({ password, settings }) => change(`add ${JSON.stringify(settings)}${password === undefined ? '' : ' with a password'}`),
    apply: (targetId) => change(`apply ${targetId}`),
    rollBack: ({ targetId, to }) => change(`rollBack ${targetId} ${to}`),
    async remove({ giveBack, targetId }) {
      const { label } = await change(`remove ${targetId} ${giveBack}`)
      return { targetId, label, givenBack: giveBack, stays: [] }
    },
  }
}
