// A scan judges the replies to a case with the model that ships, stores what it found, and lets it move who must act.

import { describe, expect, it } from 'vitest'
import { replyJudging } from '../../src/app/replies.js'
import { scanOnce } from '../../src/scan/scan.js'
import { openReplyJudge } from '../../src/understand/replies/judge.js'
import { type BoardPost, deskContext, minutes, openKit, spec } from './kit.js'

const PAGE = 'https://foro.example/latest'
const HOUR = 3_600_000
const question = { id: '1', text: '¿UNE deja cambiar la clave del wifi desde la app?', thread: 't1', author: 'Ana' }
const reply = (id: string, minute: number, text: string, author = 'Luis') =>
  ({ id, text, author, thread: 't1', kind: 'reply', date: minutes(minute) }) as const
const metoo = reply('2', 20, 'A mí también me pasa lo mismo, desde el lunes estoy igual')
const steps = reply(
  '3',
  40,
  'Entra a 192.168.1.1 con el usuario del sticker, menú Wireless > Seguridad, y guarda la clave',
)

async function kitWith() {
  const kit = await openKit([spec('foro')], { judgeReplies: replyJudging(openReplyJudge(), deskContext) })
  const look = async (...posts: BoardPost[]) => {
    kit.web.put(PAGE, { posts })
    kit.web.put('https://board.example/t/t1', { posts })
    const summary = await scanOnce({ force: true }, kit.tools)
    const [alert] = await kit.store.alertsOpened({
      since: '1970-01-01T00:00:00.000Z',
      until: '9999-01-01T00:00:00.000Z',
    })
    const [view] = await kit.store.conversations('foro', ['t1'])
    return { summary, alert, verdicts: view?.posts.map(({ replies }) => replies?.map(({ kind }) => kind)) }
  }
  return { kit, look }
}

describe('a reply to a case', () => {
  it('is judged when it comes, and a me-too leaves the question waiting', async () => {
    const { kit, look } = await kitWith()
    await look(question)
    kit.pass(HOUR)
    const { alert, verdicts, summary } = await look(question, metoo)
    expect(verdicts).toEqual([undefined, ['metoo']])
    expect(summary.alerts.answered).toBe(1)
    expect(alert).toMatchObject({ status: 'answered', waitingFor: 'community', doubt: { kind: 'empty', post: '2' } })
  })

  it('that answers ends the doubt', async () => {
    const { kit, look } = await kitWith()
    await look(question, metoo)
    kit.pass(HOUR)
    const { alert, verdicts } = await look(question, metoo, steps)
    expect(verdicts).toEqual([undefined, ['metoo'], ['answer']])
    expect(alert).toMatchObject({ status: 'answered', waitingFor: null, doubt: null })
  })

  it('that never comes calls the team when the grace ends, without a further post', async () => {
    const { kit, look } = await kitWith()
    await look(question, metoo)
    kit.pass(25 * HOUR)
    const { alert, summary } = await look(question, metoo)
    expect(alert).toMatchObject({ status: 'answered', waitingFor: 'staff', escalatedAt: null })
    expect(summary.alerts.escalated).toBe(0)
    expect(kit.owed.map(({ kind }) => kind)).toEqual(['opened', 'escalated'])
  })
})
