import type { DesktopState, Looks, NoticeChoice, StartAtLogin, UpdateChannel } from '@mylzip/shared/operations/desktop.ts'

/** What the desktop program does for its pages; the contract says of each what it means (src-shared/operations/desktop.ts). */
export interface DesktopServices {
  watch(signal: AbortSignal): AsyncIterable<DesktopState>
  hideFlyout(): void
  openDashboard(at: string | undefined): void
  follow(looks: Looks): Promise<void>
  setStartAtLogin(on: boolean): Promise<StartAtLogin | null>
  updates: {
    look(): void
    choose(channel: UpdateChannel): Promise<void>
    install(): void
  }
  chooseNotices(choice: { [Kind in keyof NoticeChoice]?: NoticeChoice[Kind] | undefined }): Promise<NoticeChoice>
  /** Answers whether the person wanted to after all. */
  saveText(name: string, text: string): Promise<boolean>
}
