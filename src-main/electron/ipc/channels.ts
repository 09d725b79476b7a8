/** Between the preload script and the main process; what the page says is in renderer-handshake.ts. */
export const wantPortChannel = 'mylzip:want-port'
export const givePortChannel = 'mylzip:give-port'
