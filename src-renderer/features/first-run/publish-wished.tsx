import type { AgentClient } from '@mylzip/shared/operations/contract.ts'
import { useEffect } from 'react'
import { useCall } from '../../agent/use-call.ts'
import { CallFailureNote } from '../../components/call-failure-note.tsx'
import { texts } from '../../texts/texts.ts'
import { takeWishedAddresses } from './wished-addresses.ts'

const publish = (client: AgentClient, _: undefined) => client.device.publishLanAddresses({ publish: true })

/** Makes what was agreed to in the first run effective, as soon as there is a name for it. The agent goes on by itself where the cloud is away. */
export function PublishWished() {
  const { run, failure } = useCall(publish)
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when there is a device; asking anew is another object each time
  useEffect(() => {
    if (takeWishedAddresses()) run(undefined)
  }, [])
  return <CallFailureNote title={texts.firstRun.addressesFailed} failure={failure} />
}
