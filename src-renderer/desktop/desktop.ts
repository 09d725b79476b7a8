/** What the desktop program does for the pages in its windows. In a browser a page does the same by itself, as far as it can. */
export interface Desktop {
  /** Brings the dashboard to the front, at this place: "#/activity". */
  openDashboard(at: string): void
  /** Puts the flyout away. */
  hideFlyout(): void
  /** Whether the window lets what is behind it shine through, as acrylic does. */
  shinesThrough: boolean
  /** The version that a restart brings; undefined while none is ready. */
  readyUpdate(): string | undefined
  /** Tells when `readyUpdate` answers otherwise. Returns how to stop. */
  onUpdate(listener: () => void): () => void
  restartToUpdate(): void
}

declare global {
  interface Window {
    /** Put there by the desktop program before the page begins. */
    mylzipDesktop?: Desktop
  }
}

export function desktopOf(page: Window): Desktop {
  return page.mylzipDesktop ?? inBrowser(page)
}

function inBrowser(page: Window): Desktop {
  return {
    openDashboard(at) {
      page.location.hash = at
    },
    // A browser closes only what a page has opened; any other tab stays, and nothing is lost.
    hideFlyout: () => page.close(),
    shinesThrough: false,
    readyUpdate: () => undefined,
    onUpdate: () => () => undefined,
    restartToUpdate: () => undefined,
  }
}
