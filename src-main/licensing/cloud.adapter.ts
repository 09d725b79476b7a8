import { jwtBearer } from '@mylzip/shared/cloud-api/auth.ts'
import { type CloudClient, cloudContract } from '@mylzip/shared/cloud-api/contract.ts'
import type { EnrolledDevice } from '@mylzip/shared/cloud-api/devices.ts'
import { isRefusal } from '@mylzip/shared/domain/refusal.ts'
import { type Instant, second } from '@mylzip/shared/domain/time.ts'
import { type ClientLink, type ClientOptions, createORPCClient } from '@orpc/client'
import { StandardLink } from '@orpc/client/standard'
import { ResponseValidationPlugin } from '@orpc/contract/plugins'
import type { Clock } from '../system/clock.port.ts'
import type { ProxyEnvironment } from '../system/network/proxy.policy.ts'
import type { Random } from '../system/random.port.ts'
import { createAccessTokens } from './access-token.ts'
import { audienceOf } from './call-audience.ts'
import { type CloudRequest, createCloudCall } from './cloud-call.adapter.ts'
import { createCloudCodec } from './cloud-codec.ts'
import { asCloudRefusal } from './cloud-refusal.ts'
import { createCloudStream } from './cloud-stream.adapter.ts'

export interface CloudClientNeeds {
  /** The cloud's origin; the contract lies under /api. */
  url: string
  /** A signed assertion dated `at`, which is the cloud's time as far as it is known. Refuses with NOT_ENROLLED. */
  getAssertion(at: Instant): Promise<string>
  /** The cloud has let this device in, and says who it is. */
  letIn?(device: Omit<EnrolledDevice, 'audience'> | undefined): Promise<void>
  /** The cloud takes this machine for a copy: called before whoever asked is told. */
  takenForCopy?(): Promise<void>
  clock: Clock
  random: Random
  /** `MyLZip-SSL/1.2.3` */
  userAgent: string
  /** PEM of roots to trust beside the machine's own. */
  extraRootsPem?: string | undefined
  /** Names the proxy that leads there; as this program was started unless told. */
  proxies?: (() => ProxyEnvironment) | undefined
  /** For one try, in ms. */
  timeoutMs?: number
  /** Ends what is under way, when the agent stops. */
  signal?: AbortSignal
}

interface Context {
  accessToken?: string
}

/**
 * The one client of the cloud. Calls refuse with the cloud's own codes, or with CLOUD_UNREACHABLE (nothing useful
 * answers) or CLOUD_REFUSED. Each may be repeated by itself; see cloud-retry.policy.
 */
export function createCloudClient(needs: CloudClientNeeds): CloudClient {
  const { url, clock, getAssertion } = needs
  const link = createLink(needs)

  async function call(path: readonly string[], input: unknown, options: ClientOptions<Context>): Promise<unknown> {
    try {
      return await link.call(path, input, options)
    } catch (error) {
      throw asCloudRefusal(error, url)
    }
  }

  const openCalls = createORPCClient<CloudClient>({ call: (path, input, options) => call(path, input, { ...options, context: {} }) })
  const tokens = createAccessTokens({
    clock,
    getAssertion,
    async exchange(assertion) {
      const token = await openCalls.auth.token({ grantType: jwtBearer, assertion }).catch(async (error: unknown) => {
        if (isRefusal(error, 'DEVICE_CLONED')) await needs.takenForCopy?.()
        throw error
      })
      await needs.letIn?.(token.device)
      return token
    },
    askTime: async () => (await openCalls.auth.time()).now,
  })

  async function callAsDevice(path: readonly string[], input: unknown, options: ClientOptions<object>): Promise<unknown> {
    const accessToken = await tokens.get()
    try {
      return await call(path, input, { ...options, context: { accessToken } })
    } catch (error) {
      if (!isRefusal(error, 'ACCESS_TOKEN_INVALID')) throw error
      tokens.forget(accessToken)
      return call(path, input, { ...options, context: { accessToken: await tokens.get() } })
    }
  }

  return createORPCClient<CloudClient>({
    call: (path, input, options) =>
      audienceOf(path) === 'nobody' ? call(path, input, { ...options, context: {} }) : callAsDevice(path, input, options),
  })
}

function createLink({
  url,
  clock,
  random,
  userAgent,
  extraRootsPem,
  proxies,
  timeoutMs = 20 * second,
  signal,
}: CloudClientNeeds): ClientLink<Context> {
  const stopping = signal ?? new AbortController().signal
  const cloudCall = createCloudCall({ url, clock, random, userAgent, extraRootsPem, proxies, timeoutMs, signal: stopping })
  const cloudStream = createCloudStream({ url, userAgent, extraRootsPem, proxies, signal: stopping })
  const codec = createCloudCodec<Context>({
    url: new URL('/api', url).href,
    // Without it the cloud answers with problem details (RFC 9457), which the client does not read.
    headers: ({ context }) => ({
      accept: 'application/json',
      ...(context.accessToken !== undefined && { authorization: `Bearer ${context.accessToken}` }),
    }),
  })
  const sender = {
    call: (request: CloudRequest, _: unknown, path: readonly string[]) =>
      isStream(path) ? cloudStream(request) : cloudCall(request, path),
  }
  return new StandardLink<Context>(codec, sender, { plugins: [new ResponseValidationPlugin(cloudContract)] })
}

/** The one call whose answer goes on. */
function isStream(path: readonly string[]): boolean {
  return path.join('.') === 'commands.stream'
}
