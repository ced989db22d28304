// What a request is for, written into its role: a kind has no other place to keep it between asking and reading.

/** A role that was read back. */
export interface Errand {
  readonly place: string
  /** A value that was carried; null when it was not. */
  get(name: string): string | null
  /** A whole number that was carried; null when it was not, or is none. */
  count(name: string): number | null
}

/** The role that carries these values; those that are null are left out. */
export function errandRole(place: string, values: Readonly<Record<string, string | number | null>> = {}): string {
  const carried = new URLSearchParams()
  for (const [name, value] of Object.entries(values)) if (value !== null) carried.set(name, String(value))
  return carried.size === 0 ? place : `${place}?${carried}`
}

/** Reads a role back; a page that came from nowhere is on the errand "". */
export function errandOf(role: string | null): Errand {
  const at = (role ?? '').indexOf('?')
  const values = new URLSearchParams(at < 0 ? '' : (role ?? '').slice(at + 1))
  return {
    place: at < 0 ? (role ?? '') : (role ?? '').slice(0, at),
    get: (name) => values.get(name),
    count: (name) => {
      const text = values.get(name) ?? ''
      return /^\d{1,12}$/.test(text) ? Number(text) : null
    },
  }
}
