import { useEffect, useState } from 'react'
import { type Draft, emptyDraft, type Step } from './draft.policy.ts'

interface Wizard {
  draft: Draft
  step: Step
  begun: { name: string; certificateId: string; runId: string } | undefined
}

const atTheStart: Wizard = { draft: emptyDraft, step: 'names', begun: undefined }

/** Kept while other screens are looked at: who comes back by the browser’s own way finds everything as it was. */
let kept = atTheStart

/** What was typed and chosen, and the step it is at. */
export function useDraft() {
  const [wizard, setWizard] = useState(kept)
  // What was ordered is done with when the page is left.
  useEffect(() => leave, [])
  const put = (next: Partial<Wizard>) => {
    kept = { ...kept, ...next }
    setWizard(kept)
  }
  return {
    ...wizard,
    change: (part: Partial<Draft>) => put({ draft: { ...kept.draft, ...part } }),
    go: (step: Step) => put({ step }),
    place: (name: string, { certificateId, runId }: { certificateId: string; runId: string }) =>
      put({ draft: emptyDraft, step: 'run', begun: { name, certificateId, runId } }),
    forget: () => put(atTheStart),
  }
}

function leave(): void {
  if (kept.step === 'run') kept = atTheStart
}
