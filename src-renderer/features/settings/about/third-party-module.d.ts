/** Made by the build. */
declare module 'virtual:third-party' {
  export const thirdParty: readonly import('./third-party.ts').ThirdParty[]
}
