/** As much of Electron's menus as the icon's is made of. */
export interface MenuEntry {
  label?: string
  type?: 'normal' | 'separator' | 'radio'
  enabled?: boolean
  checked?: boolean
  click?: () => void
  submenu?: MenuEntry[]
}
