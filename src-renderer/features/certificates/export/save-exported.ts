import type { ExportedFile } from '@mylzip/shared/operations/custody.ts'

/** How long (ms) a browser may take to begin with a file that was given to it. */
const takenWithin = 10_000

/** Hands the file to the browser, which keeps it as it does any. */
export function saveExported({ content, fileName, mediaType }: ExportedFile): void {
  const bytes = Uint8Array.from(atob(content), (character) => character.charCodeAt(0))
  const address = URL.createObjectURL(new Blob([bytes], { type: mediaType }))
  const link = document.createElement('a')
  link.href = address
  link.download = fileName
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), takenWithin)
}
