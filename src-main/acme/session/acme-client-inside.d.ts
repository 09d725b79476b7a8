/** The package's own entry also loads node-forge and its key and CSR tools, none of which the signer needs: 700 kB. */
declare module 'acme-client/src/client.js' {
  import { Client } from 'acme-client'
  export = Client
}
