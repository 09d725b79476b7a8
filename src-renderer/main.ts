import { pageAt, pages } from './app/pages.ts'

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root')

// What draws and what is drawn are asked for at once: one after the other they would be there later. Whoever draws it asks again, and
// says what was wrong.
void pages[pageAt(window.location.hash)]().catch(() => undefined)

const { begin } = await import('./app/begin.tsx')
await begin(root)
