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
  /** Where the door is to listen; undefined while there is no token that anybody could show. */
  wantedPort(): Promise<number | undefined>
  /** Tokens or the port have changed: one listener, which is waited for and never rejects. */
  whenChanged(listener: () => Promise<void>): void
  /** What became of listening there. */
  tell(standing: DoorStanding): void
}

export interface DoorStanding {
  address: string | undefined
  problem: Refusal | undefined
}
