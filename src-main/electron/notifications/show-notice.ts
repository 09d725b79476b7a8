import { showRefused } from '../attach/show-standing.ts'
import type { DesktopAgent } from '../desktop.port.ts'
import type { DesktopWords } from '../words/english.ts'
import type { Notice, NoticeAction } from './notice-words.policy.ts'
import { showToast } from './toast.adapter.ts'

interface Ways {
  words(): DesktopWords
  agent: Pick<DesktopAgent, 'services' | 'log' | 'lookAgain'>
  open(at: string): void
  startService: (() => Promise<void>) | undefined
  restart(): Promise<void>
  /** Windows did not show it. */
  failed(): void
}

/** Shows a notice; its button settles it, or leads to where it can be settled. */
export function showNotice(notice: Notice, ways: Ways): void {
  const { agent, failed, open } = ways
  showToast(notice, {
    clicked: () => open(notice.at),
    pressed: () => void (notice.button && act(notice.button.action, ways)),
    failed(reason) {
      agent.log.warn('A notice was not shown', { reason, title: notice.title })
      failed()
    },
  })
}

async function act(action: NoticeAction, { agent, open, restart, startService, words }: Ways): Promise<void> {
  try {
    if (action.do === 'open') open(action.at)
    else if (action.do === 'renew') await agent.services.renewals.renewNow(action.certificateId)
    else if (action.do === 'restart') await restart()
    else {
      await startService?.()
      agent.lookAgain()
    }
  } catch (error) {
    agent.log.warn('What a notice offered was not done', { error })
    await showRefused(error, words())
  }
}
