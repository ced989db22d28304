// Keys and live news on top of pages that work without them. Every key presses a button that is on the page; nothing
// here makes markup from text, and nothing is sent but by the page's own forms.

const KEYS_OFF = 'escucha.keys-off'
const PLACE = 'escucha.place'
const GO = { a: '/', t: '/topics', p: '/insights', f: '/sources' }

const all = (selector, root = document) => [...root.querySelectorAll(selector)]
const one = (selector, root = document) => root.querySelector(selector)
const rows = () => all('[data-list] > .row')
const linkOf = (row) => one('.open', row)
const boxOf = (row) => one('input[name="id"]', row)
const currentRow = () => document.activeElement?.closest('.row') ?? null

/** What storage refuses (a private window) is only a convenience less. */
function remember(store, key, value) {
  try {
    if (value === null) store.removeItem(key)
    else store.setItem(key, value)
  } catch {}
}

function recall(store, key) {
  try {
    return store.getItem(key)
  } catch {
    return null
  }
}

// Moving

function move(step) {
  const list = rows()
  if (list.length === 0) return press(step > 0 ? 'j' : 'k')
  const at = list.indexOf(currentRow())
  const row = list[Math.min(list.length - 1, Math.max(0, at === -1 ? 0 : at + step))]
  linkOf(row)?.focus()
  row.scrollIntoView({ block: 'nearest' })
}

/** After a change the list is a row shorter: the next alert stands where the changed one stood. */
function keepPlace() {
  const at = rows().indexOf(currentRow())
  remember(sessionStorage, PLACE, at === -1 ? null : JSON.stringify([location.pathname + location.search, at]))
}

function restorePlace() {
  const [address, at] = JSON.parse(recall(sessionStorage, PLACE) ?? '[]')
  remember(sessionStorage, PLACE, null)
  if (address !== location.pathname + location.search) return
  const row = rows()[at] ?? rows().at(-1)
  if (row) linkOf(row)?.focus()
}

// Acting

function press(key) {
  const target = all(`[data-key="${key}"]`).find((entry) => entry.checkVisibility())
  if (!target) return false
  if (target.matches('input')) {
    target.focus()
    target.select()
  } else target.click()
  return true
}

/** On the list, a key acts on the selected alerts, or on the one under the cursor. */
function act(key) {
  if (rows().length > 0 && !pickCurrent()) return false
  return press(key)
}

function pickCurrent() {
  if (rows().some((row) => boxOf(row)?.checked)) return true
  const row = currentRow()
  const box = row && boxOf(row)
  if (!box) return false
  box.checked = true
  return true
}

function select() {
  const box = currentRow() && boxOf(currentRow())
  if (box) box.checked = !box.checked
  return Boolean(box)
}

function choose(number, sheet) {
  const choice = one(`[data-choice="${number}"]`, sheet)
  choice?.click()
  return Boolean(choice)
}

// Keys

let pending = null

const KEYS = {
  j: () => move(1) ?? true,
  k: () => move(-1) ?? true,
  o: () => currentRow() && (linkOf(currentRow())?.click() ?? true),
  x: select,
  e: () => act('e'),
  a: () => act('a'),
  d: () => act('d'),
  s: () => act('s'),
  l: () => press('l'),
  c: () => press('c'),
  u: () => press('u'),
  '/': () => press('/'),
  '?': () => one('#keys')?.togglePopover() ?? true,
  g: () => {
    pending = 'g'
    setTimeout(() => {
      pending = null
    }, 1200)
    return true
  },
}

function isTyping(target) {
  return target.matches('input:not([type="checkbox"]), textarea, select, [contenteditable]')
}

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
  if (isTyping(event.target)) {
    if (event.key === 'Escape') event.target.blur()
    return
  }
  if (recall(localStorage, KEYS_OFF) !== null) return
  const sheet = one('.sheet:popover-open')
  if (sheet && /^[1-9]$/.test(event.key)) return void (choose(event.key, sheet) && event.preventDefault())
  if (sheet && event.key !== '?') return
  if (pending === 'g') {
    pending = null
    if (GO[event.key]) {
      event.preventDefault()
      location.assign(GO[event.key])
    }
    return
  }
  const does = Object.hasOwn(KEYS, event.key) ? KEYS[event.key] : null
  if (does?.()) event.preventDefault()
}

// Conveniences

function prepareFilters() {
  for (const form of all('[data-filters]')) {
    one('[data-filter-button]', form)?.setAttribute('hidden', '')
    for (const field of all('select', form)) field.addEventListener('change', () => form.requestSubmit())
    // An address with only the filters that are set can be read, and shared.
    form.addEventListener('formdata', (event) => {
      for (const [name, value] of [...event.formData]) if (value === '') event.formData.delete(name)
    })
  }
}

function prepareSelection() {
  const box = one('[data-select-all]')
  if (!box) return
  box.hidden = false
  one('input', box).addEventListener('change', (event) => {
    for (const row of rows()) if (boxOf(row)) boxOf(row).checked = event.target.checked
  })
}

function prepareSheets() {
  for (const sheet of all('.sheet')) {
    sheet.addEventListener('toggle', (event) => {
      if (event.newState === 'open') one('button, input:not([type="hidden"])', sheet)?.focus()
    })
  }
  // On the list, "dismiss" and "snooze" by mouse also mean the row under the cursor.
  for (const button of all('.bulk [popovertarget]')) button.addEventListener('click', () => pickCurrent())
}

function prepareKeySwitch() {
  const box = one('[data-keys-switch]')
  if (!box) return
  box.hidden = false
  const input = one('input', box)
  input.checked = recall(localStorage, KEYS_OFF) === null
  input.addEventListener('change', () => remember(localStorage, KEYS_OFF, input.checked ? null : '1'))
}

function prepareSecrets() {
  for (const field of all('.secret')) field.addEventListener('focus', () => field.select())
}

/** Copies what another element says. */
function prepareCopying() {
  for (const button of all('[data-copy]')) {
    button.hidden = !navigator.clipboard
    button.addEventListener('click', async () => {
      await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent)
      button.textContent = `✓ ${button.dataset.copied}`
      countCopy(document.getElementById(button.dataset.copyForm ?? ''))
    })
  }
}

// Trying selectors: while somebody types, the form is sent again and its result takes the place of the old one. The
// browser reads the answer as a document of ours, in which no script runs; nothing is made of strings here.

const TYPING_PAUSE_MS = 500

function prepareLiveForm() {
  const form = one('[data-live-form]')
  if (!form) return
  let timer = 0
  let request = null
  const send = () => {
    request?.abort()
    request = new XMLHttpRequest()
    request.responseType = 'document'
    request.open('POST', form.action)
    request.setRequestHeader('accept', 'text/html')
    request.addEventListener('loadend', ({ target }) => {
      if (target !== request) return
      const fresh = target.response?.querySelector('[data-live-result]')
      const stale = one('[data-live-result]')
      if (fresh && stale) stale.replaceWith(document.adoptNode(fresh))
      stale?.removeAttribute('aria-busy')
    })
    one('[data-live-result]')?.setAttribute('aria-busy', 'true')
    request.send(new URLSearchParams(new FormData(form)))
  }
  // An address half typed is another site: only selectors are tried while they are written, on a page once looked at.
  form.addEventListener('input', (event) => {
    if (!event.target.matches('[data-live-field]') || one('[name="item"]', form).value.trim() === '') return
    if (one('[name="url"]', form).value.trim() === '') return
    clearTimeout(timer)
    timer = setTimeout(send, TYPING_PAUSE_MS)
  })
  form.addEventListener('submit', () => clearTimeout(timer))
}

/** Tells the server that what a form offers was copied; where nothing is to be counted there is no form. */
function countCopy(form) {
  if (!form || !form.querySelector('[value="used"]')) return
  const fields = new URLSearchParams(new FormData(form))
  fields.set('do', 'copied')
  fetch(form.action, { method: 'POST', body: fields }).catch(() => {})
}

// Live news: a line says that something changed; the list never moves under a reader's hand.

function listenForChanges() {
  const bar = one('[data-live]')
  if (!bar || typeof EventSource === 'undefined') return
  const changed = new Set()
  const events = new EventSource('/api/v1/events')
  const tell = (id) => {
    changed.add(id)
    const words = changed.size === 1 ? bar.dataset.one : bar.dataset.many.replace('2', String(changed.size))
    one('span', bar).textContent = words
    bar.hidden = false
  }
  for (const name of ['opened', 'changed']) events.addEventListener(name, (event) => tell(JSON.parse(event.data).id))
  events.addEventListener('reload', () => tell('reload'))
  addEventListener('pagehide', () => events.close())
}

document.addEventListener('keydown', onKey)
one('#act')?.addEventListener('submit', keepPlace)
prepareFilters()
prepareSelection()
prepareSheets()
prepareKeySwitch()
prepareSecrets()
prepareCopying()
prepareLiveForm()
restorePlace()
listenForChanges()
