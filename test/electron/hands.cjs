// Loaded into real Electron before the program (`electron -r`): keeps hold of the icon and its menu, which Electron gives nobody
// afterwards, and lets five minutes be as short as a test wants them.
const { app, Menu, Tray } = require('electron')

const hands = { tray: undefined, items: [], speed: 600 }
globalThis.hands = hands

const { setContextMenu } = Tray.prototype
Tray.prototype.setContextMenu = function (menu) {
  hands.tray = this
  return setContextMenu.call(this, menu)
}

const { buildFromTemplate } = Menu
Menu.buildFromTemplate = (template) => {
  const menu = buildFromTemplate.call(Menu, template)
  if (template.some(({ label }) => label === 'Quit')) hands.items = menu.items
  return menu
}

// What a person waits for; shorter ones are how long something may take.
const { setTimeout: wait } = globalThis
globalThis.setTimeout = (run, ms, ...rest) => wait(run, ms >= 60_000 ? ms / hands.speed : ms, ...rest)

app.on('window-all-closed', () => undefined)
