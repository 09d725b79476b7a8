import { refusalCodes } from '@mylzip/shared/domain/refusals.ts'
import { AdoptionFindings } from '@mylzip/shared/operations/adoption.ts'
import { AuditReport } from '@mylzip/shared/operations/audit.ts'
import { Authority, AuthorityLook } from '@mylzip/shared/operations/authorities.ts'
import { BackupContents } from '@mylzip/shared/operations/backup.ts'
import { ChangePreview, UsedBy } from '@mylzip/shared/operations/consumers.ts'
import { Imported } from '@mylzip/shared/operations/custody.ts'
import { Diagnostics } from '@mylzip/shared/operations/diagnostics.ts'
import { DoctorReport } from '@mylzip/shared/operations/doctor.ts'
import { Chain, PastVersion } from '@mylzip/shared/operations/history.ts'
import { DeviceLicence } from '@mylzip/shared/operations/licence.ts'
import { PreflightReport } from '@mylzip/shared/operations/preflight.ts'
import { Delegation, DnsServer } from '@mylzip/shared/operations/proofs.ts'
import { ProxyTest, ProxyView } from '@mylzip/shared/operations/proxy.ts'
import { RemovedTarget, Target, TargetId, TargetPreview, TargetTest } from '@mylzip/shared/operations/targets.ts'
import { LocalApi, LocalToken } from '@mylzip/shared/operations/tokens.ts'
import { UsualChoices } from '@mylzip/shared/operations/usual.ts'
import {
  About,
  Activity,
  Certificate,
  CertificateId,
  Consumer,
  Device,
  Health,
  RenewalsPause,
  Run,
  RunId,
} from '@mylzip/shared/operations/values.ts'
import { z } from 'zod'

const ok = <Shape extends z.ZodRawShape>(shape: Shape) => z.strictObject({ ok: z.literal(true), ...shape })

const ended = { certificateId: CertificateId, runId: RunId, run: Run, certificate: Certificate }

/** What each command answers with --json, as docs/command-line.md describes it, by the contract's own schemas. */
export const answers = {
  status: ok({
    agent: z.enum(['running', 'alone']),
    protected: z.boolean(),
    kept: z.array(CertificateId),
    about: About,
    device: Device.nullable(),
    certificates: z.array(Certificate.extend({ health: Health })),
    pause: RenewalsPause.nullable(),
    runs: z.array(Run),
  }),
  certificates: ok({ certificates: z.array(Certificate) }),
  show: ok({ certificate: Certificate }),
  versions: ok({ versions: z.array(PastVersion) }),
  chain: ok(Chain.shape),
  targets: ok({
    targets: z.array(
      z.strictObject({
        certificateId: CertificateId,
        certificate: z.string(),
        ...Consumer.shape,
        id: TargetId.nullable(),
        kind: z.string(),
        rolledBackFrom: z.int().nullable(),
      }),
    ),
  }),
  target: ok({ target: Target }),
  targetPreview: ok({ preview: TargetPreview }),
  targetTest: ok({ test: TargetTest }),
  targetRemoved: ok({ removed: RemovedTarget }),
  usedBy: ok(UsedBy.shape),
  preview: ok({ certificateId: CertificateId, name: z.string(), preview: ChangePreview }),
  auditList: ok({ entries: z.array(Activity), more: z.boolean() }),
  auditVerify: ok({ report: AuditReport }),
  auditExport: ok({ file: z.string(), bytes: z.int(), entries: z.int(), key: z.string() }),
  doctor: ok({ report: DoctorReport, ticket: z.string().nullable() }),
  diagnostics: ok({ diagnostics: Diagnostics }),
  diagnosticsWritten: ok({ file: z.string(), bytes: z.int(), diagnostics: Diagnostics }),
  order: ok(ended),
  orderDryRun: ok({ report: PreflightReport }),
  orderBegun: ok({ certificateId: CertificateId, runId: RunId }),
  renew: ok({ joined: z.boolean(), ...ended }),
  renewBegun: ok({ joined: z.boolean(), certificateId: CertificateId, runId: RunId }),
  usual: ok({ usual: UsualChoices }),
  proxy: ok({ proxy: ProxyView }),
  proxyTest: ok(ProxyTest.shape),
  plan: ok({ licence: DeviceLicence }),
  pause: ok({ pause: RenewalsPause.nullable() }),
  configure: ok({ certificate: Certificate }),
  revoke: ok({ version: z.int(), signedBy: z.string(), ...ended }),
  forget: ok({ certificateId: CertificateId, name: z.string(), left: z.array(z.string()) }),
  export: ok({
    certificateId: CertificateId,
    file: z.string(),
    bytes: z.int(),
    format: z.string(),
    suggestedName: z.string(),
    mediaType: z.string(),
  }),
  import: ok(Imported.shape),
  adoptScan: ok(AdoptionFindings.shape),
  backup: ok({ file: z.string(), bytes: z.int(), generatedPassphrase: z.string().nullable(), contents: BackupContents }),
  backupInspect: ok({ file: z.string(), contents: BackupContents }),
  restore: ok({
    file: z.string(),
    folder: z.string(),
    existing: z.enum(['none', 'damaged', 'unreadable', 'another-device', 'same-device']),
    kept: z.strictObject({ versions: z.int(), log: z.boolean(), added: z.array(z.string()), forgotten: z.array(z.string()) }).nullable(),
    keptAside: z.string().nullable(),
    fromStore: z.array(z.string()),
    missingKeys: z.array(z.string()),
    notPlaced: z.array(z.strictObject({ name: z.string(), code: z.enum(refusalCodes), sentence: z.string() })),
    contents: BackupContents,
  }),
  authorities: ok({ authorities: z.array(Authority) }),
  authority: ok({ authority: Authority }),
  distrusted: ok({
    authority: Authority,
    certificates: z.array(
      z.strictObject({
        certificateId: CertificateId,
        name: z.string(),
        notAfter: z.string().nullable(),
        ordered: z.enum(['first', 'next', 'before']),
        renewedAt: z.array(z.string()),
      }),
    ),
    newOrders: z.strictObject({ there: z.boolean(), elsewhere: z.array(z.string()) }),
  }),
  authorityLook: ok(AuthorityLook.shape),
  dnsServers: ok({ servers: z.array(DnsServer) }),
  dnsServer: ok({ server: z.string() }),
  tokens: ok({ api: LocalApi, tokens: z.array(LocalToken) }),
  tokenMade: ok({ token: LocalToken, secret: z.string(), api: LocalApi }),
  token: ok({ token: LocalToken }),
  tokenPort: ok({ api: LocalApi }),
  delegation: ok({ name: z.string(), ...Delegation.shape }),
  completion: ok({ shell: z.string(), script: z.string() }),
  help: ok({ text: z.string() }),
}

/** What failed, whatever was asked for; some commands have something to show all the same. */
export const failure = z.looseObject({
  ok: z.literal(false),
  error: z.strictObject({
    code: z.enum(refusalCodes),
    sentence: z.string().min(10),
    nextStep: z.string().min(10),
    data: z.record(z.string(), z.union([z.string(), z.number()])),
  }),
})
