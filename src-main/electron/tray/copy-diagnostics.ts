import { diagnosticsFile } from '@mylzip/shared/operations/diagnostics-file.policy.ts'
import { clipboard, dialog } from 'electron'
import { showRefused } from '../attach/show-standing.ts'
import type { DesktopAgent } from '../desktop.port.ts'
import type { DesktopWords } from '../words/english.ts'

/** Puts what support needs on the clipboard, and says what that is: nothing is sent from here, and the person sees it before anybody else. */
export async function copyDiagnostics({ services, log }: Pick<DesktopAgent, 'services' | 'log'>, words: () => DesktopWords): Promise<void> {
  try {
    // Without the doctor's look, which would take its time: who copies from the menu pastes at once.
    const text = diagnosticsFile(await services.diagnostics.create({ doctor: false }))
    clipboard.writeText(text)
    const { boxes } = words()
    await dialog.showMessageBox({
      type: 'info',
      title: 'MyL.Zip SSL',
      message: boxes.diagnosticsCopied,
      detail: boxes.diagnosticsAre(text.split('\n').length),
      buttons: [boxes.close],
      noLink: true,
    })
  } catch (error) {
    log.warn('The diagnostics were not copied', { error })
    await showRefused(error, words())
  }
}
