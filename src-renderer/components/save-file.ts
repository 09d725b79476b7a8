/** How long (ms) a browser may take to begin with a file that was given to it. */
const takenWithin = 10_000

/** Hands a text to the browser as a file to keep: it asks where, or puts it among the downloads, as it does with any. */
export function saveFile({ name, text, type }: { name: string; text: string; type: string }): void {
  saveBlob(name, new Blob([text], { type }))
}

/** The same of what is no text. */
export function saveBlob(name: string, blob: Blob): void {
  const address = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), takenWithin)
}
