import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dns01Delegation } from '../../support/solvers/delegation-stage.ts'
import { dns01Cloud, dns01Rfc2136 } from '../../support/solvers/dns-stages.ts'
import { http01Listener, http01Webroot } from '../../support/solvers/http-stages.ts'
import type { StagedSolver } from '../../support/solvers/staged-solver.ts'
import { tlsAlpn01 } from '../../support/solvers/tls-alpn-stage.ts'

const kinds = [dns01Cloud, dns01Rfc2136, dns01Delegation, http01Listener, http01Webroot, tlsAlpn01]

describe.each(kinds.map((kind) => [kind.title + kind.missing, kind] as const))('%s', (_, { missing, stage }) => {
  describe.skipIf(missing !== '')('keeps what every way of proving a name promises:', () => {
    let staged: StagedSolver
    beforeAll(async () => {
      staged = await stage()
    })
    afterAll(() => staged?.stop())

    const seen = () => Promise.all(staged.tasks.map((task) => staged.sees(task)))

    it('the answer is there when publishing is done, and gone when it is taken away', async () => {
      const { solver, tasks } = staged
      expect(await seen()).toEqual([false, false])
      await solver.publish(tasks[0])
      expect(await seen()).toEqual([true, false])
      await solver.remove(tasks[0])
      expect(await seen()).toEqual([false, false])
      expect(await staged.isClean()).toBe(true)
    })

    it('publishing twice and taking away twice does no harm', async () => {
      const { solver, tasks } = staged
      await solver.publish(tasks[0])
      await solver.publish(tasks[0])
      expect(await seen()).toEqual([true, false])
      await solver.remove(tasks[0])
      await solver.remove(tasks[0])
      expect(await seen()).toEqual([false, false])
      expect(await staged.isClean()).toBe(true)
    })

    it('two at the same place at once, each taken away alone', async () => {
      const { solver, tasks } = staged
      await Promise.all(tasks.map((task) => solver.publish(task)))
      expect(await seen()).toEqual([true, true])
      await solver.remove(tasks[0])
      expect(await seen()).toEqual([false, true])
      await solver.remove(tasks[1])
      expect(await seen()).toEqual([false, false])
      expect(await staged.isClean()).toBe(true)
    })

    it('coming and going at once leaves what is still to be seen', async () => {
      const { solver, tasks } = staged
      for (let round = 0; round < 3; round++) {
        await solver.publish(tasks[0])
        await Promise.all([solver.remove(tasks[0]), solver.publish(tasks[1])])
        expect(await seen()).toEqual([false, true])
        await solver.remove(tasks[1])
      }
      expect(await staged.isClean()).toBe(true)
    })
  })
})
