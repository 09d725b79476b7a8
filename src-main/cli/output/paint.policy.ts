import type { Health } from '@mylzip/shared/domain/health.policy.ts'

/** Colours for a terminal. They only repeat what the words say. */
export interface Paint {
  health(health: Health, words: string): string
  strong(text: string): string
  faint(text: string): string
}

const codes: Record<Health, number> = { protected: 32, working: 36, attention: 33, 'not-protected': 31 }

const colour = (code: number, text: string) => `\u001b[${code}m${text}\u001b[0m`

/** `isTTY` of the stream that is written to; NO_COLOR as https://no-color.org has it, and a terminal that knows none. */
export function paintFor(isTTY: boolean, env: NodeJS.ProcessEnv): Paint {
  const wanted = isTTY && !env.NO_COLOR && env.TERM !== 'dumb'
  if (!wanted) return { health: (_, words) => words, strong: (text) => text, faint: (text) => text }
  return {
    health: (health, words) => colour(codes[health], words),
    strong: (text) => colour(1, text),
    faint: (text) => colour(2, text),
  }
}
