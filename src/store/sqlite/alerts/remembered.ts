// Alerts that were read before, as long as nothing about them has changed. Figures and topics read thousands of alerts
// at every look, and most of them are as they were: turning their rows into nouns again is what the look would cost.

import type { Alert } from '../../../domain/case.js'
import type { Database, Value } from '../database.js'
import { ALERT_COLUMNS, ALERT_JOINS, type AlertRow, alertOf } from './rows.js'

/** Some sixty megabytes. Beyond it all are forgotten, and those that are asked for are read again. */
const ALERTS_MAX = 50_000

/** Where more than this share is unknown, one statement reads all. */
const UNKNOWN_SHARE_MAX = 0.25

interface Stamp {
  readonly key: number
  readonly id: string
  readonly version: number
  readonly updated_at: string
  readonly conversation_url: string | null
  readonly conversation_title: string | null
}

interface Remembered {
  readonly stamp: Stamp
  readonly alert: Alert
}

const STAMPS = `SELECT a.key, a.id, a.version, a.updated_at, c.url AS conversation_url, c.title AS conversation_title
  FROM alert a CROSS JOIN conversation c ON c.key = a.conversation`

/** Reads alerts, and remembers them by what changes with them: every change of an alert counts its version up. */
export class RememberedAlerts {
  readonly #database: Database
  readonly #byKey = new Map<number, Remembered>()

  constructor(database: Database) {
    this.#database = database
  }

  /** The alerts that a condition holds of, oldest first. */
  opened(where: string, values: readonly Value[]): readonly Alert[] {
    const order = 'ORDER BY a.opened_at, a.key'
    const stamps = this.#database.all<Stamp>(`${STAMPS} ${where} ${order}`, ...values)
    const found = stamps.map((stamp) => this.#known(stamp))
    const unknown = found.filter((alert) => alert === null).length
    if (unknown > stamps.length * UNKNOWN_SHARE_MAX) return this.#readAll(`${where} ${order}`, values)
    return found.flatMap((alert, at) => alert ?? this.#readAll('WHERE a.key = ?', [stamps[at]?.key ?? 0]))
  }

  /** Forgets everything: what was erased must not stay in memory either. */
  forget(): void {
    this.#byKey.clear()
  }

  #readAll(rest: string, values: readonly Value[]): readonly Alert[] {
    const sql = `SELECT ${ALERT_COLUMNS} FROM alert a ${ALERT_JOINS} ${rest}`
    return this.#database.all<AlertRow>(sql, ...values).map((row) => {
      const alert = alertOf(row)
      if (this.#byKey.size >= ALERTS_MAX) this.#byKey.clear()
      this.#byKey.set(row.key, { stamp: stampOf(row), alert })
      return alert
    })
  }

  #known(stamp: Stamp): Alert | null {
    const known = this.#byKey.get(stamp.key)
    return known !== undefined && isSame(known.stamp, stamp) ? known.alert : null
  }
}

/** What is compared, and nothing of the row besides. */
function stampOf({ key, id, version, updated_at, conversation_url, conversation_title }: AlertRow): Stamp {
  return { key, id, version, updated_at, conversation_url, conversation_title }
}

function isSame(one: Stamp, other: Stamp): boolean {
  return (
    one.id === other.id &&
    one.version === other.version &&
    one.updated_at === other.updated_at &&
    one.conversation_url === other.conversation_url &&
    one.conversation_title === other.conversation_title
  )
}
