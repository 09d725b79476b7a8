import type { AcmeServer } from '../http/acme-server.ts'
import type { Profile } from '../profiles.ts'
import { paths, type Urls } from '../urls.ts'

/** RFC 8555 §7.1.1 and §7.2. */
export function directoryRoutes({ app, open }: AcmeServer, urls: () => Urls, profiles: readonly Profile[]): void {
  open(paths.directory, () => {
    const { at } = urls()
    return {
      body: {
        newNonce: at(paths.newNonce),
        newAccount: at(paths.newAccount),
        newOrder: at(paths.newOrder),
        revokeCert: at(paths.revokeCert),
        keyChange: at(paths.keyChange),
        renewalInfo: at(paths.renewalInfo),
        meta: {
          externalAccountRequired: false,
          caaIdentities: ['practice.myl.test'],
          profiles: Object.fromEntries(profiles.map(({ name, description }) => [name, description])),
        },
      },
    }
  })
  open(paths.newNonce, () => ({ status: 204 }))
  app.head(paths.newNonce, async (_request, reply) => reply.code(200).send())
}
