import { describe, expect, it } from 'vitest'
import type { AlertEvent } from '../../src/domain/delivery.js'
import { instantPlus } from '../../src/domain/time.js'
import { slack } from '../../src/notify/slack.js'
import { alertOf, eventOf, hostileAlert, NOW } from './samples.js'

interface Text {
  readonly type: string
  readonly text: string
}
interface Block {
  readonly type: string
  readonly text?: Text
  readonly elements?: readonly { readonly url?: string; readonly text: Text | string }[]
  readonly accessory?: { readonly url: string }
}
interface Message {
  readonly text: string
  readonly blocks: readonly Block[]
  readonly unfurl_links: boolean
  readonly unfurl_media: boolean
}

function sent(event: AlertEvent): Message {
  return JSON.parse(slack.render(event, slack.example, { deliveryId: 'dlv_1', at: NOW }).body)
}

describe('a message in Slack', () => {
  it('tells at a glance what happened, who must act by when, who says what where, and why it was flagged', () => {
    expect(sent(eventOf())).toEqual({
      text: 'Urgente · Queja sobre UNE: “Llevo tres días sin internet y nadie responde”',
      blocks: [
        { type: 'header', text: { type: 'plain_text', text: 'Urgente · Queja sobre UNE', emoji: false } },
        {
          type: 'section',
          text: {
            type: 'mrkdwn',
            text: '*Le toca al equipo · vence en 4 h*\nQueja, Se va · gravedad 2 de 3 (acusación) · servicio caído, dinero o plazo',
            verbatim: true,
          },
        },
        {
          type: 'section',
          text: { type: 'plain_text', text: '“Llevo tres días sin internet y nadie responde”', emoji: false },
        },
        {
          type: 'context',
          elements: [
            { type: 'plain_text', text: 'Marta · foro-usuarios · Sin internet en Laureles', emoji: false },
            { type: 'plain_text', text: 'Por qué se marcó: “sin internet”, “nadie responde”', emoji: false },
          ],
        },
        {
          type: 'actions',
          elements: [
            {
              type: 'button',
              action_id: 'open-alert',
              text: { type: 'plain_text', text: 'Abrir en Escucha', emoji: false },
              url: 'https://escucha.example/alerts/al_1',
              style: 'primary',
            },
            {
              type: 'button',
              action_id: 'open-post',
              text: { type: 'plain_text', text: 'Ver la publicación', emoji: false },
              url: 'https://foro.example/t/812/1',
            },
          ],
        },
      ],
      unfurl_links: false,
      unfurl_media: false,
    })
  })

  it.each<[Partial<AlertEvent>, string, string]>([
    [
      { kind: 'escalated', language: 'en' },
      'Urgent · Over to the team: complaint about UNE',
      'Over to the team · due in 4 h',
    ],
    [
      { kind: 'escalated', alerts: [alertOf({ urgency: 1, dueAt: '2026-03-02T12:50:00.000Z' })] },
      'Le toca al equipo: queja sobre UNE',
      'Le toca al equipo · venció hace 2 h 10 min',
    ],
    [
      {
        alerts: [
          alertOf({
            labels: ['question'],
            severity: 0,
            urgency: 1,
            waitingFor: 'community',
            dueAt: '2026-03-03T10:00:00.000Z',
          }),
        ],
      },
      'Pregunta sobre UNE',
      'Espera a la comunidad · pasa al equipo en 19 h',
    ],
    [
      {
        kind: 'answered',
        alerts: [alertOf({ waitingFor: null, answeredBy: 'staff', answeredAt: '2026-03-02T17:10:00.000Z' })],
      },
      'Ya tiene respuesta: queja sobre UNE',
      'Contestó el equipo · en 3 h 10 min',
    ],
    [
      {
        kind: 'answered',
        language: 'en',
        alerts: [alertOf({ waitingFor: null, answeredBy: 'community', answeredAt: NOW })],
      },
      'Answered: complaint about UNE',
      'Another customer answered · after 1 h',
    ],
    [
      { kind: 'reopened', alerts: [alertOf({ urgency: 0, dueAt: null })] },
      'Se reabrió: queja sobre UNE',
      'Le toca al equipo',
    ],
  ])('for %j begins "%s" and says "%s"', (changes, headline, action) => {
    const [header, section] = sent(eventOf(changes)).blocks
    expect(header?.text?.text).toBe(headline)
    expect(section?.text?.text).toContain(`*${action}*\n`)
  })

  it('of a digest lists the first twenty and says how many more there are', () => {
    const alerts = Array.from({ length: 32 }, (_, index) => alertOf({ id: `al_${index}` }))
    const { blocks } = sent(eventOf({ kind: 'digest', alerts }))
    expect(blocks[0]?.text?.text).toBe('32 casos por atender de UNE')
    expect(blocks.filter((block) => block.type === 'section')).toHaveLength(20)
    expect(blocks[1]?.accessory?.url).toBe('https://escucha.example/alerts/al_0')
    expect(blocks.at(-2)?.elements?.[0]?.text).toBe('y 12 más')
    expect(blocks.at(-1)?.elements?.[0]?.url).toBe('https://escucha.example/')
  })

  it('of a spike says what rose, over what is usual, and what the posts share', () => {
    const alerts = [alertOf({ id: 'al_1' }), alertOf({ id: 'al_2' })]
    const topic = { id: 't', title: 'Sin señal en *Laureles*', count: 8 }
    const facts = {
      label: 'complaint',
      since: instantPlus(NOW, -3_600_000),
      until: NOW,
      count: 9,
      expected: 1.25,
      topic,
    } as const
    const { blocks } = sent(eventOf({ kind: 'spike', alerts, spike: facts }))
    expect(blocks[0]?.text?.text).toBe('Pico sobre UNE: 9 quejas en 1 h')
    expect(blocks[1]?.text?.text).toBe('lo usual a esta hora: 1,3 · 8 sobre lo mismo: “Sin señal en *Laureles*”')
    expect(blocks[2]?.accessory?.url).toBe('https://escucha.example/alerts/al_1')
    const english = sent(eventOf({ kind: 'spike', alerts, language: 'en', spike: { ...facts, topic: null } })).blocks
    expect(english[0]?.text?.text).toBe('Spike about UNE: 9 complaints in 1 h')
    expect(english[1]?.text?.text).toBe('usual at this hour: 1.3')
  })

  it('stays within what Slack takes, however long and hostile the alert', () => {
    for (const kind of ['opened', 'digest', 'spike'] as const) {
      const alerts = Array.from({ length: kind === 'opened' ? 1 : 300 }, hostileAlert)
      const message = sent(eventOf({ kind, alerts, brandNames: { une: '<&>'.repeat(100) } }))
      const texts = JSON.stringify(message.blocks).match(/"text":"(?:[^"\\]|\\.)*"/g) ?? []
      expect(message.blocks.length).toBeLessThanOrEqual(50)
      expect(message.blocks[0]?.text?.text.length).toBeLessThanOrEqual(150)
      expect(Math.max(...texts.map((text) => text.length))).toBeLessThan(3_000)
      expect(texts.join('').length).toBeLessThan(13_000)
    }
  })

  it('rings nobody, links nowhere and reverses nothing that a stranger wrote', () => {
    const { body } = slack.render(eventOf({ alerts: [hostileAlert()] }), slack.example, { deliveryId: 'd', at: NOW })
    expect(body).not.toMatch(/[<>]|@channel|@everyone|@here|\u202e|\u0007|\\u0007|\\u001b/i)
    expect(body).toContain('&lt;!channel&gt;')
  })

  it('leaves a link out rather than cutting it', () => {
    const url = `https://foro.example/${'a'.repeat(3_000)}`
    const { blocks } = sent(eventOf({ alerts: [alertOf({ url })] }))
    expect(blocks.at(-1)?.elements).toHaveLength(1)
    expect(JSON.stringify(sent(eventOf({ alerts: [alertOf({ url: 'javascript:alert(1)' })] })))).not.toContain(
      'javascript',
    )
  })
})
