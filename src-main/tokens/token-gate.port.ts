import type { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { TokenLevel } from '@mylzip/shared/operations/tokens.ts'

/** A call by a program that showed a good token. */
export interface TokenPass {
  level: TokenLevel
  /** Aborted with the Refusal that says why, as soon as the token is good no more. */
  ended: AbortSignal
  /** Before a change is made: the log names the token's label. */
  asksFor(operation: string): Promise<void>
  /** The call has ended. */
  leave(): void
}

/** What stands between the door for programs and the agent. */
export interface TokenGate {
  /** Refuses with LOCAL_TOKEN_UNKNOWN, LOCAL_TOKEN_EXPIRED or LOCAL_TOKEN_REVOKED. */
  enter(secret: string): Promise<TokenPass>
  /** Where the door is to listen; undefined while there is no token that anybody could show, however the clock is set. */
  wantedPort(): Promise<number | undefined>
  /** The one door that follows the tokens. */
  serve(door: FollowingDoor): void
  /** What became of listening there. */
  tell(standing: DoorStanding): void
}

export interface FollowingDoor {
  /** There are other tokens, or what was in the way may be gone. It is waited for, and never rejects. */
  follow(): Promise<void>
  /**
   * Listens at another port, and no longer at the former one. `keep` writes that down in between. Refuses with LOCAL_API_PORT_TAKEN;
   * whatever fails, the door stays as it was.
   */
  moveTo(port: number, keep: () => Promise<void>): Promise<void>
}

export interface DoorStanding {
  address: string | undefined
  problem: Refusal | undefined
}
