import { CodeRegular } from '@fluentui/react-icons/svg/code'
import { DatabaseRegular } from '@fluentui/react-icons/svg/database'
import { DesktopRegular } from '@fluentui/react-icons/svg/desktop'
import { DocumentRegular } from '@fluentui/react-icons/svg/document'
import { GlobeRegular } from '@fluentui/react-icons/svg/globe'
import { PlugConnectedRegular } from '@fluentui/react-icons/svg/plug-connected'
import { ServerRegular } from '@fluentui/react-icons/svg/server'
import { WindowRegular } from '@fluentui/react-icons/svg/window'
import type { DeployTargetKind } from '@mylzip/shared/domain/deploy-targets.ts'
import type { ComponentType } from 'react'

const icons = {
  'device-page': WindowRegular,
  rdp: DesktopRegular,
  iis: GlobeRegular,
  winrm: PlugConnectedRegular,
  'http-sys': ServerRegular,
  'sql-server': DatabaseRegular,
  files: DocumentRegular,
  script: CodeRegular,
} satisfies Record<DeployTargetKind, ComponentType>

/** A kind of program; its name always stands beside it. */
export function ProgramIcon({ kind }: { kind: DeployTargetKind }) {
  // A newer agent may know kinds that this page does not.
  const Icon = Object.hasOwn(icons, kind) ? icons[kind] : CodeRegular
  return <Icon />
}
