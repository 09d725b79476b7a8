import type { AgentClient } from '@mylzip/shared/operations/contract.ts'

/** A way to the agent. What is above it cannot tell which it is. */
export interface Door {
  /** Opens the way. Throws PermissionEnded when the agent no longer knows this page; anything else means: try again. */
  open(): Promise<AgentClient>
  /** Tells that the person has followed a new link into this page, so that opening may succeed again. Returns how to stop. */
  onInvitation(listener: () => void): () => void
}

/** This page has no right to talk to the agent (any more). Only a new link helps. */
export class PermissionEnded extends Error {
  /** `no-link` when none was ever followed, `link-used` when it was too old or used, `ended` when the agent forgot the page. */
  readonly reason: 'no-link' | 'link-used' | 'ended'

  constructor(reason: PermissionEnded['reason']) {
    super(`permission: ${reason}`)
    this.name = 'PermissionEnded'
    this.reason = reason
  }
}
