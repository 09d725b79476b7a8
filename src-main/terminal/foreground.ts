/** Who may end an agent that runs in the foreground: the person (Ctrl-C), the system (SIGTERM), or the launcher's death. */
export function untilAskedToStop(process: NodeJS.Process): Promise<void> {
  return new Promise((resolve) => {
    const stop = () => resolve()
    process.once('SIGINT', stop)
    process.once('SIGTERM', stop)
    // The launcher holds the other end of the channel: when it dies, however it dies, the channel closes. Lost before this was
    // asked, it says nothing any more.
    if (process.send && !process.connected) stop()
    else process.once('disconnect', stop)
    // Listening for its end must not keep the process alive once its work is done.
    process.channel?.unref()
  })
}

/** Calls back each time Enter is pressed, where a person sits at a terminal. Answers how to stop listening. */
export function onEnter(input: NodeJS.ReadStream, callback: () => void): () => void {
  if (!input.isTTY) return () => undefined
  input.resume()
  input.on('data', callback)
  return () => {
    input.off('data', callback)
    input.pause()
  }
}
