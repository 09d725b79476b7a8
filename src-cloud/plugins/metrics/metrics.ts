import { second } from '@mylzip/shared/domain/time.ts'
import { Counter, Gauge, Histogram, Registry } from 'prom-client'

/** What is counted of the work done at this instance. */
export interface Metrics {
  /** An answer over HTTP: by the contract's name of the call, or the route's template, never by an address as it came. */
  answered(answer: { call: string; method: string; status: number; ms: number; stream: boolean }): void
  /** A call of the contract: `outcome` is `ok` or the code it was refused with. */
  called(call: string, outcome: string): void
  ranJob(job: string, outcome: 'ok' | 'failed', ms: number): void
  answeredDns(transport: 'udp' | 'tcp', rcode: string, ms: number): void
  /** Whether limits are counted together with the other instances (at Redis), or here alone. */
  sharesLimits(shared: boolean): void
  /** Devices that wait for commands here. */
  devicesWaiting(count: () => number): void
  /** What is read when somebody asks, for all instances together. */
  read(name: string, help: string, labels: readonly string[], values: () => Promise<readonly Measured[]>): void
  /** In Prometheus' text format. */
  text(): Promise<string>
  readonly contentType: string
  readonly registry: Registry
}

export interface Measured {
  labels: Record<string, string>
  value: number
}

/** Seconds: most answers take milliseconds; what takes longer than ten is ended. */
const buckets = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10]
const dnsBuckets = [0.0002, 0.0005, 0.001, 0.002, 0.005, 0.01, 0.05, 0.25, 1]
/** Calls by which a device comes to a team. */
const enrolments: readonly string[] = ['devices.enrol']

export function createMetrics(): Metrics {
  const registry = new Registry()
  const registers = [registry]
  const requests = new Counter({
    ...{ name: 'mylzip_http_requests_total', help: 'Requests answered, by call.', registers },
    labelNames: ['call', 'method', 'status'],
  })
  const durations = new Histogram({
    ...{ name: 'mylzip_http_request_duration_seconds', help: 'How long answers took, by call; event streams are left out.', registers },
    labelNames: ['call'],
    buckets,
  })
  const calls = new Counter({
    ...{ name: 'mylzip_calls_total', help: 'Calls of the contract, by outcome: ok, or the code of the refusal.', registers },
    labelNames: ['call', 'outcome'],
  })
  const enrolled = new Counter({
    ...{ name: 'mylzip_enrolments_total', help: 'Enrolments, by outcome: ok, or the code of the refusal.', registers },
    labelNames: ['outcome'],
  })
  const jobs = new Counter({
    ...{ name: 'mylzip_job_runs_total', help: 'Runs of background work, by outcome.', registers },
    labelNames: ['job', 'outcome'],
  })
  const jobDurations = new Histogram({
    ...{ name: 'mylzip_job_duration_seconds', help: 'How long runs of background work took.', registers },
    labelNames: ['job'],
    buckets: [...buckets, 60, 300],
  })
  const dns = new Counter({
    ...{ name: 'mylzip_dns_queries_total', help: 'DNS messages, by transport and response code; silence has none.', registers },
    labelNames: ['transport', 'rcode'],
  })
  const dnsDurations = new Histogram({
    ...{ name: 'mylzip_dns_duration_seconds', help: 'How long DNS answers took.', registers },
    buckets: dnsBuckets,
  })
  const shared = new Gauge({ name: 'mylzip_rate_limits_shared', help: '1 while limits are counted with the other instances.', registers })

  return {
    answered({ call, method, status, ms, stream }) {
      requests.inc({ call, method, status: String(status) })
      if (!stream) durations.observe({ call }, ms / second)
    },
    called(call, outcome) {
      calls.inc({ call, outcome })
      if (enrolments.includes(call)) enrolled.inc({ outcome })
    },
    ranJob(job, outcome, ms) {
      jobs.inc({ job, outcome })
      jobDurations.observe({ job }, ms / second)
    },
    answeredDns(transport, rcode, ms) {
      dns.inc({ transport, rcode })
      dnsDurations.observe(ms / second)
    },
    sharesLimits: (yes) => shared.set(yes ? 1 : 0),
    devicesWaiting(count) {
      new Gauge({
        ...{ name: 'mylzip_devices_waiting', help: 'Devices that wait for commands at this instance.', registers },
        collect() {
          this.set(count())
        },
      })
    },
    read(name, help, labelNames, values) {
      new Gauge({
        ...{ name, help, labelNames: [...labelNames], registers },
        async collect() {
          const measured = await values()
          // What there is nothing of any more must not stand there for ever.
          this.reset()
          for (const { labels, value } of measured) this.set(labels, value)
        },
      })
    },
    text: () => registry.metrics(),
    contentType: registry.contentType,
    registry,
  }
}
