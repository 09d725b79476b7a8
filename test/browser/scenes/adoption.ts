import { day, toTimestamp } from '@mylzip/shared/domain/time.ts'
import type { Adoptable, AdoptionFindings } from '@mylzip/shared/operations/adoption.ts'
import { sampleNow, sampleSnapshot } from '../../support/samples.ts'
import type { Script } from '../../support/scripted-agent.ts'

const snapshot = sampleSnapshot()
const usualPlaces: AdoptionFindings['usualPlaces'] = [
  { source: 'certbot', folder: '/etc/letsencrypt' },
  { source: 'lego', folder: '/home/ana/.lego' },
  { source: 'posh-acme', folder: '/home/ana/.config/Posh-ACME' },
  { source: 'simple-acme', folder: '/usr/share/simple-acme' },
  { source: 'simple-acme', folder: '/home/ana/.local/share/simple-acme' },
]

const intranet: Adoptable = {
  ...{ source: 'certbot', folder: '/etc/letsencrypt', id: 'intranet.example', label: 'intranet.example' },
  ...{ names: ['intranet.example', 'www.intranet.example'], issuer: 'CN=R11, O=Let’s Encrypt, C=US', thumbprint: 'AB'.repeat(20) },
  ...{ notBefore: toTimestamp(sampleNow - 30 * day), notAfter: toTimestamp(sampleNow + 60 * day), keyType: 'rsa-2048' },
  files: {
    certificate: '/etc/letsencrypt/live/intranet.example/cert.pem',
    chain: null,
    key: '/etc/letsencrypt/live/intranet.example/privkey.pem',
  },
  ...{
    obstacle: null,
    directory: 'https://acme-v02.api.letsencrypt.org/directory',
    proof: { via: 'http-webroot', folder: '/var/www/html' },
    way: null,
  },
  account: { url: 'https://acme-v02.api.letsencrypt.org/acme/acct/7', contact: ['desk@customer.example'], obstacle: null },
  ...{ deployHints: ['nginx'], problems: [], managedAs: null },
}

const sealed: Adoptable = {
  ...intranet,
  ...{
    source: 'win-acme',
    folder: 'C:\\ProgramData\\win-acme',
    id: 'mail',
    label: 'mail.example',
    names: ['mail.example'],
    account: null,
    deployHints: [],
  },
  ...{ keyType: null, proof: null, way: 'a script of its own' },
  obstacle: {
    code: 'ADOPTION_KEY_SEALED',
    sentence: 'The password of mail.pfx is sealed for SYSTEM and cannot be opened here.',
    nextStep: 'Give the password by hand; the program that sealed it can show it.',
    data: {},
  },
}

const withoutKey: Adoptable = {
  ...intranet,
  ...{ id: 'old', label: 'old.example', names: ['old.example'], account: null },
  obstacle: {
    code: 'ADOPTION_KEY_MISSING',
    sentence: 'The private key of the certificate is not kept in this folder: it is in a hardware module.',
    nextStep: 'Import the certificate together with its key, or order a new one.',
    data: {},
  },
}

export const adoptionScenes = {
  found: {
    snapshot,
    adoptable: {
      ...{ usualPlaces, folders: usualPlaces.slice(0, 1) },
      certificates: [intranet, withoutKey, sealed],
      problems: [
        {
          code: 'ADOPTION_FOLDER_UNREADABLE',
          sentence: 'The folder /home/ana/.lego cannot be read: this user may not.',
          nextStep: 'Run this as a user who may read /home/ana/.lego, or copy the folder to where it can be read.',
          data: {},
        },
      ],
    },
  },
  nothing: { snapshot, adoptable: { usualPlaces, folders: [], certificates: [], problems: [] } },
} satisfies Record<string, Script>
