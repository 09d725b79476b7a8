import type { AddressInfo } from 'node:net'
import fastify from 'fastify'
import pg from 'pg'

// What the cloud is compared with: a Fastify without anything, whose one route asks the same database for the same device's
// state by its key, and answers what it got.

const pool = new pg.Pool({ connectionString: process.argv[2], max: 10 })
const app = fastify()
app.get<{ Params: { id: string } }>('/devices/:id', async ({ params }) => {
  const query = 'SELECT d.name, s.state FROM devices d JOIN device_states s ON s.device_id = d.id WHERE d.id = $1'
  const { rows } = await pool.query({ name: 'state', text: query, values: [params.id] })
  return rows[0]
})
await app.listen({ host: '127.0.0.1', port: 0 })
process.on('message', () => process.send?.({ residentMb: process.memoryUsage.rss() / 1e6 }))
process.once('disconnect', () => process.exit(0))
process.send?.({ url: `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`, dnsPort: 0 })
