import { Caption1, makeStyles, tokens } from '@fluentui/react-components'
import type { AgentClient } from '@mylzip/shared/operations/contract.ts'
import type { Device } from '@mylzip/shared/operations/values.ts'
import { OpenPage } from '../../components/open-page.tsx'
import { SettingGroup } from '../../components/setting-group.tsx'
import { texts } from '../../texts/texts.ts'
import { LanAddresses } from './lan-addresses.tsx'
import { Setting } from './setting.tsx'

const useStyles = makeStyles({
  page: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalM },
  soft: { color: tokens.colorNeutralForeground2 },
})

const openDevicePage = (client: AgentClient, openToLan: boolean) => client.device.openDevicePage({ openToLan })
const publishLanAddresses = (client: AgentClient, publish: boolean) => client.device.publishLanAddresses({ publish })

/** What others on the network see of this device. Each is the person's own choice. */
export function NetworkSettings({ device }: { device: Device }) {
  const styles = useStyles()
  const say = texts.settings
  const { devicePage, lanAddresses } = device
  return (
    <SettingGroup heading={say.network}>
      {devicePage !== null && (
        <Setting title={say.pageTitle} explanation={say.page} on={devicePage.openToLan} change={openDevicePage}>
          <div className={styles.page}>
            <Caption1 className={styles.soft}>{devicePage.openToLan ? say.pageOpen : say.pageClosed}</Caption1>
            <OpenPage device={device} />
          </div>
        </Setting>
      )}
      <Setting
        title={say.lanTitle}
        explanation={say.lan(device.name)}
        consequence={say.lanCost}
        on={lanAddresses.publish}
        change={publishLanAddresses}
      >
        <LanAddresses addresses={lanAddresses} />
      </Setting>
    </SettingGroup>
  )
}
