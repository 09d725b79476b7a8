import type { EnrolledDevice } from '@mylzip/shared/cloud-api/devices.ts'
import type { Instant } from '@mylzip/shared/domain/time.ts'

export interface EnrolmentToken {
  id: string
  /** Shown here once; the cloud keeps only its hash. */
  token: string
  expiresAt: Instant
}

export interface DevicesService {
  /** `lifetime` in ms, at most a year. */
  createEnrolmentToken(order: { teamId: string; maxUses: number; lifetime: number }): Promise<EnrolmentToken>
  revokeEnrolmentToken(id: string): Promise<void>
  enrol(request: { token: string; publicKeyX: string; label?: string | undefined }): Promise<EnrolledDevice>
  /** Takes the device's names and records away at once. Its name is never given to another device. */
  release(deviceId: string): Promise<void>
}
