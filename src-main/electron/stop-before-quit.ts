import { app } from 'electron'

/** How long what runs may take to end, in ms. After that the program ends all the same: nothing it does needs an ending. */
const patience = 5_000

/** Lets the program end only after `stop` has: Electron would not wait for anything asynchronous by itself. */
export function stopBeforeQuit(stop: () => Promise<void>): void {
  let state: 'running' | 'stopping' | 'stopped' = 'running'
  app.on('before-quit', (event) => {
    if (state === 'stopped') return
    event.preventDefault()
    if (state === 'stopping') return
    state = 'stopping'
    const outOfPatience = new Promise<void>((resolve) => setTimeout(resolve, patience))
    void Promise.race([stop(), outOfPatience]).finally(() => {
      state = 'stopped'
      app.quit()
    })
  })
}
