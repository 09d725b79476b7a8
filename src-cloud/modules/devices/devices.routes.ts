import type { Api } from '../../plugins/api.ts'
import { deviceOf } from '../../plugins/call-context.ts'
import type { AuditHeadsService } from './audit-heads.service.ts'
import type { DevicesService } from './devices.service.ts'
import type { ChangeKey } from './key-change.service.ts'
import type { ReportsService } from './reports.service.ts'

interface DeviceServices {
  devices: DevicesService
  reports: ReportsService
  auditHeads: AuditHeadsService
  changeKey: ChangeKey
}

export function deviceRoutes(api: Api, { devices, reports, auditHeads, changeKey }: DeviceServices) {
  return {
    enrol: api.devices.enrol.handler(({ input }) => devices.enrol(input)),
    changeKey: api.devices.changeKey.handler(({ context, input }) => changeKey(deviceOf(context), input)),
    report: api.devices.report.handler(({ context, input }) => reports.accept(deviceOf(context), input.reports)),
    anchorAudit: api.devices.anchorAudit.handler(({ context, input }) => auditHeads.anchor(deviceOf(context), input.head)),
    auditHeads: api.devices.auditHeads.handler(({ context }) => auditHeads.list(deviceOf(context))),
  }
}
