import type { ContractRouterClient } from '@orpc/contract'
import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { refusalCodes } from '../domain/refusals.ts'
import { operate, read, refuses } from './operation.ts'

// What a page inside the desktop program can ask of the program itself: its windows, its start, its updates, its notices. Of the
// agent it asks through the agent's own contract. In a browser there is nobody to ask any of this, and what needs it is not shown.

export const UpdateChannel = z.enum(['stable', 'beta'])
export type UpdateChannel = z.infer<typeof UpdateChannel>

const NewVersion = z.object({
  version: z.string(),
  /** Text, never markup. Empty where nothing is said about it. */
  notes: z.string(),
  /** Going back, because the person has left the channel that this version came from. */
  isOlder: z.boolean(),
  /** This program is everybody's: Windows asks for an administrator, so it is never installed by itself. */
  needsAdministrator: z.boolean(),
})

const Refused = z.object({ code: z.enum(refusalCodes), sentence: z.string(), nextStep: z.string() })

export const UpdateProgress = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('current') }),
  z.object({ kind: z.literal('looking') }),
  z.object({ kind: z.literal('fetching'), version: z.string() }),
  /**
   * It can be installed. `waiting`: the person has chosen to, and a renewal has to end first. `refused`: why it was not installed when it was
   * chosen last.
   */
  z.object({ kind: z.enum(['ready', 'waiting', 'installing']), update: NewVersion, refused: Refused.nullable() }),
  Refused.extend({ kind: z.literal('failed') }),
])

export const Updates = z.object({
  /** Who has settled it. `unsigned`: nobody could tell this build's updates from another's, so it has none. */
  settledBy: z.enum(['person', 'organisation', 'unsigned']),
  /** Null where the program does not update itself. */
  channel: UpdateChannel.nullable(),
  progress: UpdateProgress,
})
export type Updates = z.infer<typeof Updates>

/** `off-in-windows`: it was chosen here, and switched off in Windows' own settings or Task Manager, which is not overruled. */
export const StartAtLogin = z.enum(['on', 'off', 'off-in-windows'])
export type StartAtLogin = z.infer<typeof StartAtLogin>

/** What the person wants to be told of what went well. What needs somebody is always told. */
export const NoticeChoice = z.object({
  renewals: z.boolean(),
  updates: z.boolean(),
})
export type NoticeChoice = z.infer<typeof NoticeChoice>

export const DesktopState = z.object({
  /** Null where Windows has no say in it: elsewhere, and in a program that is run from its sources. */
  startAtLogin: StartAtLogin.nullable(),
  /** Null until it is known, and where the program cannot take its own place. */
  updates: Updates.nullable(),
  notices: NoticeChoice,
})
export type DesktopState = z.infer<typeof DesktopState>

export const Looks = z.object({
  theme: z.enum(['system', 'light', 'dark']),
  /** A BCP 47 tag; null: what the system speaks. */
  language: z
    .string()
    .regex(/^[A-Za-z0-9-]{2,35}$/)
    .nullable(),
})
export type Looks = z.infer<typeof Looks>

/** A place of the dashboard as its addresses have it: "#/certificates/<id>". */
const Fragment = z
  .string()
  .max(300)
  .regex(/^#\/[\w./%~-]*$/)

export const desktopContract = {
  state: {
    /** Whole, at once and after each change, until the page leaves. */
    watch: read.output(eventIterator(DesktopState)),
  },
  windows: {
    hideFlyout: operate,
    /** Brings the dashboard to the front, at a place of it where one is named, and hides the flyout. */
    openDashboard: operate.input(z.object({ at: Fragment.optional() })),
    /** What the person has chosen for these pages: what the program draws itself, behind them and beside them, follows it. */
    follow: operate.input(Looks),
  },
  startAtLogin: {
    /** Answers what Windows says afterwards. */
    set: operate.input(z.object({ on: z.boolean() })).output(StartAtLogin.nullable()),
  },
  updates: {
    look: operate,
    choose: operate.input(z.object({ channel: UpdateChannel })),
    /** The program ends, and begins again as the version that is ready: as soon as no renewal is going on. */
    install: operate,
  },
  notices: {
    choose: operate.input(NoticeChoice.partial()).output(NoticeChoice),
  },
  files: {
    /** Asks the person where. `saved` is false where they did not want to after all. */
    saveText: operate
      .errors(refuses('OUTPUT_UNWRITABLE', 'DISK_FULL'))
      .input(z.object({ name: z.string().regex(/^[\w.@ -]{1,120}$/), text: z.string().max(10_000_000) }))
      .output(z.object({ saved: z.boolean() })),
  },
}

export type DesktopContract = typeof desktopContract
export type DesktopClient = ContractRouterClient<DesktopContract>
