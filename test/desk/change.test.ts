import { describe, expect, test } from 'vitest'
import { addNote, applyPatch, changeAlert } from '../../src/desk/change.js'
import { HISTORY_TEXTS, historyText } from '../../src/desk/words.js'
import type { Alert, HistoryEntry } from '../../src/domain/case.js'
import { EscuchaError } from '../../src/domain/errors.js'
import type { AlertPatch } from '../../src/domain/settings.js'
import type { AlertChange, Feedback, Store } from '../../src/store/store.js'
import { at, context, Desk, said, view } from './story.js'

const NOW = at(2, '11:00')

function openAlert(): Alert {
  const desk = new Desk()
  desk.review(at(2, '10:00'), said('1', 'Ana', at(2, '09:00'), '¿Sol?', { labels: ['question'] }))
  return desk.alert
}

function patched(alert: Alert, patch: AlertPatch, now = NOW): Alert {
  return applyPatch(alert, patch, 'marta', now, context).change?.alert ?? alert
}

describe('a person', () => {
  test.each([
    [
      { status: 'acknowledged' },
      { status: 'acknowledged', waitingFor: 'staff', dueAt: at(3, '09:00') },
      'status.acknowledged',
    ],
    [
      { status: 'answered' },
      { status: 'answered', answeredAt: NOW, answeredBy: 'staff', waitingFor: null, dueAt: null },
      'status.answered',
    ],
    [{ status: 'resolved' }, { status: 'resolved', resolvedAt: NOW, answeredAt: null, dueAt: null }, 'status.resolved'],
    [
      { status: 'dismissed', dismissReason: 'spam' },
      { status: 'dismissed', dismissReason: 'spam', waitingFor: null },
      'status.dismissed.spam',
    ],
    [
      { status: 'snoozed', snoozedUntil: '2026-03-05T08:00:00-05:00' },
      { status: 'snoozed', snoozedUntil: at(5, '13:00'), waitingFor: null },
      'snoozed',
    ],
    [{ snoozedUntil: at(5, '13:00') }, { status: 'snoozed', snoozedUntil: at(5, '13:00') }, 'snoozed'],
    [{ assignee: ' Marta ' }, { assignee: 'Marta', status: 'open' }, 'assigned'],
    [{ labels: ['complaint'] }, { labels: ['complaint'], waitingFor: 'staff', dueAt: at(2, '13:00') }, 'labels'],
  ] as const)('can set %j', (patch, expected, text) => {
    const { change } = applyPatch(openAlert(), patch, 'marta', NOW, context)
    expect(change?.alert).toMatchObject({ ...expected, version: 2, updatedAt: NOW })
    expect(change?.expectedVersion).toBe(1)
    expect(change?.history.map((line) => [line.actor, line.at, line.text])).toEqual([['marta', NOW, text]])
  })

  test.each([
    [{ status: 'dismissed' }, 'needs a dismissReason'],
    [{ dismissReason: 'spam' }, 'goes with the status "dismissed"'],
    [{ status: 'dismissed', dismissReason: 'boredom' }, 'dismissReason is one of'],
    [{ status: 'snoozed' }, 'needs snoozedUntil'],
    [{ status: 'snoozed', snoozedUntil: 'mañana' }, 'needs snoozedUntil'],
    [{ status: 'snoozed', snoozedUntil: at(2, '10:59') }, 'later than now'],
    [{ status: 'snoozed', snoozedUntil: '2036-01-01T00:00:00Z' }, 'more than a year'],
    [{ status: 'open', snoozedUntil: at(5, '10:00') }, 'goes with the status "snoozed"'],
    [{ status: 'closed' }, 'status is one of'],
    [{ labels: ['anger'] }, 'labels are some of'],
    [{ assignee: 'x'.repeat(101) }, 'at most 100'],
  ])('cannot set %j, and is told why', (patch, reason) => {
    const attempt = () => applyPatch(openAlert(), patch as AlertPatch, 'marta', NOW, context)
    expect(attempt).toThrow(EscuchaError)
    expect(attempt).toThrow(reason)
  })

  test('who asks for what is there already changes nothing', () => {
    const outcome = applyPatch(openAlert(), { status: 'open', assignee: null }, 'marta', NOW, context)
    expect(outcome).toEqual({ change: null, feedback: [], events: [] })
  })

  test.each([
    { status: 'acknowledged' },
    { status: 'answered' },
    { status: 'resolved' },
    { status: 'dismissed', dismissReason: 'wrong-label' },
    { status: 'snoozed', snoozedUntil: at(5, '13:00') },
  ] as const)('who takes %j back has the alert as it was', (patch) => {
    const before = openAlert()
    const after = patched(patched(before, patch), { status: 'open' }, at(2, '11:01'))
    expect(after).toEqual({ ...before, version: 3, updatedAt: at(2, '11:01') })
  })

  test('who finds an answer wrong gives the team a new grace', () => {
    const desk = new Desk()
    const asked = said('1', 'Ana', at(2, '09:00'), '¿Sol?', { labels: ['question'] })
    desk.review(at(2, '10:00'), asked, said('2', 'Luis', at(2, '09:30'), 'Sí, llega hasta Ipiales'))
    const alert = patched(desk.alert, { status: 'open' })
    expect(alert).toMatchObject({
      status: 'open',
      answeredAt: at(2, '09:30'),
      waitingFor: 'staff',
      dueAt: at(3, '11:00'),
    })
  })
})

describe('a correction becomes labelled data', () => {
  const said1 = { at: NOW, actor: 'marta', source: 'foro', post: '1', brand: 'sol', model: 'unknown' }

  test.each([
    [{ labels: ['complaint'] }, { relevant: true, labels: { complaint: true, question: false } }],
    [{ labels: ['question'] }, { relevant: true, labels: { question: true } }],
    [
      { status: 'dismissed', dismissReason: 'not-our-brand' },
      { relevant: false, labels: {} },
    ],
    [
      { status: 'dismissed', dismissReason: 'wrong-label' },
      { relevant: true, labels: { question: false } },
    ],
  ] as const)('%j', (patch, expected) => {
    const alert = openAlert()
    expect(applyPatch(alert, patch, 'marta', NOW, context).feedback).toEqual([
      { ...said1, alert: alert.id, ...expected },
    ])
  })

  test('a dismissal for other reasons says nothing of the classifier', () => {
    expect(
      applyPatch(openAlert(), { status: 'dismissed', dismissReason: 'duplicate' }, 'marta', NOW, context).feedback,
    ).toEqual([])
  })

  test('taking a dismissal back takes the correction back', () => {
    const dismissed = patched(openAlert(), { status: 'dismissed', dismissReason: 'not-our-brand' })
    const { feedback } = applyPatch(dismissed, { status: 'open' }, 'marta', NOW, context)
    expect(feedback).toMatchObject([{ relevant: true }])
  })
})

describe('in the store', () => {
  test('a change is written with its feedback, its events and the model that judged', async () => {
    const store = new OneAlertStore(openAlert())
    const owed: string[] = []
    const owe = (events: readonly { readonly kind: string }[]) => {
      owed.push(...events.map(({ kind }) => kind))
      return []
    }
    const alert = await changeAlert(
      store.asStore(),
      store.alert.id,
      { status: 'answered', labels: ['question'] },
      'marta',
      NOW,
      { ...context, owe },
    )
    expect(alert).toMatchObject({ status: 'answered', version: 2 })
    expect(store.alert).toEqual(alert)
    expect(owed).toEqual(['answered'])
    expect(store.feedback).toMatchObject([{ model: 'test-1', labels: { question: true } }])
  })

  test('somebody else’s change in between is built upon, not overwritten', async () => {
    const store = new OneAlertStore(openAlert())
    store.beforeWrite = () => {
      store.alert = { ...store.alert, assignee: 'luis', version: 2 }
    }
    const alert = await changeAlert(store.asStore(), store.alert.id, { status: 'acknowledged' }, 'marta', NOW, context)
    expect(alert).toMatchObject({ status: 'acknowledged', assignee: 'luis', version: 3 })
  })

  test('an alert that is not there is said to be missing', async () => {
    const store = new OneAlertStore(openAlert()).asStore()
    await expect(changeAlert(store, 'nope', { status: 'open' }, 'marta', NOW, context)).rejects.toMatchObject({
      code: 'not-found',
    })
    await expect(addNote(store, 'nope', 'hola', 'marta', NOW)).rejects.toMatchObject({ code: 'not-found' })
  })

  test('a note is kept in its writer’s words; an empty one is refused', async () => {
    const store = new OneAlertStore(openAlert())
    await addNote(store.asStore(), store.alert.id, '  La llamé.\nVuelve mañana. ', 'marta', NOW)
    expect(store.history).toMatchObject([{ kind: 'note', text: 'La llamé.\nVuelve mañana.', actor: 'marta', at: NOW }])
    await expect(addNote(store.asStore(), store.alert.id, ' \n', 'marta', NOW)).rejects.toMatchObject({
      code: 'bad-input',
    })
  })
})

describe('the history in words', () => {
  test('is there in both languages for every sentence', () => {
    for (const text of Object.keys(HISTORY_TEXTS)) {
      const entry = { kind: 'status', text, from: 'a', to: 'b' } as const
      expect(historyText(entry, 'es')).not.toMatch(/[{}]/)
      expect(historyText(entry, 'en')).not.toBe(text)
    }
  })

  test('names what changed, and shows a note as it was written', () => {
    expect(historyText({ kind: 'assigned', text: 'assigned', from: null, to: 'Marta' }, 'es')).toBe('La asignó a Marta')
    expect(historyText({ kind: 'note', text: 'snoozed', from: null, to: null }, 'es')).toBe('snoozed')
    expect(historyText({ kind: 'status', text: 'toString', from: null, to: null }, 'es')).toBe('toString')
  })
})

/** The few methods of a store that changing an alert needs, over one alert. */
class OneAlertStore {
  alert: Alert
  readonly history: HistoryEntry[] = []
  readonly feedback: Feedback[] = []
  beforeWrite: (() => void) | null = null

  constructor(alert: Alert) {
    this.alert = alert
  }

  asStore(): Store {
    const store: Partial<Store> = {
      alert: async (id) => (id === this.alert.id ? this.alert : null),
      conversations: async () => [view([said('1', 'Ana', at(2, '09:00'), '¿Sol?', { labels: ['question'] })])],
      addHistory: async (entry) => void this.history.push(entry),
      recordAlerts: async (changes, _deliveries, feedback) => this.#record(changes, feedback),
    }
    return store as Store
  }

  #record(changes: readonly AlertChange[], feedback: readonly Feedback[]): void {
    const interrupt = this.beforeWrite
    this.beforeWrite = null
    interrupt?.()
    for (const { alert, expectedVersion } of changes) {
      if (expectedVersion !== this.alert.version) throw new EscuchaError('store-conflict', 'changed in between')
      this.alert = alert
    }
    this.feedback.push(...feedback)
  }
}
