import { afterEach, expect, it } from 'vitest'
import type { ModelsShown } from '../../../src/server/tools.js'
import { type Bed, NOW, openBed } from '../bed.js'

let bed: Bed
afterEach(() => bed.store.close())

const learnt: ModelsShown['learnt'] = [
  {
    id: 'escucha-1+aa',
    base: 'escucha-1',
    madeAt: NOW,
    verdict: 'accepted',
    report: {
      learntFrom: 64,
      keptAside: 30,
      fixed: [{ head: 'complaint', n: 900, f1Before: 0.8, f1After: 0.82, lost: 3, won: 9 }],
      random: [],
      losses: [],
    },
  },
  {
    id: 'escucha-1+bb',
    base: 'escucha-1',
    madeAt: NOW,
    verdict: 'refused',
    report: { learntFrom: 50, keptAside: 0, fixed: [], random: [], losses: ['fixed complaint'] },
  },
]

async function open(active: string | null): Promise<{ readonly rolled: () => number }> {
  let rolled = 0
  const shown: ModelsShown = { shipped: 'escucha-1', active, learnt }
  const models = {
    list: async () => shown,
    rollback: async () => {
      rolled += 1
      return { ...shown, active: null }
    },
  }
  bed = await openBed({}, false, { models })
  return { rolled: () => rolled }
}

const text = async (response: Promise<Response>) =>
  (await (await response).text()).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')

it('the settings tell which model judges, what it learnt and what became of the others', async () => {
  await open('escucha-1+aa')
  const page = await text((await bed.as('admin')).get('/settings'))
  expect(page).toContain('Juzga un modelo que aprendió de las correcciones (escucha-1+aa).')
  expect(page).toContain('En uso · 64 correcciones')
  expect(page).toContain('Queja +9 −3')
  expect(page).toContain('Rechazado: perdía frente al actual · 50 correcciones')
})

it('an admin goes back to the model before, and the log says who did; nobody else may', async () => {
  const { rolled } = await open('escucha-1+aa')
  expect((await (await bed.as('reviewer')).post('/settings/model/rollback', {})).status).toBe(403)
  expect(rolled()).toBe(0)
  const ada = await bed.as('admin')
  await ada.post('/settings/model/rollback', {})
  expect(rolled()).toBe(1)
  expect(await text(ada.get('/settings'))).toContain('Volvió al modelo anterior')
  expect(await bed.store.auditLog(5)).toContainEqual(
    expect.objectContaining({ actor: 'ada', action: 'model.rolled-back', detail: 'escucha-1' }),
  )
})

it('where the shipped model judges there is nothing to go back to', async () => {
  await open(null)
  const page = await text((await bed.as('admin')).get('/settings'))
  expect(page).toContain('Juzga el modelo de fábrica (escucha-1).')
  expect(page).not.toContain('Volver al modelo anterior')
})
