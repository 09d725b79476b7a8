import type { contract } from '@mylzip/shared/operations/contract.ts'
import type { Router } from '@orpc/server'
import type { Log } from '../system/log/log.port.ts'
import type { RandomBytes } from '../system/random.port.ts'
import { mayReach } from './access.policy.ts'
import type { AgentServices, Asker } from './agent-services.port.ts'
import { createCallerErrors, type ToCallerError } from './caller-errors.ts'
import { type BeforeChange, type CallContext, guardedContract, nothingBefore } from './guarded-contract.ts'

/** The contract with the agent behind it. One serves all doors. */
export interface AgentRouter {
  procedures: Router<typeof contract, CallContext>
  toCallerError: ToCallerError
}

export function createRouter(services: AgentServices, log: Log, random: RandomBytes, beforeChange = nothingBefore): AgentRouter {
  const toCallerError = createCallerErrors(log, random)
  return { procedures: implementContract(services, toCallerError, beforeChange), toCallerError }
}

function implementContract(services: AgentServices, toCallerError: ToCallerError, beforeChange: BeforeChange) {
  const agent = guardedContract(toCallerError, beforeChange)
  return agent.router({
    state: {
      get: agent.state.get.handler(() => services.state.get()),
      watch: agent.state.watch.handler((call) => eventsOf(services.state.watch(endOf(call)))),
    },
    certificates: {
      list: agent.certificates.list.handler(() => services.certificates.list()),
      get: agent.certificates.get.handler(({ input }) => services.certificates.get(input.certificateId)),
      versions: agent.certificates.versions.handler(({ input }) => services.certificates.versions(input.certificateId)),
      chain: agent.certificates.chain.handler(({ input }) => services.certificates.chain(input.certificateId, input.version)),
      order: agent.certificates.order.handler(({ input }) => services.certificates.order(input)),
      preflight: agent.certificates.preflight.handler((call) => eventsOf(services.certificates.preflight(call.input, endOf(call)))),
      preflightReport: agent.certificates.preflightReport.handler(({ input }) => services.certificates.preflightReport(input)),
      export: agent.certificates.export.handler(({ input }) => services.certificates.export(input)),
      importBundle: agent.certificates.importBundle.handler(({ input }) => services.certificates.importBundle(input)),
      revoke: agent.certificates.revoke.handler(({ input }) => services.certificates.revoke(input)),
      configure: agent.certificates.configure.handler(({ input }) => services.certificates.configure(input)),
      forget: agent.certificates.forget.handler(({ input }) => services.certificates.forget(input)),
    },
    consumers: {
      list: agent.consumers.list.handler(({ input }) => services.consumers.list(input)),
      preview: agent.consumers.preview.handler(({ input }) => services.consumers.preview(input)),
    },
    renewals: {
      renewNow: agent.renewals.renewNow.handler(({ context, input }) => services.renewals.renewNow(input.certificateId, askerOf(context))),
      get: agent.renewals.get.handler(({ input }) => services.renewals.get(input.runId)),
      pause: agent.renewals.pause.handler(({ context, input }) => services.renewals.pause(input.minutes, askerOf(context))),
      resume: agent.renewals.resume.handler(async ({ context }) => {
        await services.renewals.resume(askerOf(context))
        return { pause: null }
      }),
    },
    targets: {
      list: agent.targets.list.handler(({ context: { caller }, input }) =>
        services.targets.list(input.certificateId, { withArguments: mayReach(caller, 'administer') }),
      ),
      kinds: agent.targets.kinds.handler(() => services.targets.kinds()),
      add: agent.targets.add.handler(({ input }) => services.targets.add(input)),
      preview: agent.targets.preview.handler(({ input }) => services.targets.preview(input)),
      test: agent.targets.test.handler(({ input }) => services.targets.test(input)),
      apply: agent.targets.apply.handler(({ input }) => services.targets.apply(input.targetId)),
      rollBack: agent.targets.rollBack.handler(({ input }) => services.targets.rollBack(input)),
      remove: agent.targets.remove.handler(({ input }) => services.targets.remove(input)),
    },
    authorities: {
      list: agent.authorities.list.handler(() => services.authorities.list()),
      look: agent.authorities.look.handler(({ input }) => services.authorities.look(input.directory)),
      setOrder: agent.authorities.setOrder.handler(({ input }) => services.authorities.setOrder(input.authorities)),
      remove: agent.authorities.remove.handler(({ input }) => services.authorities.remove(input.directory)),
      setBinding: agent.authorities.setBinding.handler(({ input }) => services.authorities.setBinding(input)),
      trust: agent.authorities.trust.handler(({ input: { directory, roots } }) => services.authorities.trust(directory, roots)),
      distrust: agent.authorities.distrust.handler(({ input }) => services.authorities.distrust(input.directory)),
      openAccount: agent.authorities.openAccount.handler(({ input }) => services.authorities.openAccount(input.directory)),
      updateContact: agent.authorities.updateContact.handler(({ input: { directory, contact } }) =>
        services.authorities.updateContact(directory, contact),
      ),
      rollKey: agent.authorities.rollKey.handler(({ input }) => services.authorities.rollKey(input.directory)),
      chooseAccount: agent.authorities.chooseAccount.handler(({ input: { directory, uses } }) =>
        services.authorities.chooseAccount(directory, uses),
      ),
      deactivate: agent.authorities.deactivate.handler(({ input }) => services.authorities.deactivate(input.directory)),
    },
    proofs: {
      addDnsServer: agent.proofs.addDnsServer.handler(async ({ input: { server, key } }) => {
        await services.proofs.addDnsServer(server, key)
        return { server }
      }),
      listDnsServers: agent.proofs.listDnsServers.handler(() => services.proofs.listDnsServers()),
      removeDnsServer: agent.proofs.removeDnsServer.handler(async ({ input: { server } }) => {
        await services.proofs.removeDnsServer(server)
        return { server }
      }),
      delegation: agent.proofs.delegation.handler(({ input }) => services.proofs.delegation(input.name)),
    },
    device: {
      enrolment: agent.device.enrolment.handler(() => services.device.enrolment()),
      enrolByCode: agent.device.enrolByCode.handler(({ input }) => services.device.enrolByCode(input)),
      enrolByToken: agent.device.enrolByToken.handler(({ input }) => services.device.enrolByToken(input)),
      keep: agent.device.keep.handler(() => services.device.keep()),
      changeKey: agent.device.changeKey.handler(() => services.device.changeKey()),
      names: agent.device.names.handler(() => services.device.names()),
      addName: agent.device.addName.handler(({ input }) => services.device.addName(input.zone)),
      publishLanAddresses: agent.device.publishLanAddresses.handler(({ context, input }) =>
        services.device.publishLanAddresses(input.publish, askerOf(context)),
      ),
      openDevicePage: agent.device.openDevicePage.handler(({ input }) => services.device.openDevicePage(input.openToLan)),
    },
    licence: { get: agent.licence.get.handler(() => services.licence.get()) },
    usual: {
      get: agent.usual.get.handler(() => services.usual.get()),
      set: agent.usual.set.handler(({ input }) => services.usual.set(input)),
    },
    proxy: {
      get: agent.proxy.get.handler(() => services.proxy.get()),
      test: agent.proxy.test.handler(({ input }) => services.proxy.test(input.wish)),
      set: agent.proxy.set.handler(({ input: { untried, wish } }) => services.proxy.set(wish, untried)),
    },
    policy: { get: agent.policy.get.handler(() => services.policy.get()) },
    audit: {
      list: agent.audit.list.handler(({ input }) => services.audit.list(input)),
      export: agent.audit.export.handler(() => eventsOf(services.audit.export())),
      verify: agent.audit.verify.handler(() => services.audit.verify()),
    },
    doctor: {
      run: agent.doctor.run.handler((call) => eventsOf(services.doctor.run(call.input, endOf(call)))),
      report: agent.doctor.report.handler(({ input }) => services.doctor.report(input)),
    },
    diagnostics: { create: agent.diagnostics.create.handler(({ input }) => services.diagnostics.create(input)) },
    backup: {
      create: agent.backup.create.handler(({ input }) => services.backup.create(input)),
      inspect: agent.backup.inspect.handler(({ input }) => services.backup.inspect(input)),
    },
    adoption: {
      scan: agent.adoption.scan.handler(({ input }) => services.adoption.scan(input.folders)),
      takeOver: agent.adoption.takeOver.handler(({ input }) => services.adoption.takeOver(input)),
    },
    tokens: {
      list: agent.tokens.list.handler(() => services.tokens.list()),
      create: agent.tokens.create.handler(({ input }) => services.tokens.create(input)),
      revoke: agent.tokens.revoke.handler(({ input }) => services.tokens.revoke(input.tokenId)),
      choosePort: agent.tokens.choosePort.handler(({ input }) => services.tokens.choosePort(input.port)),
    },
  })
}

function askerOf({ pass }: CallContext): Asker {
  return pass ? 'token' : 'person'
}

/** When a call that goes on is to end: with whoever asked, or with what let them in. */
function endOf({ signal, context: { pass } }: { signal?: AbortSignal | undefined; context: CallContext }): AbortSignal {
  return AbortSignal.any([signal ?? [], pass?.ended ?? []].flat())
}

/** An iterable begins when it is iterated; what travels is the iterator. */
async function* eventsOf<Event>(events: AsyncIterable<Event>) {
  yield* events
}
