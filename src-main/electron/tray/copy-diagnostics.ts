import { diagnosticsFile } from '@mylzip/shared/operations/diagnostics-file.policy.ts'
import { clipboard, dialog } from 'electron'
import { showRefused } from '../attach/show-standing.ts'
import type { DesktopAgent } from '../desktop.port.ts'

/** Puts what support needs on the clipboard, and says what that is: nothing is sent from here, and the person sees it before anybody else. */
export async function copyDiagnostics({ services, log }: Pick<DesktopAgent, 'services' | 'log'>): Promise<void> {
  try {
    // Without the doctor's look, which would take its time: who copies from the menu pastes at once.
    const text = diagnosticsFile(await services.diagnostics.create({ doctor: false }))
    clipboard.writeText(text)
    const lines = text.split('\n').length
    await dialog.showMessageBox({
      type: 'info',
      title: 'MyL.Zip SSL',
      message: 'The diagnostics are on the clipboard.',
      detail: `They are ${lines} lines of text. Keys, passwords and tokens are not in them; names of this device, its certificates, folders and addresses in its network are. Nothing was sent: paste them where support asked for them, and look through them first.`,
      buttons: ['Close'],
      noLink: true,
    })
  } catch (error) {
    log.warn('The diagnostics were not copied', { error })
    await showRefused(error)
  }
}
