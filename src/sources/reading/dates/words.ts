// The words that people and engines write dates with, folded to lower case without accents. Spanish and English are
// whole; German, French, Portuguese, Italian, Hungarian and Greek are here because forums in those languages cost
// one row each.

/** Lower case, accents off, every kind of space one plain space. */
export function foldDateText(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim()
}

const MONTH_ROWS: readonly string[] = [
  'january jan enero ene januar janner januari janvier janv janeiro gennaio gen januar ιανουαριος ιανουαριου ιαν',
  'february feb febrero febr februar fevrier fevr fev fevereiro febbraio február φεβρουαριος φεβρουαριου φεβ',
  'march mar marzo marz mrz mars marco marcius μαρτιος μαρτιου μαρ μαρτ',
  'april apr abril abr avril avr aprile aprilis απριλιος απριλιου απρ',
  'may mayo mai maio mag maggio maj majus μαιος μαιου μαι μαϊ',
  'june jun junio juni juin junho giugno giu junius ιουνιος ιουνιου ιουν',
  'july jul julio juli juillet juil julho luglio lug julius ιουλιος ιουλιου ιουλ',
  'august aug agosto ago aout augusztus αυγουστος αυγουστου αυγ',
  'september sep sept septiembre setiembre set septembre setembro settembre szeptember σεπτεμβριος σεπτεμβριου σεπ',
  'october oct octubre okt oktober octobre outubro out ottobre ott oktober οκτωβριος οκτωβριου οκτ',
  'november nov noviembre novembre novembro νοεμβριος νοεμβριου νοε νοεμ',
  'december dec diciembre dic dez dezember decembre dezembro dicembre δεκεμβριος δεκεμβριου δεκ',
]

const WEEKDAY_ROWS: readonly string[] = [
  'sunday sun domingo dom sonntag dimanche dim domenica κυριακη κυρ',
  'monday mon lunes lun montag lundi segunda lunedi δευτερα δευ',
  'tuesday tue tues martes mar dienstag mardi terca martedi τριτη τρι',
  'wednesday wed miercoles mie mier mittwoch mercredi mer quarta mercoledi τεταρτη τετ',
  'thursday thu thur thurs jueves jue donnerstag jeudi jeu quinta giovedi gio πεμπτη πεμ',
  'friday fri viernes vie freitag vendredi ven sexta venerdi παρασκευη παρ',
  'saturday sat sabado sab samstag samedi sam sabato σαββατο σαβ',
]

function tableOf(rows: readonly string[]): ReadonlyMap<string, number> {
  const table = new Map<string, number>()
  for (const [index, row] of rows.entries()) {
    for (const word of row.split(' ')) table.set(foldDateText(word), index)
  }
  return table
}

const MONTHS = tableOf(MONTH_ROWS)
const WEEKDAYS = tableOf(WEEKDAY_ROWS)

/** 0 for January … 11; null when the folded word is no month's name. `mar` is March here and Tuesday there. */
export function monthOf(word: string): number | null {
  return MONTHS.get(word) ?? null
}

/** 0 for Sunday … 6; null when the folded word is no weekday's name. */
export function weekdayOf(word: string): number | null {
  return WEEKDAYS.get(word) ?? null
}

/** A span of time as relative dates name it. */
export type TimeUnit = 'second' | 'minute' | 'hour' | 'day' | 'week' | 'month' | 'year'

const UNIT_ROWS: Readonly<Record<TimeUnit, string>> = {
  second: 's sec secs second seconds seg segs segundo segundos sekunde sekunden seconde secondes secondo secondi',
  minute: 'min mins minute minutes minuto minutos minuten minuti',
  hour: 'h hr hrs hour hours hora horas stunde stunden heure heures ora ore',
  day: 'd day days dia dias tag tage tagen jour jours giorno giorni',
  week: 'w wk wks week weeks semana semanas sem woche wochen semaine semaines settimana settimane',
  month: 'mo mos month months mes meses monat monate monaten mois mese mesi',
  year: 'y yr yrs year years ano anos jahr jahre jahren an ans annee annees anno anni',
}

const UNITS: ReadonlyMap<string, TimeUnit> = new Map(
  Object.entries(UNIT_ROWS).flatMap(([unit, row]) => row.split(' ').map((word) => [word, unit as TimeUnit] as const)),
)

/** The unit that the folded word names; null when it names none. */
export function unitOf(word: string): TimeUnit | null {
  return UNITS.get(word) ?? null
}

/** Minutes east of Greenwich of the zone names that feeds and forums write. `bst` is British, `ist` Indian. */
const ZONE_MINUTES: Readonly<Record<string, number>> = {
  Z: 0,
  UT: 0,
  UTC: 0,
  GMT: 0,
  WET: 0,
  WEST: 60,
  BST: 60,
  CET: 60,
  CEST: 120,
  MEZ: 60,
  MESZ: 120,
  MET: 60,
  EET: 120,
  EEST: 180,
  MSK: 180,
  IST: 330,
  CST: -360,
  CDT: -300,
  EST: -300,
  EDT: -240,
  MST: -420,
  MDT: -360,
  PST: -480,
  PDT: -420,
  AKST: -540,
  AKDT: -480,
  HST: -600,
  AST: -240,
  ADT: -180,
  NST: -210,
  NDT: -150,
  ART: -180,
  BRT: -180,
  BRST: -120,
  CLT: -240,
  CLST: -180,
  COT: -300,
  PET: -300,
  ECT: -300,
  VET: -240,
  BOT: -240,
  UYT: -180,
  PYT: -240,
  JST: 540,
  KST: 540,
  HKT: 480,
  SGT: 480,
  AEST: 600,
  AEDT: 660,
  ACST: 570,
  AWST: 480,
  NZST: 720,
  NZDT: 780,
  ET: -300,
  CT: -360,
  MT: -420,
  PT: -480,
}

/** Minutes east of Greenwich of a zone's name as written in capitals; null when it is none. */
export function zoneMinutesOf(name: string): number | null {
  return ZONE_MINUTES[name] ?? null
}
