import type { Said } from '@mylzip/shared/texts/agent-voice.ts'

/** What the agent says. What of it could be said in English alone is marked as that: a screen reader pronounces it right. */
export function AgentSentence({ said }: { said: Said }) {
  return said.map((piece, index) =>
    typeof piece === 'string' ? (
      piece
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no other identity than their place
      <bdi key={index} lang="en">
        {piece.english}
      </bdi>
    ),
  )
}
