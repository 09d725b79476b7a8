/**
 * Whoever reads what this process says may have gone (a closed terminal, `| head`), or have no room for it. Unheard,
 * the stream's error would end the process where it stands. What is said from then on is lost.
 */
export function outliveReaders() {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)
}
