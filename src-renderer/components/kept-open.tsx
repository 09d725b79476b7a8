import { createContext, type ReactNode, useContext, useMemo, useState } from 'react'

interface Kept {
  isOpen: boolean
  /** Opens such a dialog; undefined closes it. */
  keepOpen: (dialog: ReactNode) => void
}

const KeptOpenContext = createContext<Kept | undefined>(undefined)

/** Draws what stays open whatever screen comes in its place: a dialog that shows something once, which nobody can have again. */
export function KeptOpen({ children }: { children: ReactNode }) {
  const [dialog, keepOpen] = useState<ReactNode>()
  const isOpen = dialog !== undefined
  const kept = useMemo(() => ({ isOpen, keepOpen }), [isOpen])
  return (
    <KeptOpenContext value={kept}>
      {children}
      {dialog}
    </KeptOpenContext>
  )
}

export function useKeptOpen(): Kept {
  const kept = useContext(KeptOpenContext)
  if (kept === undefined) throw new Error('outside of KeptOpen')
  return kept
}
