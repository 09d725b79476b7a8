import { pageAt, pages } from './pages.ts'

// Asks for the page before anybody draws it: one after the other, both would be there later. Whoever draws it asks again, and says
// what was wrong.
void pages[pageAt(window.location.hash)]().catch(() => undefined)
