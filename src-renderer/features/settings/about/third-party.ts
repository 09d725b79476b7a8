/** Work of others that is in this program, as the build hands it over (scripts/build/third-party). */
export interface ThirdParty {
  name: string
  version: string
  /** SPDX: `MIT`, `(BSD-3-Clause OR GPL-2.0)`. */
  licence: string
  /** In full. */
  text: string
}
