/**
 * Runs in a network of its own (lan-addresses.test.ts makes it): the practice stack, a real agent and somebody who asks
 * the stack's DNS server. Prints what they saw, a line of JSON for each scene.
 */
import { askDns, decode, question, sendUdp } from '../../support/dns-question.ts'
import { startTestStack } from '../../support/practice-stack.ts'
import { startRunningAgent } from '../../support/running-agent.ts'

const [folder = ''] = process.argv.slice(2)
const stack = await startTestStack(folder)

async function overUdp(name: string, type: 'A' | 'AAAA') {
  const response = await sendUdp(stack.dnsPort, question(name, type))
  if (!response) throw new Error(`no answer over UDP for ${name}`)
  return decode(response)
}

let agent = await startRunningAgent(stack, folder)
const name = (await agent.client.state.get()).device?.name ?? ''

async function scene(title: string): Promise<void> {
  const { device, activity } = await agent.client.state.get()
  const answers = await Promise.all([
    overUdp(name, 'A'),
    overUdp(name, 'AAAA'),
    askDns(stack.dnsPort, name, 'A'),
    askDns(stack.dnsPort, name, 'AAAA'),
  ])
  const [a, aaaa, aOverTcp, aaaaOverTcp] = answers.map(({ addresses }) => addresses)
  console.log(JSON.stringify({ title, a, aaaa, aOverTcp, aaaaOverTcp, consent: device?.lanAddresses.publish, last: activity[0]?.sentence }))
}

const choose = (publish: boolean) => agent.client.device.publishLanAddresses({ publish })

await scene('a certificate, and nobody was asked')
await choose(true)
await scene('consent')
await agent.stop()
agent = await startRunningAgent(stack, folder)
await scene('consent outlives a restart')
await choose(false)
await scene('consent withdrawn')
await agent.stop()
agent = await startRunningAgent(stack, folder)
await scene('its end outlives a restart')
await agent.stop()
await stack.stop()
