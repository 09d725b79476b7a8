import type { DeployTargetKind } from '@mylzip/shared/domain/deploy-targets.ts'
import { isRefusal } from '@mylzip/shared/domain/refusal.ts'
import type { ProgramUse, UnreadPart } from './certificate-use.ts'
import { follows } from './follows.policy.ts'
import type { NamedUse, UseReader } from './named-use.port.ts'
import { kindLabel, programLabel } from './program-words.policy.ts'
import { withoutSaidTwice } from './said-twice.policy.ts'
import type { SetUpTarget, SetUpTargets } from './set-up-target.port.ts'

export interface ProgramNeeds {
  readers: readonly UseReader[]
  targets: SetUpTargets
}

/** What each program of this machine uses, and what could not be looked at: that does not hide the others. */
export async function lookAtPrograms({ readers, targets }: ProgramNeeds): Promise<{ uses: ProgramUse[]; unread: UnreadPart[] }> {
  const setUp = await targets()
  const unread: UnreadPart[] = []
  const readable = async <Found>(kind: DeployTargetKind, what: string, found: Promise<Found>): Promise<Found | undefined> =>
    found.catch((error: unknown) => {
      if (!isRefusal(error)) throw error
      unread.push({ kind, what, refusal: error })
      return undefined
    })
  const named = await Promise.all(readers.map((reader) => readable(reader.kind, kindLabel(reader.kind), reader.look())))
  const read = new Set<string>(readers.map(({ kind }) => kind))
  const told = await Promise.all(
    // What a reader sees is seen once: by the program's own configuration.
    setUp.filter(({ kind }) => !read.has(kind)).map((each) => readable(each.kind, each.target.label, useOf(each))),
  )
  return {
    uses: [
      ...withoutSaidTwice(named.flatMap((uses) => uses ?? [])).map((use) => asProgramUse(use, setUp)),
      ...told.flatMap((use) => use ?? []),
    ],
    unread,
  }
}

function asProgramUse(use: NamedUse, setUp: readonly SetUpTarget[]): ProgramUse {
  const { address, kind, place, thumbprint } = use
  const targets = setUp.filter(({ settings }) => settings && follows(settings, use))
  return { program: { kind, place, label: programLabel(use) }, thumbprint: thumbprint.toUpperCase(), address, targets }
}

async function useOf(each: SetUpTarget): Promise<ProgramUse | undefined> {
  const { kind, target } = each
  const thumbprint = await target.bound()
  if (thumbprint === undefined) return undefined
  return { program: { kind, place: target.id, label: target.label }, thumbprint, address: target.address(), targets: [each] }
}
