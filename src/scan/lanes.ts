// Works through sources side by side, a few per host and a bounded number in all, so that a host that makes us wait
// holds up its own sources only.

/** What is to be done at one host. */
interface Waiting<T> {
  readonly items: T[]
  next: number
  active: number
}

/**
 * Does `work` for each item: at most `perHost` at once for one host and `concurrency` in all. Items of a host keep
 * their order. `work` must not throw.
 */
export async function inLanes<T>(
  items: readonly T[],
  hostOf: (item: T) => string,
  limits: { readonly concurrency: number; readonly perHost: number },
  work: (item: T) => Promise<void>,
): Promise<void> {
  const hosts = [...groupByHost(items, hostOf).values()]
  const lanes = Math.max(1, Math.min(limits.concurrency, items.length))
  let turn = 0
  // Each lane takes the next item of the next host that has room; hosts are taken in turn, so none waits for another.
  const next = (): { item: T; host: Waiting<T> } | null => {
    for (let tried = 0; tried < hosts.length; tried++) {
      const host = hosts[(turn + tried) % hosts.length]
      if (host === undefined || host.active >= Math.max(1, limits.perHost)) continue
      const item = host.items[host.next]
      if (item === undefined) continue
      host.next += 1
      turn = (turn + tried + 1) % hosts.length
      return { item, host }
    }
    return null
  }
  const freed = new Signal()
  let left = items.length
  const lane = async (): Promise<void> => {
    while (left > 0) {
      const taken = next()
      if (taken === null) {
        await freed.wait()
        continue
      }
      left -= 1
      taken.host.active += 1
      await work(taken.item)
      taken.host.active -= 1
      if (taken.host.next >= taken.host.items.length) removeIdle(hosts, taken.host)
      freed.give()
    }
    freed.give()
  }
  await Promise.all(Array.from({ length: lanes }, lane))
}

function groupByHost<T>(items: readonly T[], hostOf: (item: T) => string): ReadonlyMap<string, Waiting<T>> {
  const hosts = new Map<string, Waiting<T>>()
  for (const item of items) {
    const host = hostOf(item)
    const waiting = hosts.get(host)
    if (waiting === undefined) hosts.set(host, { items: [item], next: 0, active: 0 })
    else waiting.items.push(item)
  }
  return hosts
}

/** Ten thousand hosts that are done must not be looked through again and again. */
function removeIdle<T>(hosts: Waiting<T>[], done: Waiting<T>): void {
  const at = hosts.indexOf(done)
  if (at >= 0) hosts.splice(at, 1)
}

/** Wakes whoever waits for room. */
class Signal {
  private waiting: (() => void)[] = []

  wait(): Promise<void> {
    return new Promise((resolve) => this.waiting.push(resolve))
  }

  give(): void {
    const waiting = this.waiting
    this.waiting = []
    for (const resolve of waiting) resolve()
  }
}
