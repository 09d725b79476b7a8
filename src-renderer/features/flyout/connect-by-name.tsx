import { Button, Caption1, Link, makeStyles, tokens } from '@fluentui/react-components'
import { DesktopArrowRightRegular } from '@fluentui/react-icons/svg/desktop-arrow-right'
import type { CertificateVersion, Device } from '@mylzip/shared/operations/values.ts'
import { useId, useState } from 'react'
import type { CallFailure } from '../../agent/failures.ts'
import { CallFailureNote } from '../../components/call-failure-note.tsx'
import { CopyButton } from '../../components/copy-button.tsx'
import { hrefOf } from '../../components/routes.ts'
import { useShell } from '../../desktop/shell.ts'
import { texts } from '../../texts/texts.ts'
import { rdpFile, rdpPort } from './rdp-file.policy.ts'

const useStyles = makeStyles({
  part: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS },
  heading: { margin: 0, color: tokens.colorNeutralForeground2, fontWeight: tokens.fontWeightRegular },
  link: { fontSize: 'inherit' },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
})

/** The name for others to come by: on the clipboard, or as a file that Remote Desktop opens. */
export function ConnectByName({ device, version }: { device: Device; version: CertificateVersion | null }) {
  const styles = useStyles()
  const shell = useShell()
  const headingId = useId()
  const [failure, setFailure] = useState<CallFailure>()
  const say = texts.flyout
  const file = rdpFile(device.name, rdpPort(version))
  return (
    <section className={styles.part} aria-labelledby={headingId}>
      <Caption1 as="h2" id={headingId} className={styles.heading}>
        {say.connect}
      </Caption1>
      <div className={styles.buttons}>
        <CopyButton text={device.name} what={say.name} label={say.copyName} />
        {file !== undefined && (
          <Button size="small" icon={<DesktopArrowRightRegular />} onClick={() => void shell.saveText(file).then(setFailure)}>
            {say.remoteDesktop}
          </Button>
        )}
      </div>
      <CallFailureNote title={say.fileNotSaved} failure={failure} />
      {!device.lanAddresses.publish && (
        <Caption1>
          {say.notPublished}{' '}
          <Link as="button" inline className={styles.link} onClick={() => shell.openDashboard(hrefOf('settings'))}>
            {say.allowThat}
          </Link>
        </Caption1>
      )}
    </section>
  )
}
