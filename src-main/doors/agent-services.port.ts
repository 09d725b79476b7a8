import type { AdoptionFindings, TakenOver, TakeOverInput } from '@mylzip/shared/operations/adoption.ts'
import type { AuditFilter, AuditReport } from '@mylzip/shared/operations/audit.ts'
import type { AccountUse, Authority, AuthorityChoice, AuthorityLook, BindingInput } from '@mylzip/shared/operations/authorities.ts'
import type { BackupContents } from '@mylzip/shared/operations/backup.ts'
import type { OrderInput } from '@mylzip/shared/operations/certificates.ts'
import type { ChangePreview, PreviewInput, UsedBy, UsedByInput } from '@mylzip/shared/operations/consumers.ts'
import type {
  ConfigureInput,
  ExportedFile,
  ExportInput,
  ForgetInput,
  Forgotten,
  Imported,
  ImportInput,
  Revoked,
  RevokeInput,
} from '@mylzip/shared/operations/custody.ts'
import type { DeviceNames, EnrolmentView, NameAdded } from '@mylzip/shared/operations/device.ts'
import type { Diagnostics, DiagnosticsQuestion } from '@mylzip/shared/operations/diagnostics.ts'
import type { DoctorEvent, DoctorQuestion, DoctorReport } from '@mylzip/shared/operations/doctor.ts'
import type { Chain, PastVersion } from '@mylzip/shared/operations/history.ts'
import type { DeviceLicence } from '@mylzip/shared/operations/licence.ts'
import type { DevicePolicy } from '@mylzip/shared/operations/policy.ts'
import type { PreflightEvent, PreflightReport } from '@mylzip/shared/operations/preflight.ts'
import type { Delegation, DnsServer } from '@mylzip/shared/operations/proofs.ts'
import type { ProxyTest, ProxyView, ProxyWish } from '@mylzip/shared/operations/proxy.ts'
import type {
  AddTargetInput,
  OfferedKind,
  RemovedTarget,
  RemoveTargetInput,
  RollBackInput,
  Target,
  TargetPreview,
  TargetQuestion,
  TargetTest,
} from '@mylzip/shared/operations/targets.ts'
import type { LocalApi, LocalToken, LocalTokens, NewLocalToken } from '@mylzip/shared/operations/tokens.ts'
import type { UsualChoices, UsualChoicesInput } from '@mylzip/shared/operations/usual.ts'
import type { Activity, Certificate, Device, RenewalsPause, Run, Snapshot, StateEvent } from '@mylzip/shared/operations/values.ts'

/** Whom the log names: a person, unless a program came with a token. */
export type Asker = 'person' | 'token'

/** What the doors need of the agent: the contract's operations as plain calls. They refuse with Refusal. */
export interface AgentServices {
  state: {
    get(): Promise<Snapshot>
    /** The snapshot, then changes, until `signal` ends it. */
    watch(signal: AbortSignal): AsyncIterable<StateEvent>
  }
  certificates: {
    list(): Promise<Certificate[]>
    get(certificateId: string): Promise<Certificate>
    versions(certificateId: string): Promise<PastVersion[]>
    chain(certificateId: string, version: number | undefined): Promise<Chain>
    order(wanted: OrderInput): Promise<{ certificateId: string; runId: string }>
    /** What will be looked at, each finding, and the report; `signal` ends it early. */
    preflight(wanted: OrderInput, signal: AbortSignal): AsyncIterable<PreflightEvent>
    preflightReport(wanted: OrderInput): Promise<PreflightReport>
    export(wanted: ExportInput): Promise<ExportedFile>
    importBundle(brought: ImportInput): Promise<Imported>
    revoke(wanted: RevokeInput): Promise<Revoked>
    configure(choices: ConfigureInput): Promise<Certificate>
    forget(which: ForgetInput): Promise<Forgotten>
  }
  consumers: {
    list(query: UsedByInput): Promise<UsedBy>
    preview(change: PreviewInput): Promise<ChangePreview>
  }
  renewals: {
    renewNow(certificateId: string, by?: Asker): Promise<{ runId: string; joined: boolean }>
    get(runId: string): Promise<Run>
    pause(minutes: number, by?: Asker): Promise<RenewalsPause>
    resume(by?: Asker): Promise<void>
  }
  targets: {
    /** Without the arguments of scripts, unless the caller may administer: only how many there are. */
    list(certificateId: string | undefined, seen: { withArguments: boolean }): Promise<Target[]>
    kinds(): Promise<OfferedKind[]>
    add(wanted: AddTargetInput): Promise<Target>
    preview(which: TargetQuestion): Promise<TargetPreview>
    test(which: TargetQuestion): Promise<TargetTest>
    apply(targetId: string): Promise<Target>
    rollBack(wanted: RollBackInput): Promise<Target>
    remove(wanted: RemoveTargetInput): Promise<RemovedTarget>
  }
  authorities: {
    list(): Promise<Authority[]>
    look(directory: string): Promise<AuthorityLook>
    setOrder(choices: readonly AuthorityChoice[]): Promise<Authority[]>
    remove(directory: string): Promise<Authority[]>
    setBinding(binding: BindingInput): Promise<Authority>
    trust(directory: string, roots: string): Promise<Authority>
    distrust(directory: string): Promise<Authority>
    openAccount(directory: string): Promise<Authority>
    updateContact(directory: string, contact: readonly string[]): Promise<Authority>
    rollKey(directory: string): Promise<Authority>
    chooseAccount(directory: string, uses: AccountUse): Promise<Authority>
    deactivate(directory: string): Promise<Authority>
  }
  device: {
    enrolment(): Promise<EnrolmentView>
    enrolByCode(wish: { label?: string | undefined; zone?: string | undefined }): Promise<EnrolmentView>
    enrolByToken(wish: { token: string; label?: string | undefined; zone?: string | undefined }): Promise<Device>
    keep(): Promise<Device>
    changeKey(): Promise<{ changedAt: string }>
    names(): Promise<DeviceNames>
    addName(zone: string): Promise<NameAdded>
    publishLanAddresses(publish: boolean, by?: Asker): Promise<Device>
    openDevicePage(openToLan: boolean): Promise<Device>
  }
  licence: {
    get(): Promise<DeviceLicence>
  }
  usual: {
    get(): Promise<UsualChoices>
    set(change: UsualChoicesInput): Promise<UsualChoices>
  }
  proxy: {
    get(): Promise<ProxyView>
    /** Undefined: what is used now. */
    test(wish: ProxyWish | undefined): Promise<ProxyTest>
    set(wish: ProxyWish, untried: boolean): Promise<ProxyView>
  }
  policy: {
    get(): Promise<DevicePolicy>
  }
  audit: {
    list(query: AuditFilter & { before?: number | undefined; limit: number }): Promise<{ entries: Activity[]; more: boolean }>
    export(): AsyncIterable<{ text: string }>
    verify(): Promise<AuditReport>
  }
  doctor: {
    /** What will be looked at, each finding, and the report; `signal` ends it early. */
    run(question: DoctorQuestion, signal: AbortSignal): AsyncIterable<DoctorEvent>
    report(question: DoctorQuestion): Promise<DoctorReport>
  }
  diagnostics: {
    create(question: DiagnosticsQuestion): Promise<Diagnostics>
  }
  backup: {
    create(request: {
      file: string
      passphrase?: string | undefined
    }): Promise<{ file: string; bytes: number; generatedPassphrase: string | null; contents: BackupContents }>
    inspect(request: { file: string; passphrase: string }): Promise<BackupContents>
  }
  adoption: {
    scan(folders: string[] | undefined): Promise<AdoptionFindings>
    takeOver(input: TakeOverInput): Promise<TakenOver>
  }
  proofs: {
    addDnsServer(server: string, key: string): Promise<void>
    listDnsServers(): Promise<DnsServer[]>
    removeDnsServer(server: string): Promise<void>
    delegation(name: string): Promise<Delegation>
  }
  tokens: {
    list(): Promise<LocalTokens>
    create(wanted: NewLocalToken): Promise<{ token: LocalToken; secret: string }>
    revoke(tokenId: string): Promise<LocalToken>
    choosePort(port: number): Promise<LocalApi>
  }
}
