import { cloudContract } from '@mylzip/shared/cloud-api/contract.ts'
import type { ClientContext } from '@orpc/client'
import {
  StandardBracketNotationSerializer,
  StandardOpenAPIJsonSerializer,
  StandardOpenAPISerializer,
  StandardOpenapiLinkCodec,
  type StandardOpenapiLinkCodecOptions,
} from '@orpc/openapi-client/standard'

/** Makes requests of calls as the contract says, and reads their answers. */
export function createCloudCodec<T extends ClientContext>(options: StandardOpenapiLinkCodecOptions<T>): StandardOpenapiLinkCodec<T> {
  return new StandardOpenapiLinkCodec(
    cloudContract,
    new JsonAlone(new StandardOpenAPIJsonSerializer(), new StandardBracketNotationSerializer()),
    options,
  )
}

/** What the cloud answers is JSON and read by now. oRPC would look whether it is a form, for which Node loads its whole fetch. */
class JsonAlone extends StandardOpenAPISerializer {
  override deserialize(data: unknown): unknown {
    return data
  }
}
