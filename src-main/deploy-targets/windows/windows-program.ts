import { isRefusal, Refusal } from '@mylzip/shared/domain/refusal.ts'
import { type Saying, saying } from '@mylzip/shared/domain/saying.ts'
import type { KeyAndChain, NamedChain, Thumbprint } from '../../stores/store.port.ts'
import type { DeployTarget, ServedAt } from '../target.port.ts'

/** What a program of Windows presents, by its own configuration. */
export interface Presented {
  thumbprint: Thumbprint | undefined
  address: ServedAt | undefined
}

/** How one kind of them is told. Throws a reason in words, or what PowerShell refused with. */
export interface WindowsProgram {
  label: string
  look(): Promise<Presented>
  /** A sentence for each thing that `tell` would change beside the certificate. */
  alsoChanges?(thumbprint: Thumbprint): Promise<Saying[]>
  tell(chain: NamedChain | KeyAndChain, thumbprint: Thumbprint): Promise<void>
  /** Back to this one; to none, or to what the program makes for itself. */
  putBack(previous: Thumbprint | undefined): Promise<void>
  /** Whether it stands as it did with this one, in all that `tell` changes; by the certificate alone unless told. */
  isBack?(previous: Thumbprint | undefined): Promise<boolean>
}

/** A target of such a program: told only where it has to be, read back afterwards, and put back where anything went wrong. */
export function targetOf(id: string, program: WindowsProgram): DeployTarget {
  const { label } = program
  let address: ServedAt | undefined

  async function look(): Promise<Presented> {
    const presented = await program.look()
    address = presented.address
    return presented
  }

  async function changes(thumbprint: Thumbprint): Promise<Saying[]> {
    const { thumbprint: present } = await look()
    const also = (await program.alsoChanges?.(thumbprint)) ?? []
    if (present === thumbprint) return also
    const facts = { target: label, thumbprint }
    const first =
      present === undefined ? saying('change.presents', facts) : saying('change.presents-instead', { ...facts, previous: present })
    return [first, ...also]
  }

  async function bind(chain: NamedChain | KeyAndChain, thumbprint: Thumbprint): Promise<void> {
    const { thumbprint: previous } = await look()
    if ((await changes(thumbprint)).length === 0) return
    try {
      await program.tell(chain, thumbprint)
      const { thumbprint: present } = await look()
      if (present !== thumbprint) throw new Error(`it was told, and still names ${present ?? 'none'}`)
    } catch (error) {
      // What cannot be put back either is told with what went wrong first: that is what a person has to settle.
      await undo(previous).catch(() => undefined)
      throw error
    }
  }

  async function undo(previous: Thumbprint | undefined): Promise<void> {
    if (await isBack(previous)) return
    await program.putBack(previous)
    if (!(await isBack(previous))) throw new Error(`it was put back, and names ${(await look()).thumbprint ?? 'none'}`)
  }

  async function isBack(previous: Thumbprint | undefined): Promise<boolean> {
    const { thumbprint: present } = await look()
    return program.isBack ? program.isBack(previous) : present === previous
  }

  const refusing = <T>(work: () => Promise<T>) => work().catch((error: unknown) => Promise.reject(asTargetRefusal(label, error)))
  return {
    id,
    label,
    bound: () => refusing(async () => (await look()).thumbprint),
    bind: (bundle, thumbprint) => refusing(() => bind(bundle, thumbprint)),
    bindStored: (chain, thumbprint) => refusing(() => bind(chain, thumbprint)),
    preview: (thumbprint) => refusing(() => changes(thumbprint)),
    takeBack: (previous) => refusing(() => undo(previous)),
    address: () => address,
  }
}

/** What Windows said is the reason; a code of its own, such as that PowerShell is restricted, is told by its sentence. */
function asTargetRefusal(target: string, error: unknown): unknown {
  if (isRefusal(error, 'TARGET_FAILED', 'TARGET_NAME_DIFFERS', 'TARGET_KEY_UNFIT', 'TARGET_PLACE_UNSAFE')) return error
  const said = isRefusal(error, 'POWERSHELL_FAILED', 'POWERSHELL_DENIED') ? error.data.reason : undefined
  const text = String(said ?? (error instanceof Error ? error.message : error))
  return new Refusal('TARGET_FAILED', { target, reason: text.replace(/[\s.]+$/, '') }, { cause: error })
}
