import { app } from 'electron'

/** How long what runs may take to end, in ms. After that the program ends all the same: nothing it does needs an ending. */
const patience = 5_000
/** And what comes last, in ms: Windows is asked who has signed an installer, which takes a PowerShell its time to begin. */
const lastPatience = 60_000

/** Lets the program end only after `stop` has, and then `last`: Electron would not wait for anything asynchronous by itself. */
export function stopBeforeQuit(stop: () => Promise<void>, last: () => Promise<void>): void {
  let state: 'running' | 'stopping' | 'stopped' = 'running'
  app.on('before-quit', (event) => {
    if (state === 'stopped') return
    event.preventDefault()
    if (state === 'stopping') return
    state = 'stopping'
    void within(patience, stop)
      .then(() => within(lastPatience, last))
      .finally(() => {
        state = 'stopped'
        app.quit()
      })
  })
}

async function within(ms: number, work: () => Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const outOfPatience = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms)
  })
  await Promise.race([work().catch(() => undefined), outOfPatience])
  clearTimeout(timer)
}
