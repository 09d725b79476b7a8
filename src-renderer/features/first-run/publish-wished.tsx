import { Button } from '@fluentui/react-components'
import type { AgentClient } from '@mylzip/shared/operations/contract.ts'
import { useEffect } from 'react'
import { useCall } from '../../agent/use-call.ts'
import { CallFailureNote } from '../../components/call-failure-note.tsx'
import { hrefOf } from '../../components/routes.ts'
import { texts } from '../../texts/texts.ts'
import { areAddressesWished, wishAddresses } from './wished-addresses.ts'

const publish = (client: AgentClient, _: undefined) => client.device.publishLanAddresses({ publish: true })

const fulfilled = () => wishAddresses(false)

/** Makes what was agreed to in the first run effective, as soon as there is a name for it. The agent goes on by itself where the cloud is away. */
export function PublishWished() {
  const { run, failure } = useCall(publish, fulfilled)
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when there is a device; asking anew is another object each time
  useEffect(() => {
    if (areAddressesWished()) run(undefined)
  }, [])
  // Refused is an answer too: the settings are the way on. Without an answer it is asked again at the next look.
  const isRefused = failure?.sentence !== undefined
  useEffect(() => {
    if (isRefused) wishAddresses(false)
  }, [isRefused])
  return (
    <CallFailureNote
      title={texts.firstRun.addressesFailed}
      failure={failure}
      actions={
        <Button as="a" href={hrefOf('settings')}>
          {texts.firstRun.addressesInSettings}
        </Button>
      }
    />
  )
}
