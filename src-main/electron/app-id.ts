/** The installer's appId: Windows shows toasts, groups windows and starts the program with the session by it. */
export const appId = 'zip.myl.ssl'
